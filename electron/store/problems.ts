import { say, type Said } from '#words/message.ts';
import { SaidError } from '#words/said.ts';

/** The outbox cannot be opened, read or written. `said` is for the user; `cause` is the technical one. */
export class StoreProblem extends SaidError {
  override name = 'StoreProblem';
}

/** Whether what was thrown says that the database's file is damaged. */
export const saysDamaged = (error: unknown): boolean =>
  saysForeign(error) || codeOf(error).startsWith('SQLITE_CORRUPT');

/** Whether what was thrown says that the file is no database of ours at all. */
export const saysForeign = (error: unknown): boolean => codeOf(error) === 'SQLITE_NOTADB';

function codeOf(error: unknown): string {
  const thrown = error instanceof StoreProblem ? error.cause : error;
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/**
 * Takes what a database or file call threw and the folder of the outbox.
 * Returns it as a StoreProblem, or the same error where it is none of the store's.
 */
export function asStoreProblem(error: unknown, folder: string): unknown {
  const said = problemOf(error, folder);
  return said === null ? error : new StoreProblem(said, { cause: error });
}

function problemOf(error: unknown, folder: string): Said | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const is = (...codes: string[]) => codes.some((one) => code === one || code.startsWith(`${one}_`));
  if (is('SQLITE_FULL', 'ENOSPC', 'EDQUOT')) return say('store.diskFull', { folder });
  if (is('SQLITE_NOTADB', 'SQLITE_CORRUPT')) return say('store.foreign', { folder });
  if (is('EISDIR')) return say('store.isFolder', { folder });
  // ENOENT: Node's answer to making a folder on a read-only disk.
  if (
    is('EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'SQLITE_PERM', 'SQLITE_READONLY', 'SQLITE_CANTOPEN')
  ) {
    return say('store.notWritable', { folder });
  }
  if (is('SQLITE_BUSY', 'SQLITE_LOCKED')) return say('store.busy');
  return is('SQLITE') ? say('store.diskFailed', { folder, code }) : null;
}
