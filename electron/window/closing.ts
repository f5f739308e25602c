/**
 * The question before the window closes over contacts that are not sent yet. It is asked once: whoever closes again means
 * it. The system's own end (shutdown, log-off, a signal) asks nothing. Windows waits until requests that are under way have
 * ended, as long as it and its user care to.
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

export interface ClosingParts {
  /** Whether a user may close it at all. The system may always. */
  mayClose: () => boolean;
  holdsRealContacts: () => boolean;
  /** Whether a request is under way, of which nobody would know what came of it. */
  isSending: () => boolean;
  /**
   * Asks the screen. Only that knows what was typed a moment ago, or could not be written: it is asked also where the outbox
   * has nothing to say, and then quits by itself.
   */
  ask: () => void;
  /** Stores what is typed at this moment. */
  keepTyped: () => void;
  /** Closes all within this call: Windows ends the process right after it. */
  endAtOnce: () => void;
}

export function askBeforeClosing(window: BrowserWindow, parts: ClosingParts): Closing {
  const { mayClose, holdsRealContacts, isSending, ask, keepTyped, endAtOnce } = parts;
  let asked = false;
  /** Before that nobody hears a question, and nothing was typed. */
  let loaded = false;
  let ending = false;
  /** Windows has asked whether it may end, and may yet think better of it. */
  let queried = false;
  let bySystem = false;
  const end = () => {
    ending = true;
    bySystem = true;
    keepTyped();
  };

  window.on('close', (event) => {
    if (ending || queried) return;
    if (!mayClose()) {
      event.preventDefault();
      return;
    }
    if (asked || !loaded || window.webContents.isCrashed() || !holdsRealContacts()) return;
    event.preventDefault();
    asked = true;
    ask();
  });
  // The question went with the page that showed it.
  window.webContents.on('did-finish-load', () => {
    loaded = true;
    asked = false;
  });

  window.on('query-session-end', (event) => {
    queried = true;
    // Where it is not to be held up, or the app is only to be closed, `session-end` follows at once.
    if (!isSending() || event.reasons.includes('critical') || event.reasons.includes('close-app')) return;
    // Windows names the app that it waits for, and goes on by itself when that has ended: a few seconds at most.
    event.preventDefault();
    endBySystem();
  });
  window.on('focus', () => {
    queried = false;
  });

  // Windows; then macOS and Linux; then whatever ends programs by a signal, such as the end of a session.
  window.on('session-end', () => {
    end();
    endAtOnce();
    // Whoever only closes apps waits for this one to end.
    app.quit();
  });
  powerMonitor.on('shutdown', end);
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, endBySystem);

  function endBySystem(): void {
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
