/** Named parts of a text, as a taught rule, a JSON object or labelled lines have them → the fields of a proposal. */
import { emptyAddress } from '#contract/fields.ts';
import {
  proposed,
  proposedExtra,
  proposedText,
  type ProposedField,
  type Proposal,
  type Sureness,
  type Where,
} from '../reading.ts';
import { emailFields, nameParts, phoneFields, proposalOf, wholeName } from '../text/contact-parts.ts';
import { townIn } from '../text/addresses.ts';
import { countryCode } from '../text/countries.ts';
import type { Part } from '../text/labels.ts';
import { linkFields } from '../text/links.ts';
import { regionOfPhones } from '../text/phones.ts';

export interface NamedPart {
  part: Part;
  text: string;
  where: Where;
  sure?: Sureness;
}

/** What stands for nothing. */
const empty = /^(?:null|undefined|nil|none|n\/?a|-+|\.)?$/iu;

/** Takes named parts; returns the contact that they make. */
export function proposalOfParts(named: NamedPart[]): Proposal {
  const given = named.map((one) => ({ ...one, text: one.text.trim() })).filter(({ text }) => !empty.test(text));
  const all = (...parts: Part[]) => given.filter(({ part }) => parts.includes(part));
  const first = (part: Part) => all(part)[0];
  const text = (part: Part): string => first(part)?.text ?? '';
  const plain = (part: Part, path: Parameters<typeof proposedText>[0]) =>
    all(part)
      .slice(0, 1)
      .flatMap(({ text, where, sure }) => proposedText(path, text, where, sure));
  const extra = (part: Part, name: Parameters<typeof proposedExtra>[0]) =>
    all(part).flatMap(({ text, where, sure }) => proposedExtra(name, text, where, sure));
  const phones = all('phone', 'mobile', 'fax').map(({ part, text, where, sure }) => ({
    number: text,
    type: part === 'phone' ? '' : part,
    where,
    ...(sure === undefined ? {} : { sure }),
  }));
  const region = countryCode(text('country')) ?? regionOfPhones(phones.map(({ number }) => number));
  return proposalOf([
    ...extra('salutation', 'salutation'),
    ...namesOf(first('name'), first('firstName'), first('lastName')),
    ...plain('account', 'account'),
    ...extra('department', 'department'),
    ...emailFields(all('email').map(({ text: address, ...found }) => ({ address, ...found }))),
    ...phoneFields(phones, region),
    ...plain('jobTitle', 'jobTitle'),
    ...all('website').flatMap(({ text, where }) => linkFields(text, where, true)),
    ...all('linkedIn').flatMap(({ text, where }) => proposedExtra('linkedIn', text, where)),
    ...all('note')
      .slice(0, 1)
      .flatMap(({ where, sure }) =>
        proposedText(
          'note',
          all('note')
            .map(({ text }) => text)
            .join('\n'),
          where,
          sure,
        ),
      ),
    ...addressOfParts(all),
    ...plain('badgeId', 'badgeId'),
  ]);
}

type Given = NamedPart | undefined;

function namesOf(whole: Given, first: Given, last: Given): ProposedField[] {
  // Beside a first name, `Name` is the last one: a German table.
  if (last === undefined && whole !== undefined && first !== undefined && !whole.text.includes(first.text))
    return namesOf(undefined, first, { ...whole, part: 'lastName' });
  if (last === undefined && whole !== undefined) return wholeName(whole.text, whole.where);
  // `fn` and `ln` are a first and a last name, and a whole name may stand beside its last one.
  if (last !== undefined && first === undefined && whole !== undefined) {
    const rest = whole.text.endsWith(last.text) ? whole.text.slice(0, -last.text.length).trim() : whole.text;
    return namesOf(undefined, { ...whole, part: 'firstName', text: rest }, last);
  }
  const where = last?.where ?? first?.where ?? { property: '' };
  const both = nameParts(first?.text ?? '', last?.text ?? '', where);
  const sure = first?.sure === 'guess' || last?.sure === 'guess' ? 'guess' : 'sure';
  return both.map((field) => {
    const own = field.path === 'firstName' ? first : last;
    return { ...field, where: own?.where ?? field.where, sure: field.sure === 'guess' ? 'guess' : sure };
  });
}

function addressOfParts(all: (...parts: Part[]) => NamedPart[]): ProposedField[] {
  const found = all('street', 'street2', 'city', 'state', 'postalCode', 'country');
  const [one] = found;
  if (one === undefined) return [];
  const text = (part: Part): string => all(part)[0]?.text ?? '';
  const [street1 = '', ...more] = all('street', 'street2').map(({ text }) => text);
  // A column is often called a town, and has its postal code as well.
  const place = text('postalCode') === '' ? townIn(text('city')) : null;
  const value = {
    ...emptyAddress('main'),
    street1,
    street2: more.join(', '),
    city: place?.city ?? text('city'),
    state: text('state') === '' ? (place?.state ?? '') : text('state'),
    postalCode: place?.postalCode ?? text('postalCode'),
    country: text('country'),
  };
  const sure = found.some(({ sure }) => sure === 'guess') ? 'guess' : 'sure';
  return [proposed({ path: 'addresses', value }, one.where, sure)];
}
