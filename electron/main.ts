/** Starts the app. What the first paint needs comes first; the rest is loaded while the window's own process starts. */
import { app, nativeTheme, session } from 'electron';
import { join } from 'node:path';
import { registerAppScheme, serveScreen } from './app-protocol.ts';
import { log } from './log.ts';
import { preferencesIn } from './preferences.ts';
import { lockDown } from './security.ts';
import { openWindow } from './window.ts';

// Two senders over one outbox would double contacts.
if (!app.requestSingleInstanceLock()) app.exit();

registerAppScheme();

const preferences = preferencesIn(join(app.getPath('userData'), 'preferences.json'));
nativeTheme.themeSource = preferences.get().theme;

async function start(): Promise<void> {
  await app.whenReady();
  lockDown(session.defaultSession);
  // The page is served once there is somebody to answer it.
  let answering: Promise<void> | undefined;
  serveScreen(session.defaultSession, join(import.meta.dirname, '../renderer'), () => answering);
  const window = openWindow(preferences, nativeTheme.shouldUseDarkColors);
  answering = import('./backstage.ts').then(({ openBackstage }) => openBackstage(window, preferences));
  await answering;
}

start().catch((error: unknown) => {
  log.error('Fieldpost could not start', error);
  app.exit(1);
});
