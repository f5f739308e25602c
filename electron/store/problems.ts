/** The outbox cannot be opened, read or written. The message is a sentence for the user; `cause` is the technical one. */
export class StoreProblem extends Error {
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
  const sentence = storeSentence(error, folder);
  return sentence === null ? error : new StoreProblem(sentence, { cause: error });
}

function storeSentence(error: unknown, folder: string): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const is = (...codes: string[]) => codes.some((one) => code === one || code.startsWith(`${one}_`));
  if (is('SQLITE_FULL', 'ENOSPC', 'EDQUOT')) {
    return `The disk is full, so nothing more can be saved. Free some space on the disk of ${folder} and try again.`;
  }
  if (is('SQLITE_NOTADB', 'SQLITE_CORRUPT')) {
    return `The outbox file in ${folder} is damaged or was not made by Fieldpost. It was left as it is. Move it to another folder, keep it (contacts may be recovered from it), and start Fieldpost again.`;
  }
  if (is('EISDIR')) {
    return `There is a folder named outbox.sqlite in ${folder}, where Fieldpost keeps its file. Move it away and start Fieldpost again.`;
  }
  // ENOENT: Node's answer to making a folder on a read-only disk.
  if (
    is('EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'SQLITE_PERM', 'SQLITE_READONLY', 'SQLITE_CANTOPEN')
  ) {
    return `Fieldpost may not write in ${folder}, so nothing can be saved. Allow your user to write there and start Fieldpost again.`;
  }
  if (is('SQLITE_BUSY', 'SQLITE_LOCKED')) return 'Another program is using the outbox. Close it and try again.';
  if (is('SQLITE'))
    return `The disk of ${folder} failed (${code}), so nothing was saved. Check the disk and try again.`;
  return null;
}
