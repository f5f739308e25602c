/**
 * From bytes to text. A card names its charset seldom and wrongly, so bytes are believed more than labels: what is valid UTF-8
 * is UTF-8, and of the rest only Japanese looks unlike Windows-1252.
 */

const units = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Takes bytes; returns a text with one character for each byte, of the same number. Folds within a letter heal in it. */
export const byteText = (bytes: Uint8Array): string => units.decode(new Uint16Array(bytes));

/** The other way round. Takes a text of characters up to 255. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Takes bytes and a charset's name; returns the text; null: not one of that charset, or no such charset. */
export function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Where Windows-1252 differs from ISO 8859-1, from 0x80 on. */
const windows = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';
const byteOfWindows = new Map(Array.from(windows, (character, index) => [character, 0x80 + index]));

/** By hand: some versions of Node take Windows-1252 for ISO 8859-1. */
function fromWindows(bytes: Uint8Array): string {
  const text = new Uint16Array(bytes);
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (byte >= 0x80 && byte <= 0x9f) text[at] = windows.charCodeAt(byte - 0x80);
  }
  return units.decode(text);
}

/** Kana, Chinese characters, full-width forms and their punctuation. */
const japanese = /^[\u3000-\u30FF\u4E00-\u9FFF\uFF01-\uFF9F]+$/u;

/** Takes bytes that are no UTF-8; returns them as Shift_JIS, where they look like it; else null. */
function japaneseIn(bytes: Uint8Array): string | null {
  const text = strictly(bytes, 'shift_jis');
  if (text === null) return null;
  const foreign = text.replace(/[\0-\x7F]/gu, '');
  if (!japanese.test(foreign) || /[a-z][\u3000-\uFF9F]|[\u3000-\uFF9F][a-z]/u.test(text)) return null;
  // In the languages of Windows-1252 a letter with an accent stands alone, and 0x81 to 0x9F are no letters but Š, Œ and Ž.
  const typical = byteText(bytes).match(/[\x81-\x89\x8B\x8D\x8F-\x99\x9D][\x40-\xFC]/gu)?.length ?? 0;
  return typical * 2 >= foreign.length ? text : null;
}

const unlabelled = (bytes: Uint8Array): string => strictly(bytes, 'utf-8') ?? japaneseIn(bytes) ?? fromWindows(bytes);

/** Takes the bytes of a value and the charset that it names, if it does; returns the text. */
export function decoded(bytes: Uint8Array, charset = ''): string {
  const utf8 = strictly(bytes, 'utf-8');
  // As many characters as bytes: these are all ASCII, and what else they may be called is of no matter.
  const isAscii = utf8?.length === bytes.length;
  if (utf8 !== null && isAscii && !/^(?:iso-2022|hz|utf-?7|utf-?16)/iu.test(charset)) return utf8;
  const label = charset.trim().replace(/^["']|["']$/gu, '');
  const isOneByte = /^(?:iso-?8859|windows-?12|cp12|latin|us-?ascii|ascii|macintosh|koi8)/iu.test(label);
  if (label === '' || isOneByte) {
    if (utf8 !== null) return utf8;
    if (/^(?:|iso-?8859-?1|windows-?1252|cp1252|latin-?1|us-?ascii|ascii)$/iu.test(label)) return unlabelled(bytes);
  }
  return strictly(bytes, label) ?? unlabelled(bytes);
}

/** Returns the encoding of 16-bit text, by its mark or by its zeros; null: none. */
function wideCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 200);
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length * 0.3 && even < odd * 0.2) return 'utf-16le';
  return even > head.length * 0.3 && odd < even * 0.2 ? 'utf-16be' : null;
}

/** Takes bytes; returns them as UTF-8 without a mark, where they were 16-bit text or had a mark; else as they are. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  const wide = wideCharset(bytes);
  if (wide !== null) {
    const text = new TextDecoder(wide).decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    return new TextEncoder().encode(text.replace(/^\uFEFF/u, ''));
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Takes the bytes of a text of whatever encoding; returns the text. */
export const textOfBytes = (bytes: Uint8Array): string => decoded(withoutMark(bytes));

const garbled = /[\u00C2-\u00DF\u00E0-\u00F4][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}/gu;

/** Takes a text; returns it with those letters put right that are UTF-8 read as Latin-1, be it twice: `MÃ¼ller`, `Müller`. */
export function ungarbled(text: string): string {
  let better = text;
  for (let round = 0; round < 2; round += 1) {
    const before = better;
    better = before.replace(garbled, (run) => {
      const bytes = Uint8Array.from(run, (character) => byteOfWindows.get(character) ?? character.charCodeAt(0));
      for (let length = bytes.length; length > 1; length -= 1) {
        const letter = strictly(bytes.subarray(0, length), 'utf-8');
        if (letter !== null) return letter + run.slice(length);
      }
      return run;
    });
    if (better === before) break;
  }
  return better;
}
