/** Writes a file that is there as a whole or not at all. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { setImmediate as others } from 'node:timers/promises';

/** How much is written at once, in characters: little enough that the app answers in between. */
const piece = 128 * 1024;

/**
 * Takes the file's path and its text in pieces; resolves when all of it is on the disk. Everything else goes on
 * meanwhile. What stood in the file before is replaced at the end, or stays where something fails.
 * @throws what the disk or `texts` throws.
 */
export async function writeWhole(file: string, texts: Iterable<string>): Promise<void> {
  const unfinished = `${file}.${randomUUID().slice(0, 8)}.part`;
  // wx: nothing of the user's has this name.
  const handle = await open(unfinished, 'wx');
  try {
    try {
      let waiting = '';
      for (const text of texts) {
        waiting += text;
        if (waiting.length < piece) continue;
        await handle.writeFile(waiting);
        waiting = '';
        await others();
      }
      await handle.writeFile(waiting);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
