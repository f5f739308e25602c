/**
 * The question before the window closes over contacts that are not sent yet. It is asked once: whoever closes again means
 * it. The system's own end (shutdown, log-off, a signal) is never held up.
 */
import { app, powerMonitor, type BrowserWindow } from 'electron';

export interface Closing {
  /** The user has answered: it is to end. */
  quit: () => void;
  /** The user wishes it to end, and is asked where that needs a question. */
  quitByUser: () => void;
  /** The user has answered: it stays open. */
  keepOpen: () => void;
  /** Whether it ends because the system does: a shutdown, a log-off, a signal. */
  bySystem: () => boolean;
}

/**
 * Takes the window, whether it holds anything real, and what asks the screen. Only the screen knows what was typed a moment
 * ago, or could not be written: it is asked also where the outbox has nothing to say, and then quits by itself.
 */
export function askBeforeClosing(window: BrowserWindow, holdsRealContacts: () => boolean, ask: () => void): Closing {
  let asked = false;
  let ending = false;
  /** Windows has asked whether it may end, and may yet think better of it. */
  let queried = false;
  let bySystem = false;
  const end = () => {
    ending = true;
    bySystem = true;
  };

  window.on('close', (event) => {
    if (ending || queried || asked || window.webContents.isCrashed() || !holdsRealContacts()) return;
    event.preventDefault();
    asked = true;
    ask();
  });
  // The question went with the page that showed it.
  window.webContents.on('did-finish-load', () => {
    asked = false;
  });

  window.on('query-session-end', () => {
    queried = true;
  });
  window.on('focus', () => {
    queried = false;
  });

  // Windows; then macOS and Linux; then whatever ends programs by a signal, such as the end of a session.
  window.on('session-end', end);
  powerMonitor.on('shutdown', end);
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, endBySignal);

  function endBySignal(): void {
    end();
    app.quit();
  }

  function quit(): void {
    ending = true;
    app.quit();
  }

  return {
    quit,
    quitByUser: () => {
      // A shutdown that was called off is nothing to go by any more.
      ending = bySystem = queried = false;
      app.quit();
    },
    keepOpen: () => {
      asked = false;
    },
    bySystem: () => bySystem,
  };
}
