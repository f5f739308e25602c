/** Finds what must not be there: short texts that stand for a name, a key, a path, in every form in which they may be written. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes what it stands for, in letters; returns a text that is nowhere else, with what has to be escaped behind it: JSON and
 * URLs leave the mark itself as it is.
 */
export const marked = (what: string) => `${markOf(what)} "é\\`;
/** The same where nothing but letters and digits may be. */
export const markOf = (what: string) => `Qzv${what}Vzq`;

/** Takes the bytes of a file and what is marked; returns each mark that is there, with the form in which it is. */
export function marksIn(bytes: Buffer, whats: readonly string[]): string[] {
  const exact = bytes.toString('latin1');
  const lower = exact.toLowerCase();
  return whats.flatMap((what) => {
    const mark = markOf(what);
    const plain = Buffer.from(mark.toLowerCase());
    const found = [
      ...(lower.includes(plain.toString('latin1')) ? ['as it is'] : []),
      // The other byte of each letter stands before or behind it.
      ...(lower.includes(mark.toLowerCase().replace(/(?!^)/gu, '\0')) ? ['in UTF-16'] : []),
      ...(lower.includes(plain.toString('hex')) || lower.includes(Buffer.from(mark).toString('hex')) ? ['in hex'] : []),
      ...(inBase64(mark).some((form) => exact.includes(form)) ? ['in base64'] : []),
    ];
    return found.map((form) => `${what} ${form}`);
  });
}

/** How a text looks in base64 depends on how many bytes stand before it; the first and last letters on what stands there. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    return bytes
      .toString('base64')
      .replaceAll('=', '')
      .slice(before === 0 ? 0 : before + 1, -1);
  });
}

/** Returns each file in this folder and its folders. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** The same of files, each with its name. */
export function marksInFiles(files: readonly string[], whats: readonly string[]): string[] {
  return files.flatMap((file) => marksIn(readFileSync(file), whats).map((mark) => `${file}: ${mark}`));
}
