/** What becomes of failures that nobody awaited, and of processes that end by themselves: the log has them. */
import { app, dialog, type BrowserWindow } from 'electron';
import type { Speak } from '../system/words.ts';
import { log } from '../log/log.ts';

/**
 * To be called once, first of all. Electron by itself would show the stack of what was thrown, with all that its message
 * quotes, and Node would write a promise's message to the standard error.
 */
export function watchForFailures(speak: Speak): void {
  let told = false;
  process.on('uncaughtException', (error: unknown) => {
    log.error('Something was thrown that nobody caught', error);
    // Once: what fails again and again must not cover the screen. And as Electron does it by itself, the app goes on.
    if (told || !app.isReady()) return;
    told = true;
    const { say } = speak();
    void dialog.showMessageBox({
      type: 'error',
      title: say('app.name'),
      message: say('app.crashed'),
      detail: say('app.crashedDetail'),
    });
  });
  process.on('unhandledRejection', (error: unknown) => {
    log.error('A promise failed that nobody awaited', error);
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    log.note('A process of Chromium ended', { type, reason, exitCode });
  });
}

/** Takes the window. */
export function watchWindow(window: BrowserWindow): void {
  window.on('unresponsive', () => {
    log.note('The screen does not answer');
  });
  window.on('responsive', () => {
    log.note('The screen answers again');
  });
}
