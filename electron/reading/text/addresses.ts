/**
 * Lines of a postal address. They are kept as lines; town, postal code and state are told apart only where their form leaves no
 * doubt, and what is left stays in the lines of the street.
 */
import { emptyAddress, type Address } from '#contract/fields.ts';
import type { Sureness } from '../reading.ts';
import { countryCode } from './countries.ts';

export interface ReadAddress {
  value: Address;
  sure: Sureness;
  /** Of the country, in two letters; null: it is not said. */
  region: string | null;
}

const states =
  /^(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])$/u;
const provinces = /^(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|NSW|VIC|QLD|ACT|TAS|WA|SA|NT)$/u;
const britishCode = String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`;
const canadianCode = String.raw`[A-CEGHJ-NPR-TVXY]\d[A-Z] ?\d[A-Z]\d`;
const town = String.raw`\p{L}[\p{L}\p{M} .'’()/-]*?(?: \d{1,2})?`;
const irishCode = String.raw`[ACDEFHKNPRTVWXY]\d[\dW] ?[\dACDEFHKNPRTVWXY]{4}`;

/** Longest line of an address, in UTF-16 code units. */
const longest = 150;

interface Town {
  city: string;
  postalCode: string;
  state: string;
  /** What the form of the postal code says; null: several countries write it so. */
  region: string | null;
}

/** The forms in which town and postal code share a line. The first that fits is taken. */
const forms: readonly (readonly [pattern: RegExp, read: (found: string[]) => Town | null])[] = [
  [
    new RegExp(String.raw`^(${town}),? +([A-Z]{2,3})\.?,? +(\d{5}(?:-\d{4})?|\d{4}|${canadianCode})$`, 'u'),
    ([, city = '', state = '', postalCode = '']) => {
      const american = states.test(state) && postalCode.length >= 5 && /^[\d-]+$/u.test(postalCode);
      if (!american && !provinces.test(state)) return null;
      const region = american ? 'US' : postalCode.length === 4 ? 'AU' : 'CA';
      return { city, state, postalCode, region };
    },
  ],
  [
    new RegExp(String.raw`^(${town}),? +(${britishCode})$`, 'u'),
    ([, city = '', postalCode = '']) => ({ city, postalCode, state: '', region: 'GB' }),
  ],
  [
    new RegExp(String.raw`^(${town}),? +(${irishCode})$`, 'u'),
    ([, city = '', postalCode = '']) => ({ city, postalCode, state: '', region: 'IE' }),
  ],
  [
    new RegExp(String.raw`^(\d{4} ?[A-Z]{2}) +(${town})$`, 'u'),
    ([, postalCode = '', city = '']) => ({ city, postalCode, state: '', region: 'NL' }),
  ],
  [
    new RegExp(String.raw`^(\d{2}-\d{3}) +(${town})$`, 'u'),
    ([, postalCode = '', city = '']) => ({ city, postalCode, state: '', region: 'PL' }),
  ],
  [
    new RegExp(String.raw`^(\d{4}-\d{3}) +(${town})$`, 'u'),
    ([, postalCode = '', city = '']) => ({ city, postalCode, state: '', region: 'PT' }),
  ],
  [
    new RegExp(String.raw`^([A-Z]{1,3})[- ]? ?(\d{4,5}|\d{3} \d{2}) +(${town})$`, 'u'),
    ([, prefix = '', postalCode = '', city = '']) => {
      const region = {
        D: 'DE',
        A: 'AT',
        F: 'FR',
        I: 'IT',
        S: 'SE',
        B: 'BE',
        L: 'LU',
        E: 'ES',
        N: 'NO',
        FIN: 'FI',
        H: 'HU',
        SLO: 'SI',
        EST: 'EE',
      }[prefix];
      const code = region ?? countryCode(prefix);
      return code === null ? null : { city, postalCode, state: '', region: code };
    },
  ],
  [
    new RegExp(String.raw`^(\d{5}|\d{4}|\d{3} \d{2}) +(${town})(?: +\(([A-Z]{2})\))?$`, 'u'),
    ([, postalCode = '', city = '', state]) =>
      // `1017 BP` is a Dutch code, and its town stands elsewhere.
      /^[A-Z]{2}$/u.test(city)
        ? null
        : { city, postalCode, state: state ?? '', region: state === undefined ? null : 'IT' },
  ],
  [
    new RegExp(String.raw`^(\d{6}) +(${town})$`, 'u'),
    ([, postalCode = '', city = '']) => ({ city, postalCode, state: '', region: null }),
  ],
  [
    new RegExp(String.raw`^(${town})(?: ?[-–] ?| +)(\d{6}|\d{3} \d{3})$`, 'u'),
    ([, city = '', postalCode = '']) => ({ city, postalCode, state: '', region: null }),
  ],
];

/** Takes a line, or a part of one; returns the town that it names with its postal code; null: it names none for certain. */
export function townIn(line: string): Town | null {
  if (line.length > longest) return null;
  const text = line.replace(/\s+/gu, ' ').trim();
  for (const [pattern, read] of forms) {
    const found = pattern.exec(text);
    const place = found === null ? null : read([...found]);
    if (place !== null) return place;
  }
  return null;
}

const streetWords =
  /(?:stra(?:ß|ss)e|str\.|gasse|allee|damm|platz|gatan|v[äa]gen|vej|gade|gata|katu|straat|laan|weg|plein|kade|ring|ufer)(?= ?,? ?\d)|(?<![\p{L}])(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|square|suite|floor|way|quay|terrace|parkway|pkwy|highway|rue|avenue|quai|chemin|all[ée]e|cours|via|viale|c\/|piazza|corso|calle|avda|av\.|avenida|paseo|plaza|rua|travessa|largo|ul\.|ulica|al\.|aleja|pol(?:\.|[ií]gono) ?ind(?:\.|ustrial)|n[áa]m\.|utca|[uú]t|krt\.|tér|sokak|cad\.|caddesi|cd\.|sk\.|sok\.|mah\.|mahallesi|bulvar[ıi])(?![\p{L}])/iu;
const houseNumber = /(?:^|[\s,])\d{1,5}(?: ?[a-zA-Z])?(?:[-–/](?:\d{1,4}|[a-zA-Z]))?\.?(?:[\s,]|$)/u;
const box =
  /^(?:p\.? ?o\.? ?box|box(?= \d)|postfach|postboks|postilokero|postafiók|pf\.|caixa postal|b\.?p\.?|apartado|casella postale|postbus) /iu;

/** Takes a line; returns whether it looks like one of an address. */
export function isAddressLine(line: string): boolean {
  const text = line.trim();
  if (text.length < 4 || text.length > longest || /@|https?:|www\./iu.test(text)) return false;
  if (part.test(text) || box.test(text) || /^〒|[都道府県].*[市区町村]|\d丁目|[省市].*[区路号]/u.test(text))
    return true;
  const parts = splitLine(text);
  const pairs = parts.slice(1).map((part, index) => `${parts[index] ?? ''}, ${part}`);
  if ([...parts, ...pairs].some((part) => townIn(part) !== null)) return true;
  return streetWords.test(text) && houseNumber.test(text);
}

/** Takes a line; returns whether it is an address by itself: a street or a box, and a town. */
export function isWholeAddress(line: string): boolean {
  const [first = '', ...rest] = splitLine(line);
  return /\d/u.test(first) && townIn(first) === null && townIn(rest.at(-1) ?? '') !== null;
}

/** A part of a building, with more behind it: `Unit 4, Docklands Business Park, Galway`. */
const part = /^(?:unit|suite|plot|block|level)\s(?:no\.?\s)?(?:\d{1,4}[A-Z]?|[A-Z]\d{0,3}),\s\p{L}/iu;

/** Parts of a line between what separates them: `14 Canal Street, London N1 9RL`. */
const splitLine = (line: string): string[] =>
  line
    .split(/\s*(?:[,;|•·]|\s[–—]\s|\s-\s(?=(?:[A-Z]{1,3}-)?\d{4,5}\s))\s*/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Takes lines of an address and its type; returns it. */
export function addressOf(lines: string[], type: string): ReadAddress {
  const value = emptyAddress(type);
  let region: string | null = null;
  const japanese = japaneseIn(lines);
  if (japanese !== null) return { value: { ...value, ...japanese }, sure: 'sure', region: 'JP' };
  const parts = withNumbers(lines.flatMap(splitLine));
  const bracketed = /^(.*\S)\s*\(([^()]{3,})\)$/u.exec(parts.at(-1) ?? '');
  if (bracketed !== null && countryCode(bracketed[2] ?? '') !== null) parts.splice(-1, 1, ...bracketed.slice(1));
  const country = parts.length > 1 ? countryCode(parts.at(-1) ?? '') : null;
  // `CA` and `DE` are states as well.
  if (country !== null && !(states.test(parts.at(-1) ?? '') && parts.length < 4)) {
    value.country = parts.pop() ?? '';
    region = country;
  }
  const place = takeTown(parts);
  if (place === null) {
    const [first = '', ...rest] = value.country === '' ? lines : parts;
    return { value: { ...value, street1: first, street2: rest.join(', ') }, sure: 'guess', region };
  }
  const [street1 = '', ...rest] = parts;
  const { city, postalCode, state } = place;
  return {
    value: { ...value, street1, street2: rest.join(', '), city, postalCode, state },
    sure: 'sure',
    region: region ?? place.region ?? regionOfTown(street1, postalCode),
  };
}

/**
 * Takes a street and a postal code; returns the country that they name together; null: none. Five digits have others too, and
 * streets of these names Austrians and Swiss, who write four.
 */
export const regionOfTown = (street: string, postalCode: string): string | null =>
  /^\d{5}$/u.test(postalCode) && /(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|ufer|damm) ?\d/iu.test(street)
    ? 'DE'
    : null;

/** `〒105-0011 東京都港区芝1-2-3`: the code stands before all the rest, which is one line. */
function japaneseIn(lines: string[]): { postalCode: string; street1: string; street2: string } | null {
  const found = /^〒\s*(\d{3}-?\d{4})\s*(.*)$/su.exec(lines.join('\n').normalize('NFKC').trim());
  if (found === null) return null;
  const [street1 = '', ...rest] = (found[2] ?? '').split('\n').filter((line) => line.trim() !== '');
  return { postalCode: found[1] ?? '', street1: street1.trim(), street2: rest.join(', ') };
}

/** `12, rue de la République`, `Via Torino, 5`: a number of a house by itself belongs to its street. */
function withNumbers(parts: string[]): string[] {
  const isNumber = (part = '') => /^(?:n[°º.]? ?)?\d{1,4}(?: ?(?:bis|ter|[a-z])|\/[a-z\d])?$/iu.test(part);
  const all: string[] = [];
  parts.forEach((part, index) => {
    const before = all.at(-1);
    const isBehind = index === 1 && isNumber(part) && before !== undefined && !/\d/u.test(before);
    if (isBehind || (index === 1 && isNumber(before))) all.splice(-1, 1, `${before ?? ''}, ${part}`);
    else all.push(part);
  });
  return all;
}

/** Takes the parts of an address; returns its town and takes that out of them; null: it is not told for certain. */
function takeTown(parts: string[]): Town | null {
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    // `New York, NY 10118`: the town stands before the comma. So it does in `London, N1 9RL`.
    const before = index > 0 ? townIn(`${parts[index - 1] ?? ''}, ${parts[index] ?? ''}`) : null;
    if (before !== null && !/\d{3}|\d\s*\p{L}/u.test(parts[index - 1] ?? '')) {
      parts.splice(index - 1, 2);
      return before;
    }
    const own = townIn(parts[index] ?? '');
    if (own === null) continue;
    parts.splice(index, 1);
    return own;
  }
  return null;
}
