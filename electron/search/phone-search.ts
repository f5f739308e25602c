/** How a phone number is found however it is written: with or without blanks, brackets, country code and trunk zero. */

/** Digits with what people write between them. In the middle of a word, too: the year in an e-mail address. */
const numbers = /\+? ?\d(?:[ ().·/-]*\d)*/gu;
/** The same where nothing but a number stands. */
export const wholeNumbers = /(?<![\d\p{L}\p{M}])\+? ?\d(?:[ ().·/-]*\d)*(?![\d\p{L}\p{M}])/gu;

/** Country codes: none is the beginning of another one. */
const countryCode =
  /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2\d\d|3[578]\d|42\d|5[09]\d|6[7-9]\d|8[05-8]\d|9[679]\d)/u;

/** Begin a number that was written with its country code, and one that was not. No text has them: folding makes them + and #. */
const withCode = '＋';
const withoutCode = '＃';
/**
 * A number is indexed in pieces of so many digits, one from each of its digits on, and found where all pieces are. Whole, each
 * would be a word of its own: what thousands begin with alike would be looked for in thousands of places.
 */
const piece = 6;
/** So many digits are a number; less may be the beginning of one. */
const telling = 7;

interface PhoneDigits {
  isInternational: boolean;
  /** Without 00. */
  digits: string;
}

function digitsOf(written: string): PhoneDigits {
  const digits = written.replace(/\D/gu, '');
  const isInternational = written.startsWith('+') || /^00[1-9]/u.test(digits);
  // "+44 (0)20": the zero is for those who leave the country code out.
  const dialled = isInternational ? written.replace(/\( *0 *\)?/u, '').replace(/\D/gu, '') : digits;
  return { isInternational, digits: isInternational ? dialled.replace(/^00/u, '') : digits };
}

/** Returns the number without country code and trunk zero. */
const nationalOf = (digits: string): string => digits.replace(countryCode, '').replace(/^0/u, '');

/** Returns what a number without country code may be behind what is dialled first: 0, in Hungary 06, in Russia 8. */
function behindTrunk(digits: string): string[] {
  if (/^06\d{7}/u.test(digits)) return [digits.slice(1), digits.slice(2)];
  if (digits.startsWith('0') || /^8\d{10}$/u.test(digits)) return [digits.slice(1)];
  return [digits];
}

/** Returns what is dialled before the national number in the country of this code: mostly 0. */
const trunkOf = (digits: string): string => (digits.startsWith('1') ? '1' : digits.startsWith('7') ? '8' : '0');

/** Takes a folded line; returns the words under which the numbers in it are found: their pieces, and how they begin. */
export function phoneWords(line: string): string[] {
  return (line.match(numbers) ?? []).flatMap((written) => {
    const { isInternational, digits } = digitsOf(written);
    const pieces = Array.from({ length: Math.max(1, digits.length - 1) }, (_, from) =>
      digits.slice(from, from + piece),
    );
    if (isInternational) {
      return [...pieces, ...beginnings(withCode, digits), `${trunkOf(digits)}${nationalOf(digits)}`.slice(0, piece)];
    }
    const all = digits.length < telling ? [] : behindTrunk(digits);
    return [...pieces, ...all.flatMap((national) => beginnings(withoutCode, national))];
  });
}

const beginnings = (mark: string, digits: string): string[] =>
  Array.from({ length: Math.min(piece, digits.length) }, (_, index) => `${mark}${digits.slice(0, index + 1)}`);

/** Begins a whole number, by which the same one is known in another spelling. */
const wholeMark = '％';

/**
 * Takes a folded line; returns a word for each way in which a whole number in it may be meant, without country code and trunk
 * zero: two spellings of one number have a word in common.
 */
export function phoneKeys(line: string): string[] {
  return (line.match(numbers) ?? []).flatMap((written) => {
    const { isInternational, digits } = digitsOf(written);
    const national = nationalOf(digits);
    // So long, it may have its country code without a sign of it.
    const ways = isInternational ? [national] : [...behindTrunk(digits), ...(digits.length > 10 ? [national] : [])];
    return [...new Set(ways)].filter((way) => way.length >= telling).map((way) => `${wholeMark}${way}`);
  });
}

/** Words that all have to be there; `isBeginning`: the only one may be the beginning of a word. */
export interface PhoneQuery {
  words: string[];
  isBeginning: boolean;
}

/** Takes a number that is searched, folded; returns in how many ways it may be there. */
export function phoneQueries(written: string): PhoneQuery[] {
  const { isInternational, digits } = digitsOf(written);
  const national = nationalOf(digits);
  const isTelling = digits.length >= telling;
  if (isInternational) return [begins(withCode, digits), ...(isTelling ? [digits, national].map(beginsWithout) : [])];
  if (!isTelling) return [holds(digits)];
  // What stands behind an unmarked country code is found in the middle, where it is long enough to be nobody else's.
  const inTheMiddle = digits.length > telling + 1 ? behindTrunk(digits) : [];
  return [holds(digits), ...[...behindTrunk(digits), national].map(beginsWithout), ...inTheMiddle.map(holds)];
}

function holds(digits: string): PhoneQuery {
  if (digits.length < piece) return { words: [digits], isBeginning: true };
  const pieces = Array.from({ length: digits.length - piece + 1 }, (_, from) => digits.slice(from, from + piece));
  return { words: pieces, isBeginning: false };
}

function begins(mark: string, digits: string): PhoneQuery {
  const words = [`${mark}${digits.slice(0, piece)}`, ...(digits.length > piece ? holds(digits).words : [])];
  return { words, isBeginning: false };
}

const beginsWithout = (digits: string): PhoneQuery => begins(withoutCode, digits);
