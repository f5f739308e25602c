/** Starts the app. What the first paint needs comes first; the rest is loaded while the window's own process starts. */
import { app, dialog, Menu, nativeTheme, session } from 'electron';
import { join } from 'node:path';
import { systemLanguage } from '#contract/language.ts';
import { registerAppScheme, serveScreen } from './window/app-protocol.ts';
import { watchForFailures } from './window/crashes.ts';
import { localPlace } from './data-folder/place.ts';
import { settle, type Lock } from './data-folder/settle.ts';
import { log, openLog, settleLog } from './log/log.ts';
import { version } from './log/facts.ts';
import { policyPlace } from './policy/place.ts';
import { readPolicy } from './policy/read.ts';
import { preferencesIn } from './system/preferences.ts';
import { chooseGraphics } from './window/graphics.ts';
import { lockDown } from './window/security.ts';
import { languageOf } from './modes/apply-policy.ts';
import { shownWords, speaking } from './system/words.ts';
import { isToGoOn, isWritable, noteStale, removeStale } from './app/single-instance.ts';
import { openWindow, type OpenedWindow } from './window/window.ts';

const usual = app.getPath('userData');
const local = localPlace({
  platform: process.platform,
  localAppData: process.env['LOCALAPPDATA'],
  isNamed: app.commandLine.hasSwitch('user-data-dir'),
  usual,
});
/** Until it is known what the user has chosen. */
let language = (): string => systemLanguage;
const words = shownWords(app.commandLine.getSwitchValue('words'));
const speak = speaking(words, () => language());
const movedNote = (folder: string) => speak().say('app.movedNote', { folder });
const stale = { isRemoved: false };
const { folder: dataFolder, lock, moved, problem } = settle({ usual, local, lockIn, note: movedNote });
openLog({ dataFolder, appFolder: app.getAppPath(), development: !app.isPackaged });
app.on('quit', settleLog);
watchForFailures(speak);
if (stale.isRemoved) noteStale();

// Two senders over one outbox would double contacts.
if (lock !== 'held' && !(await isToGoOn(dataFolder, () => app.requestSingleInstanceLock()))) {
  app.exit();
} else {
  log.note('Fieldpost starts', {
    version: version(app.getVersion()),
    electron: version(process.versions.electron),
    platform: process.platform,
    arch: process.arch,
    packaged: app.isPackaged,
    practice: app.commandLine.hasSwitch('practice'),
  });
}
if (moved === 'now') log.note('The data was moved to the folder of this computer');
if (problem !== null) log.error('The data could not be moved to the folder of this computer, and stays', problem);

// The screen loads nothing from the network: a process for its network service would only cost memory.
app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
registerAppScheme();
// Electron's own would be there until the app is open: its keys reload the page and open its tools, in the kiosk, too.
Menu.setApplicationMenu(null);

const preferences = preferencesIn(join(dataFolder, 'preferences.json'));
nativeTheme.themeSource = preferences.get().theme;
const graphics = chooseGraphics(preferences);

const policy = readPolicy(
  policyPlace({
    isPackaged: app.isPackaged,
    platform: process.platform,
    asked: app.commandLine.getSwitchValue('policy'),
    programFiles: process.env['ProgramFiles'],
    user: process.getuid?.(),
  }),
);
language = () => languageOf(policy, preferences.get().language);
if (policy.problem !== null) log.error('The policy file cannot be used: Settings say why');
else if (policy.file !== null) log.note('A policy is in force', { updates: policy.updates });

/** Makes the folder Chromium's, too. Where it is taken is looked into afterwards (single-instance.ts). */
function lockIn(folder: string): Lock {
  app.releaseSingleInstanceLock();
  if (folder !== app.getPath('userData')) app.setPath('userData', folder);
  stale.isRemoved ||= removeStale(folder);
  if (app.requestSingleInstanceLock()) return 'held';
  return isWritable(folder) ? 'taken' : 'none';
}

async function start(): Promise<void> {
  await app.whenReady();
  lockDown(session.defaultSession);
  const letScriptsGo = serveScreen(session.defaultSession, join(import.meta.dirname, '../renderer'));
  const opened = openWindow(preferences, nativeTheme.shouldUseDarkColors, speak);
  // What the first paint needs comes from this process, too: all the rest would hold it up.
  await opened.shown;
  const { openApp } = await import('./app/app.ts');
  // Within the same turn there is somebody to answer them.
  letScriptsGo();
  // Without its window the app ends by itself.
  if (!opened.window.isDestroyed()) await openApp(opened, { preferences, policy, words, speak, graphics });
  if (moved === 'before') await lookForLeftovers(opened);
}

/** Contacts in the old folder are sent by nobody: their user has to know of them. */
async function lookForLeftovers({ window, shown }: OpenedWindow): Promise<void> {
  await shown;
  const { clearLeftovers } = await import('./data-folder/leftovers.ts');
  const others = await clearLeftovers(usual, dataFolder, movedNote).catch((error: unknown) => {
    log.error('The old data folder could not be cleared', error);
    return [];
  });
  if (others.length === 0 || window.isDestroyed()) return;
  log.note('The old data folder holds other contacts', { folders: others.length });
  const { say } = speak();
  await dialog.showMessageBox(window, {
    type: 'warning',
    title: say('app.name'),
    message: say('app.leftovers'),
    detail: [
      say('app.leftoversWhere', { folders: others.join('\n') }),
      say('app.leftoversWhy', { folder: dataFolder }),
      say('app.leftoversTodo', { folder: usual }),
    ].join('\n\n'),
    noLink: true,
  });
}

start().catch((error: unknown) => {
  log.error('Fieldpost could not start', error);
  const { say } = speak();
  dialog.showErrorBox(say('app.notStarted'), say('app.notStartedDetail'));
  app.exit(1);
});
