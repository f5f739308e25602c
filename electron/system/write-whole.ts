/** Writes a file that is there as a whole or not at all. */
import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { setImmediate as others } from 'node:timers/promises';
import { say, type Message, type Said } from '#words/message.ts';
import { renameWhenFree } from './rename.ts';

/** How much is written at once, in characters: little enough that the app answers in between. */
const piece = 128 * 1024;

/**
 * Takes the file's path and its bytes, or its text or bytes in pieces; resolves when all of it is on the disk. Everything else goes
 * on meanwhile. What stood in the file before is replaced at the end, or stays where something fails.
 * @throws what the disk or `content` throws.
 */
export async function writeWhole(file: string, content: Uint8Array | Iterable<string | Uint8Array>): Promise<void> {
  const unfinished = `${file}.${randomUUID().slice(0, 8)}.part`;
  // wx: nothing of the user's has this name.
  const handle = await open(unfinished, 'wx');
  try {
    try {
      if (content instanceof Uint8Array) await handle.writeFile(content);
      else await writePieces(handle, content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameWhenFree(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writePieces(handle: FileHandle, pieces: Iterable<string | Uint8Array>): Promise<void> {
  let waiting = '';
  for (const next of pieces) {
    if (typeof next !== 'string') {
      await handle.writeFile(next);
      await others();
      continue;
    }
    waiting += next;
    if (waiting.length < piece) continue;
    await handle.writeFile(waiting);
    waiting = '';
    await others();
  }
  await handle.writeFile(waiting);
}

/** Takes what `writeWhole` threw; returns that nothing was saved, why, and what to do. */
export function whyNotWritten(error: unknown, file: string): Said {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return [say('file.notSaved'), whatFailed(code, file)];
}

function whatFailed(code: string, file: string): Message {
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return say('file.diskFull', { file });
  if (['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EISDIR'].includes(code)) return say('file.notWritable', { file });
  if (code === 'ENOENT' || code === 'ENOTDIR') return say('file.noFolder', { file });
  if (code === 'ENAMETOOLONG') return say('file.nameTooLong');
  return code === '' ? say('file.failed', { file }) : say('file.failedBy', { file, code });
}
