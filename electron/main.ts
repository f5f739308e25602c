/** Starts the app: what must come first, comes first; what the first paint does not need, comes after it. */
import { app, nativeTheme, net, powerMonitor, session, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { registerAppScheme, serveScreen } from './app-protocol.ts';
import type { Start } from './contract/ipc.ts';
import { openDesk } from './desk.ts';
import { handleRequests, tell } from './ipc/handle.ts';
import { handlersFor } from './ipc/handlers.ts';
import { log } from './log.ts';
import { setMenu } from './menu.ts';
import { preferencesIn } from './preferences.ts';
import { lockDown } from './security.ts';
import { openWindow } from './window.ts';

// Two senders over one outbox would double contacts.
if (!app.requestSingleInstanceLock()) app.exit();

registerAppScheme();

const dataFolder = app.getPath('userData');
const preferences = preferencesIn(join(dataFolder, 'preferences.json'));
nativeTheme.themeSource = preferences.get().theme;

let window: BrowserWindow | null = null;
const desk = openDesk({
  dataFolder,
  linkDown: () => !net.isOnline(),
  changed: (rows, status) => {
    if (window === null) return;
    if (rows.length > 0) tell(window.webContents, 'rowsChanged', rows);
    tell(window.webContents, 'statusChanged', status);
  },
  practiceChanged: (view) => {
    if (window !== null) tell(window.webContents, 'practiceChanged', view);
  },
});

function platform(): Start['platform'] {
  if (process.platform === 'darwin') return 'mac';
  return process.platform === 'win32' ? 'windows' : 'linux';
}

/** The network may have changed. */
function hint(): void {
  desk.opened()?.nudge('hint');
}

/** Shows the workspace of the moment from the start. */
function reload(): void {
  window?.webContents.reload();
  setMenus();
  hint();
}

function setMenus(): void {
  const togglePractice = () => {
    const toggled = desk.practice() === null ? desk.enterPractice() : desk.leavePractice();
    toggled.then(reload).catch((error: unknown) => {
      log.error('Practice mode could not be switched', error);
    });
  };
  const command = (name: Parameters<typeof tell<'command'>>[2]) => {
    if (window !== null) tell(window.webContents, 'command', name);
  };
  setMenu({ command, togglePractice }, desk.practice() !== null);
}

handleRequests(
  handlersFor({
    desk,
    app: { platform: platform(), version: app.getVersion() },
    theme: () => preferences.get().theme,
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
      preferences.set({ theme });
    },
    reload,
  }),
);

async function start(): Promise<void> {
  await app.whenReady();
  serveScreen(session.defaultSession, join(import.meta.dirname, '../renderer'));
  lockDown(session.defaultSession);
  if (app.commandLine.hasSwitch('practice')) await desk.enterPractice();
  window = openWindow(preferences, nativeTheme.shouldUseDarkColors);
  // While the window's own process starts, this one has time.
  if (desk.practice() === null) desk.enterOwn();
  window.once('ready-to-show', () => {
    setMenus();
    hint();
    powerMonitor.on('resume', hint);
    powerMonitor.on('unlock-screen', hint);
  });
}

app.on('second-instance', () => {
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
});

app.on('window-all-closed', () => {
  app.quit();
});

app.on('will-quit', (event) => {
  event.preventDefault();
  void desk
    .close()
    .catch((error: unknown) => {
      log.error('The outbox could not be closed', error);
    })
    // All windows are closed by now, and a second quit would ask the same again.
    .then(() => {
      app.exit();
    });
});

start().catch((error: unknown) => {
  log.error('Fieldpost could not start', error);
  app.exit(1);
});
