/** Starts the app. What the first paint needs comes first; the rest is loaded while the window's own process starts. */
import { app, dialog, nativeTheme, session } from 'electron';
import { join } from 'node:path';
import { registerAppScheme, serveScreen } from './app-protocol.ts';
import { watchForFailures } from './crashes.ts';
import { log, openLog, settleLog } from './log.ts';
import { version } from './logging/facts.ts';
import { policyPlace } from './policy/place.ts';
import { readPolicy } from './policy/read.ts';
import { preferencesIn } from './preferences.ts';
import { lockDown } from './security.ts';
import { isToGoOn } from './single-instance.ts';
import { openWindow } from './window.ts';

const dataFolder = app.getPath('userData');
openLog({ dataFolder, appFolder: app.getAppPath(), development: !app.isPackaged });
app.on('quit', settleLog);
watchForFailures();

// Two senders over one outbox would double contacts.
if (!(await isToGoOn(dataFolder, () => app.requestSingleInstanceLock()))) {
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

// The screen loads nothing from the network: a process for its network service would only cost memory.
app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
registerAppScheme();

const preferences = preferencesIn(join(dataFolder, 'preferences.json'));
nativeTheme.themeSource = preferences.get().theme;

const policy = readPolicy(
  policyPlace({
    isPackaged: app.isPackaged,
    platform: process.platform,
    asked: app.commandLine.getSwitchValue('policy'),
    programFiles: process.env['ProgramFiles'],
    user: process.getuid?.(),
  }),
);
if (policy.problem !== null) log.error('The policy file cannot be used: Settings say why');
else if (policy.file !== null) log.note('A policy is in force', { updates: policy.updates });

async function start(): Promise<void> {
  await app.whenReady();
  lockDown(session.defaultSession);
  // The page is served once there is somebody to answer it.
  let answering = Promise.resolve();
  serveScreen(session.defaultSession, join(import.meta.dirname, '../renderer'), () => answering);
  const opened = openWindow(preferences, nativeTheme.shouldUseDarkColors);
  answering = import('./backstage.ts').then(async ({ openBackstage }) => {
    // Without its window the app ends by itself.
    if (!opened.window.isDestroyed()) await openBackstage(opened, preferences, policy);
  });
  await answering;
}

start().catch((error: unknown) => {
  log.error('Fieldpost could not start', error);
  dialog.showErrorBox(
    'Fieldpost could not start',
    'What was captured is safe on this laptop. Start it again, or install it anew.',
  );
  app.exit(1);
});
