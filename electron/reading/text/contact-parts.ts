/** What several formats have in common: names, phones and e-mails as fields of a proposal. */
import { maxEntries } from '#contract/fields.ts';
import { say, type Message } from '#words/message.ts';
import {
  proposed,
  proposedExtra,
  proposedText,
  type ProposedField,
  type Proposal,
  type Sureness,
  type Where,
} from '../reading.ts';
import { nameOf } from './names.ts';
import { numbersIn, phoneOf } from './phones.ts';

/**
 * Takes a whole name, where it was found, and of its owner's card what stands before the @ of the e-mail address, and the country, as
 * far as they are known; returns its parts as fields, with a word where they were told apart by guessing.
 */
export function wholeName(
  written: string,
  where: Where,
  least: Sureness = 'guess',
  local = '',
  region: string | null = null,
): ProposedField[] {
  const { firstName, lastName, salutation, sure } = nameOf(written, local, region);
  const both = least === 'guess' ? 'guess' : sure;
  const said = both === 'guess' && firstName !== '' ? [say('reading.nameGuessed')] : [];
  return [
    ...proposedExtra('salutation', salutation, where),
    ...proposedText('firstName', firstName, where, both),
    ...proposedText('lastName', lastName, where, both).map((field) => ({ ...field, said })),
  ];
}

/** Takes both parts of a name, each certain; returns them as fields. One that has only a first name is told apart again. */
export function nameParts(first: string, last: string, where: Where): ProposedField[] {
  if (last.trim() === '' && first.trim() !== '') return wholeName(first, where);
  return [...proposedText('firstName', first, where), ...proposedText('lastName', last, where)];
}

/** A number as it was found. */
export interface FoundPhone {
  number: string;
  /** fax, mobile, work, home or a word of the card; empty: none. */
  type: string;
  isPreferred?: boolean;
  where: Where;
  sure?: Sureness;
}

/** Takes the numbers of a card and its country; returns them as fields: the main one first, and a fax never before a phone. */
export function phoneFields(found: FoundPhone[], region: string | null): ProposedField[] {
  const rank = ({ type, isPreferred }: FoundPhone) => (type === 'fax' ? 2 : isPreferred === true ? 0 : 1);
  const each = found.flatMap((one) => numbersIn(one.number).map((number) => ({ ...one, number })));
  const all = unlike(each, ({ number }) => number.replace(/[^\d+]/gu, '')).sort((a, b) => rank(a) - rank(b));
  let hasPrimary = false;
  return all.map(({ number, type, where, sure }) => {
    const { typed, e164, extension, said } = phoneOf(number, region);
    let phoneNumberType = type;
    if (type === '' || type === 'work') {
      phoneNumberType = hasPrimary ? (type === 'work' ? 'work' : 'secondary') : 'primary';
      hasPrimary = true;
    }
    const value = { phoneNumberType, phoneNumber: typed };
    return proposed({ path: 'phoneNumbers', value, e164, extension, cardType: type }, where, sure, said);
  });
}

/** An address as it was found. */
export interface FoundEmail {
  address: string;
  /** A label of its own; empty: the first one is the main one. */
  type?: string;
  isPreferred?: boolean;
  where: Where;
  sure?: Sureness;
  said?: Message[];
}

/** Of Notes, of Exchange, of X.400: within a company they find somebody, and nowhere else. */
const isOfNoMail = /^\s*(?:\/o=|cn=|[cg]=[^;]*;.*[ags]=)/iu;

/** Takes the e-mail addresses of a card; returns them as fields, the main one first. */
export function emailFields(found: FoundEmail[]): ProposedField[] {
  const isMail = (address: string) => /^\s*(?:mailto:)?[^\s@/]+@[^\s@/]+\s*$/iu.test(address);
  const rank = ({ address, isPreferred }: FoundEmail) => (isMail(address) ? (isPreferred === true ? 0 : 1) : 2);
  const all = unlike(found, ({ address }) => address.toLowerCase()).sort((a, b) => rank(a) - rank(b));
  return all
    .filter(({ address }) => !isOfNoMail.test(address))
    .map(({ address, type = '', where, sure, said }, index) => {
      const emailAddressType = type !== '' ? type : index === 0 ? 'main' : 'secondary';
      // What has no @ after all was garbled on its way, and nobody shall find that out from a bounce.
      const notes = said ?? (address.includes('@') ? [] : [say('reading.noAt')]);
      const value = { emailAddressType, emailAddress: address.replace(/^mailto:/iu, '').trim() };
      return proposed({ path: 'emailAddresses', value }, where, notes.length > 0 ? 'guess' : sure, notes);
    });
}

/** Those that differ, and no more than a contact can have. */
function unlike<T>(all: T[], key: (one: T) => string): T[] {
  const seen = new Set<string>();
  const different = all.filter((one) => {
    const own = key(one);
    if (own === '' || seen.has(own)) return false;
    seen.add(own);
    return true;
  });
  return different.slice(0, maxEntries);
}

/** Takes the fields of a contact; returns it as a proposal, with a word where it has no name. */
export function proposalOf(fields: ProposedField[]): Proposal {
  const has = (path: ProposedField['path']) => fields.some((field) => field.path === path);
  if (has('lastName') || has('firstName')) return { fields, said: [] };
  if (fields.length === 0) return { fields, said: [say('reading.noName')] };
  return { fields, said: [say(has('account') ? 'reading.onlyCompany' : 'reading.noName')] };
}
