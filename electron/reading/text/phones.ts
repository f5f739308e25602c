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
export const extensionWord = String.raw`(?:ext\.?|extn\.?|extension|int\.?|interno|x|durchwahl|dw|poste|anexo|ramal|toestel|wew\.?|tst\.?|klapka|dahili|anknytning|доб\.?|εσωτ\.?|内線|內線|分机|分機|내선|#|;ext=)`;
const extension = new RegExp(String.raw`[\s,]*${extensionWord}\s?:?\s?(?=\p{Nd}{1,6}$)`, 'iu');

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
  const number = parsed(typed.replace(extension, ' ext. '), region);
  const isNumber = number?.isPossible() === true;
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
