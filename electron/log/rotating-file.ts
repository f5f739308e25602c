/** A file that is added to and never grows beyond a size: the older part of it moves on to files of its own. */
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Takes the file and which older part of it, from 1; returns where that lies: `a.log` → `a.1.log`. */
export const olderFile = (file: string, age: number) => file.replace(/(\.\w+)?$/u, `.${age}$1`);

/**
 * Takes the path of the file, the most bytes it may have, and how many older ones of that size are kept. Returns a function
 * that adds a line and tells whether it is written. That never throws, nor waits: where the disk is full, or the folder
 * cannot be written, the line is lost and the next one is tried again. A file that cannot be moved just now, as Windows has
 * it, grows on up to twice its size, and is moved when that goes.
 */
export function rotatingFile(file: string, mostBytes: number, older: number): (line: string) => boolean {
  /** Null: not known. */
  let size: number | null = null;
  /** Whether the last line may be there in part. */
  let torn = false;

  return function append(line) {
    const known = size !== null;
    const text = `${torn ? '\n' : ''}${line}\n`;
    try {
      size ??= sizeOf(file);
      const next = size + Buffer.byteLength(text);
      if (size > 0 && next > mostBytes) {
        const moved = moveOn(file, older);
        if (moved) size = 0;
        else if (next > 2 * mostBytes) return false;
      }
      appendFileSync(file, text, { mode: 0o600 });
      size += Buffer.byteLength(text);
      torn = false;
      return true;
    } catch (error) {
      // Somebody deleted its folder, which is made where the size is asked for.
      size = null;
      if (known && isMissing(error)) return append(line);
      torn = true;
      return false;
    }
  };
}

/** Returns whether the file is free to begin anew. The oldest part is written over, but where there is a gap before it. */
function moveOn(file: string, older: number): boolean {
  const part = (age: number) => (age === 0 ? file : olderFile(file, age));
  // A gap is what is left where the next younger part could not be moved: further parts need not move again.
  let last = 1;
  while (last < older && existsSync(part(last))) last++;
  try {
    for (let age = last; age > 0; age--) renameSync(part(age - 1), part(age));
    return true;
  } catch (error) {
    return isMissing(error) && !existsSync(file);
  }
}

/** Makes its folder where that is missing. */
function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    if (!isMissing(error)) throw error;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return 0;
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
