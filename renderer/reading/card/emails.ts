/** An e-mail address that was read several times: of these one wrong letter is one too many. */
import { voted, type Read, type Reading } from './votes.ts';

/** What can stand in the line of an address: where nothing else can, its dots are not taken for blanks, nor its letters for others. */
export const lettersOfAddresses = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.@-_+:/';

/** Takes what was read of a line; tells whether an address stands in it, be its @ taken for another sign. */
export const mayBeEmail = (text: string): boolean =>
  text.includes('@') || /(?:^|\s)[\w.-]+[^\w\s.:/-]+[\w.-]+\.[a-z]{2,}(?: [a-z]{2})?$/u.test(text);

/** The address in a line, with the blanks that are seen round its @ and before its end. */
const address = /\S+ ?@ ?\S+(?: \S+(?= \p{Ll}{2,4}$))?(?: \p{Ll}{2,4}$)?/u;
/** What stands between the words of an address. */
const isSign = (piece: string): boolean => /^[-._@ ]+$/u.test(piece);

/**
 * There is no blank in an address: before its end it is a dot that was too small to be seen. What looks like an l is one. Nor do a
 * dash and a dot stand beside each other: it is the smaller of the two that was there.
 */
const asAddress = (text: string): string =>
  text.replace(address, (found) =>
    found
      .replace(/ (?=\p{Ll}{2,4}$)/u, '.')
      .replaceAll(' ', '')
      .replace(/[!|]/gu, 'l')
      .replace(/[-_]\.|\.[-_]/gu, '.'),
  );

/**
 * Takes a line, and what else was read of it: with any letters, and with those of addresses only; returns it with the address that
 * most agree on, letter by letter. Words are better read where any letter may stand in them, signs where no other may.
 */
export function agreed(line: Read, freely: readonly string[], byLetters: readonly string[]): Read {
  const found = address.exec(line.text);
  if (found === null) return { text: line.text, unsure: line.unsure };
  const [start, end] = [found.index, found.index + found[0].length];
  const readings = (texts: readonly string[], words: number, signs: number): Reading[] =>
    texts
      .filter((text) => text.includes('@'))
      .map((text) => ({ text: asAddress(text), weight: (piece) => (isSign(piece) ? signs : words) }));
  const all = [...readings([line.text, ...freely], 2, 1), ...readings(byLetters, 1, 2)];
  const best = voted(line, start, end, all);
  let text = best.text.slice(0, best.end);
  // Alone it is a small letter that was taken for a large one, which means the same.
  const large = text.slice(start).match(/\p{Lu}/gu) ?? [];
  if (large.length === 1 && /\p{Lu}/u.test(text[start] ?? '')) {
    text = text.slice(0, start) + text.slice(start).toLowerCase();
  }
  return { text: text + best.text.slice(best.end), unsure: best.unsure };
}
