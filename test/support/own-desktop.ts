/** A display and a keychain for each of the processes that tests run in. */
import { withSignals } from '../../build/runtime/cleanup.ts';
import { startDisplay } from '../../build/runtime/display.ts';
import { startKeychain } from '../../build/runtime/keychain.ts';

/** Whether the display is one that was started for this run. Then another one can be, without a window that anybody misses. */
export const hasOwnDisplays = process.env['FIELDPOST_VIRTUAL_DISPLAY'] === 'true';

/**
 * Does the work with a display and a keychain of this process's own: on one display two windows take the focus and the
 * clipboard from each other. What is started meanwhile finds them in the environment; they end with the work.
 */
export async function withOwnDesktop(work: () => Promise<void>): Promise<void> {
  const keychain = await startKeychain();
  const display = await startDisplay();
  Object.assign(process.env, keychain.env, display.env);
  try {
    // The runner is told by a signal as well, and tells this process to end its work.
    await withSignals(() => undefined, work);
  } finally {
    for (const helper of [...display.helpers, ...keychain.helpers]) await helper.stop();
  }
}
