/** The process of the screen may die, and its page may fail to load: it is loaded again, as long as there is hope. */
import { dialog, type BrowserWindow } from 'electron';
import { appOrigin } from './app-protocol.ts';
import type { Speak } from '../system/words.ts';
import { log } from '../log/log.ts';

/** So many failures in so many milliseconds, and the user is asked. */
const mostFailures = 3;
const span = 60_000;

/** Chromium's code for a load that another one has taken the place of. */
const aborted = -3;

/** Loads the screen into this window, now and after each failure. Where the user gives up, the window is gone. */
export function keepLoaded(window: BrowserWindow, speak: Speak): void {
  const screen = window.webContents;
  let failures: number[] = [];
  let asking = false;

  screen.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.note('The process of the screen ended', { reason, exitCode });
    failed();
  });
  screen.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (!isMainFrame || code === aborted) return;
    log.error('The screen could not be loaded', undefined, { code });
    failed();
  });

  function failed(): void {
    const now = performance.now();
    failures = [...failures.filter((moment) => now - moment < span), now];
    // Within the event Chromium is still busy with the process that died, and a new one would bring it down.
    setImmediate(() => {
      if (window.isDestroyed() || asking) return;
      if (failures.length < mostFailures) load();
      else void ask();
    });
  }

  function load(): void {
    // Where that fails, `did-fail-load` says so.
    window.loadURL(`${appOrigin}/index.html`).catch(() => undefined);
  }

  async function ask(): Promise<void> {
    asking = true;
    log.note('The screen fails again and again: the user is asked', { times: failures.length });
    window.show();
    const { say } = speak();
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: say('app.name'),
      message: say('app.windowFails'),
      detail: say('app.windowFailsDetail'),
      buttons: [say('app.tryAgain'), say('app.quit')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    asking = false;
    failures = [];
    if (window.isDestroyed()) return;
    if (response === 0) load();
    // Not closed: there is no screen that could be asked whether it may.
    else window.destroy();
  }

  load();
}
