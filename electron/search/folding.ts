/** Folds a text for the search: what people leave out or write in several ways is written in one. */

/** Put up where the same text is folded, or cut into words (search-words.ts), otherwise than before: the index is filled anew then. */
export const foldingVersion = 2;

/** Letters that Unicode does not take apart: what is written where there is no such key. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ø: 'o', ł: 'l', ı: 'i', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ħ: 'h', ŧ: 't', ŋ: 'ng', ɖ: 'd' },
  ...{ ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ɛ: 'e', ɔ: 'o', ə: 'e', ǝ: 'e', ƒ: 'f', ǥ: 'g', ɨ: 'i', ʉ: 'u', ƶ: 'z' },
  // The same letter, by its place in the word or by the keyboard.
  ...{ ς: 'σ', ґ: 'г', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ھ: 'ه', ہ: 'ه' },
};

/** How people of these letters' languages write them without the key. */
const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

const apostrophes = /[’‘‛ʼʻʽʹ′‵`´＇ꞌ׳՚]/gu;
/** Format characters, which nobody sees, and the stroke that lengthens an Arabic word. */
const invisible = /[\p{Cf}\u0640]/gu;
/** Marks above and below letters that stay the same letter without them. Those of Thai or Hindi, say, are vowels. */
const accents = /(?=\p{M})[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f]/gu; // prettier-ignore
const plainPattern = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');
const spelledPattern = new RegExp(`[${Object.keys(spelledOut).join('')}]`, 'gu');

/**
 * Returns the text in small letters without accents; apostrophes and dashes of any kind as ' and -, digits of any script as
 * 0 to 9, katakana as hiragana.
 */
export function folded(text: string): string {
  return plain(composed(text));
}

/** Returns the text folded with umlauts and their like spelled out (Müller: mueller), or null where that is the same. */
export function foldedSpelledOut(text: string): string | null {
  const small = composed(text);
  const spelled = small.replace(spelledPattern, (letter) => spelledOut[letter] ?? letter);
  return spelled === small ? null : plain(spelled);
}

const isAscii = /^[\0-\x7f]*$/u;

function composed(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase();
  // The acute accent by itself would be taken apart into a blank and a mark.
  return text.replace(apostrophes, "'").normalize('NFKC').toLowerCase();
}

function plain(text: string): string {
  if (isAscii.test(text)) return text.replaceAll('`', "'");
  return text
    .normalize('NFKD')
    .replace(accents, '')
    .replace(invisible, '')
    .replace(plainPattern, (letter) => plainLetters[letter] ?? letter)
    .replace(/\p{Pd}/gu, '-')
    .replace(/\p{Nd}/gu, valueOfDigit)
    .normalize('NFC')
    .replace(/[\u30a1-\u30f6]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** The digits of each script stand in a row, from 0 to 9. */
function valueOfDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
