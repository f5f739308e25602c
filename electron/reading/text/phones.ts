/**
 * Phone numbers. Each stays as it stands there; beside it goes the same number as +491715550110, where its country is known
 * from the card. That of the laptop says nothing about a visitor.
 */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { say, type Message } from '#words/message.ts';

export interface Phone {
  /** As it stands there, with full-width digits in their usual form. */
  typed: string;
  /** With + and country code, digits only; null: its country is not known, or it cannot be a number. */
  e164: string | null;
  /** Digits; empty: none. */
  extension: string;
  said: Message[];
}

/** Digits of whatever script in their usual form, and without what nobody sees. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();

/** What stands before an extension, as a part of an expression. */
export const extensionWord = String.raw`(?:ext\.?|extn\.?|extension|int\.?|interno|x|durchwahl|dw\.?|klappe|kl\.|nebenstelle|nst\.?|apparat|app\.|poste|anexo|ramal|toestel|wew\.?|tst\.?|klapka|mellék|dahili|anknytning|доб\.?|εσωτ\.?|内線|內線|分机|分機|내선|#|;ext=)`;
const extension = new RegExp(String.raw`[\s,/(]*${extensionWord}\s?:?\s?(\p{Nd}{1,6})\)?$`, 'iu');

/** In Hungary its word stands behind it: `/ 114 mellék`, `114-es mellék`. */
export const extensionBehind = String.raw`\s?[,/(]?\s?\p{Nd}{1,6}(?:-?[aáeöo]s)?\s?mell(?:ék|\.)`;
const behind = new RegExp(String.raw`[\s,/(]+(\p{Nd}{1,6})(?:-?[aáeöo]s)?\s?mell(?:ék|\.)\)?$`, 'iu');

/** What stands between numbers; a blank, too, between the `-0` of a switchboard and an ending. */
const between =
  /(\s*(?:[/,;&]|\b(?:or|oder|ou|o|und|u\.|and)(?=\s))\s*|(?<=[-\u2010-\u2015]0{1,3})\s+(?=[-\u2010-\u2015]\d{1,5}$))/iu;
/** `-15`: the last digits of a number, in the place of those before. */
const ending = /^[-\u2010-\u2015]\s?(\d{1,5})$/u;
const ended = /(?<=\d\s?[-\u2010-\u2015]\s?)\d{1,5}$/u;

/** Takes a number and the digits that another one has in the place of its last ones; returns that; null: it has none behind a hyphen. */
export const withEnding = (number: string, digits: string): string | null =>
  ended.test(number) ? number.replace(ended, digits) : null;

/** So many digits are a number by themselves. */
const wholeNumber = 7;

const digitCount = (text: string): number => text.replace(/\P{Nd}/gu, '').length;

/**
 * Takes what stands in the place of a number; returns the numbers in it, each whole: of `1234-0 / -15` the second one begins like the
 * first. What cannot be told apart for certain stays one.
 */
export function numbersIn(written: string): string[] {
  const [first = '', ...others] = written.split(between);
  const numbers = [first];
  for (let at = 1; at < others.length; at += 2) {
    const [sign = '', text = '', before = ''] = [others[at - 1], others[at], numbers.at(-1)];
    const other = withEnding(before, ending.exec(text)?.[1] ?? '');
    if (other !== null && ending.test(text)) numbers.push(other);
    else if (digitCount(before) >= wholeNumber && digitCount(text) >= wholeNumber) numbers.push(text);
    else numbers.splice(-1, 1, `${before}${sign}${text}`);
  }
  return numbers;
}

/**
 * Whether a stroke stands before another ending, and not behind the code of a town: `668 18 00 / 01`. So many digits before it
 * are more than country and town.
 */
function hasOtherEnding(number: string): boolean {
  const before = /^(.*\d)[^\d\p{L}]*\/[^\d\p{L}]*\d{1,4}$/u.exec(number)?.[1];
  return before !== undefined && digitCount(before.replace(/^\+\d{2}|^00\d{2}|\(0\)/gu, '')) > 5;
}

/** Takes a number that begins with a country code and has `(0)` behind it; returns both ways to read it. */
function withoutTrunkZero(text: string): { with0: string; without: string } | null {
  const found = /^(\+|00|)\s*(\d{1,3})\s*(?:\(0\)|\[0\])\s*(.*)$/su.exec(text);
  if (found === null) return null;
  const [, sign = '', code = '', rest = ''] = found;
  if (sign === '' && parsePhoneNumberFromString(`+${code}${rest}`) === undefined) return null;
  return { with0: `+${code}0${rest}`, without: `+${code}${rest}` };
}

