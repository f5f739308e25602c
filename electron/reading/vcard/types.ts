/** What the types of a vCard are in the terms of the form. They come in all spellings, and in Apple's labels. */
import { typeByWord } from '../text/phones.ts';
import { unescaped, type Property } from './property.ts';

/** They say how a value is used, and not what it is. */
const noTypes =
  /^(?:voice|pref|internet|msg|text|video|textphone|x400|x-?internet|isdn|pcs|dom|intl|postal|parcel|other_?pref|\d+)$/iu;

/** Takes what Apple calls a label, e.g. `_$!<Other>!$_`; returns it as a word: its own labels in lower case. */
export function labelOf(value: string): string {
  const own = /^_\$!<(.*)>!\$_$/u.exec(value.trim());
  const label = unescaped(own?.[1] ?? value).trim();
  return own === null ? label : label.toLowerCase();
}

/** Takes a property and the labels by their groups; returns its types, without those that are none, in the card's own words. */
export function typesOf({ types, group }: Property, labels: ReadonlyMap<string, string>): string[] {
  const label = group === '' ? undefined : labels.get(group);
  const own = types.map((type) => type.trim()).filter((type) => !noTypes.test(type));
  return label === undefined || label === '' ? own : [label, ...own];
}

/** Takes a property; returns whether the card says that it is the one to be used first. */
export const isPreferred = ({ types, params }: Property): boolean =>
  types.some((type) => /^pref$/iu.test(type)) || params.get('PREF') === '1';

/** Takes the types of a phone in the card's own words; returns mobile, fax, work, home, another word of the card, or empty. */
export function phoneType(types: string[]): string {
  const known = types.map(typeByWord);
  // A fax at work is a fax, and a mobile phone at work a mobile phone.
  for (const type of ['fax', 'mobile']) if (known.includes(type)) return type;
  const [first] = types;
  if (first === undefined) return '';
  // `arbeit` and `Booth` stay as they are.
  const [type = ''] = known;
  if (/^(?:pager|car|other|assistant|callback|radio|telex|custom)$/iu.test(first)) return first.toLowerCase();
  if (/^(?:work|home)$/iu.test(first)) return first.toLowerCase();
  return type === 'work' && /^(?:main|office|business)$/iu.test(first) ? 'work' : first;
}

/** Takes the types of an address or an e-mail; returns its type; empty: it says none. */
export function placeType(types: string[]): string {
  const [first = ''] = types;
  return /^(?:work|home|other|business|main|office)$/iu.test(first) ? first.toLowerCase() : first;
}