/** Takes a number as written and a country's code of two letters, if it is known; returns it read. */
function parsed(text: string, region: string | null) {
  const country = region !== null && isSupportedCountry(region) ? region : undefined;
  // Mexican mobile numbers had a 1 behind the country code until 2019.
  const international = text.replace(/^00(?=[1-9])/u, '+').replace(/^(\+52)\s*1\s*(?=(?:[\s()-]*\d){10}$)/u, '$1');
  const zero = withoutTrunkZero(text);
  if (zero === null)
    return parsePhoneNumberFromString(international, country === undefined ? {} : { defaultCountry: country });
  const [kept, dropped] = [parsePhoneNumberFromString(zero.with0), parsePhoneNumberFromString(zero.without)];
  // In Italy the zero belongs to the number.
  return kept?.countryCallingCode === '39' && kept.isValid() ? kept : dropped;
}

/** Takes a number as it is written and the country of the card, if it is known; returns it as a phone number. */
export function phoneOf(written: string, region: string | null): Phone {
  const typed = plain(written);
  if (/^(?:\+|00)\s*0/u.test(typed)) {
    return { typed, e164: null, extension: '', said: typed.startsWith('+') ? [say('reading.phonePlusZero')] : [] };
  }
  // `1-800-FLOWERS`: what stands before the letters is no number by itself.
  if (/\d[\s.-]*[A-Z]{4,}$/u.test(typed)) return { typed, e164: null, extension: '', said: [] };
  // Together they would be a third number, which is somebody else's.
  if (numbersIn(typed).length > 1 || hasOtherEnding(typed)) return { typed, e164: null, extension: '', said: [] };
  const number = parsed(typed.replace(extension, ' ext. $1').replace(behind, ' ext. $1'), region);
  // `0-601 555 012`: a zero that is no longer dialled would become a part of the number. In Italy and some others it is one.
  const isNumber = number?.isPossible() === true && (!number.nationalNumber.startsWith('0') || number.isValid());
  return { typed, e164: isNumber ? number.number : null, extension: number?.ext ?? '', said: [] };
}

/** Takes a `tel:` link or what stands in its place; returns the number as a person writes it, an extension behind an x. */
export function fromTelUri(text: string): string {
  const [number = '', ...params] = text.replace(/^(?:tel|callto):/iu, '').split(';');
  const extension = params.map((param) => /^ext=(.+)$/iu.exec(param.trim())?.[1]).find((ext) => ext !== undefined);
  let readable = number;
  try {
    readable = decodeURIComponent(number);
  } catch {
    // It is kept as it stands there.
  }
  return extension === undefined ? readable.trim() : `${readable.trim()} x${extension}`;
}

/** How many of a card's numbers are asked for its country. */
const mostCompared = 6;

/** Takes the numbers of a card; returns the country that all of those with a country code share; null: none, or several. */
export function regionOfPhones(numbers: string[]): string | null {
  const regions = new Set(
    numbers.slice(0, mostCompared).flatMap((number) => {
      const text = plain(number);
      return /^(?:\+|00)/u.test(text) ? [parsed(text, null)?.country ?? null] : [];
    }),
  );
  const [only] = regions;
  return regions.size === 1 ? (only ?? null) : null;
}

/** What a phone's type is on cards, by the words for it in several languages. */
const typeWords: readonly [type: string, words: RegExp][] = [
  ['fax', /fax|faks|ファックス|传真|傳真|팩스|факс|φαξ|فاكس|פקס|โทรสาร/iu],
  [
    'mobile',
    /cell|mob|handy|iphone|portable|m[oó]vil|celular|^cel\.?$|^te?lm\b|telem[oó]vel|^kom\.?$|kom[oó]rk|gsm|natel|携帯|手机|手機|휴대|^h\.? ?p\.?$|моб|κιν|جوال|موبايل|محمول|נייד|มือถือ|di động|^dđ$|^port\.?$|^m$/iu,
  ],
  ['home', /^(?:home|privat|priv[eé]|domicile|casa)$/iu],
  [
    'work',
    /^(?:work|business|office|off|direct[oa]?|direkte?|dir|ddi|did|durchwahl|b[uü]ro|bureau|zentrale|main|company|ufficio|centralino|oficina|centralita|kontor|v[aä]xel)$/iu,
  ],
];

/** Takes the words that stand with a number; returns its type: fax, mobile, home or work; empty: they say none. */
export const typeByWord = (words: string): string =>
  typeWords.find(([, pattern]) => pattern.test(words.trim()))?.[0] ?? '';
