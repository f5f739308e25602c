/**
 * Whether what the CRM lists proves that it has a contact. A pure function. A miss costs the user a look; a false hit
 * costs a lead, so that every doubt is a miss.
 */
import type { Contact } from '#contract/contact.ts';
import type { Doubt } from '#contract/ledger.ts';
import type { ListedContact } from '../crm/list.ts';

/** From one moment to another, in milliseconds since 1970 by the CRM's clock. */
export interface Span {
  begin: number;
  end: number;
}

/** A contact of the outbox that the CRM may have got without saying so. */
export interface Sought {
  uuid: string;
  /** As it was sent; null where it may have been edited since. */
  contact: Contact | null;
  /** When its requests of unknown fate were under way; null where the clock leaves that open. */
  spans: Span[] | null;
}

export interface LookContext {
  /** The CRM's field for the UUID; empty: none. */
  referenceField: string;
  /** Whether the CRM has listed all it has of what was asked for. */
  complete: boolean;
  /** Every other contact of this outbox whose fate is or was unknown. */
  others: readonly Sought[];
  /** Whether the CRM gave this id for another contact of this outbox. */
  isAnothers: (crmId: string) => boolean;
}

export type Finding =
  /** It is there. `by`: what proves it. */
  | { kind: 'found'; entry: ListedContact; by: 'reference' | 'name' }
  | { kind: 'not-found' }
  /** There is something like it. `why`: what keeps it from being a proof. */
  | { kind: 'not-sure'; entries: ListedContact[]; why: Doubt };

/** How far the clocks of one service may be apart, in milliseconds. */
const before = 60_000;
/** How late an ill CRM may still create what it was sent, in milliseconds. */
const after = 5 * 60_000;

/** Takes what the CRM lists, the contact that is looked for, and what else is known; returns what that proves. */
export function findAmong(listed: readonly ListedContact[], sought: Sought, context: LookContext): Finding {
  const { referenceField, complete, others, isAnothers } = context;
  const entries = unique(listed).filter(({ crmId }) => !isAnothers(crmId));

  const certain = entries.filter((entry) => carries(entry, sought.uuid));
  if (certain.length > 1) return unsure(certain, 'twice');
  const [carrier] = certain;
  if (carrier !== undefined) return { kind: 'found', entry: carrier, by: 'reference' };

  const possible = entries.flatMap((entry) => {
    const verdict = verdictOn(entry, sought, referenceField);
    return verdict === 'another' ? [] : [{ entry, verdict }];
  });
  const first = possible[0];
  if (first === undefined) return { kind: 'not-found' };
  const alike = possible.map(({ entry }) => entry);
  if (possible.length > 1) return unsure(alike, 'several');
  if (first.verdict !== 'same') return unsure(alike, first.verdict);
  if (!complete) return unsure(alike, 'incomplete');
  if (others.some((other) => verdictOn(first.entry, other, referenceField) !== 'another')) {
    return unsure(alike, 'another');
  }
  return { kind: 'found', entry: first.entry, by: 'name' };
}

/** Of one entry: a doubt is why an entry that may be the contact is no proof. */
type Verdict = 'same' | 'another' | Exclude<Doubt, 'twice' | 'several' | 'incomplete' | 'another'>;

function verdictOn(entry: ListedContact, { uuid, contact, spans }: Sought, referenceField: string): Verdict {
  if (carries(entry, uuid)) return 'same';
  const field = entry.texts.find(({ name, text }) => name === referenceField && text.trim() !== '');
  if (referenceField !== '' && field !== undefined) return 'another';
  if (contact !== null && !sameName(entry, contact)) return 'another';
  const when = whenCreated(entry, spans);
  if (when === 'before') return 'another';
  if (contact === null) return when === 'late' ? 'another' : 'edited';

  const emails = compare(emailsOf(contact), entry.emails.map(folded), (one, other) => one === other);
  const phones = compare(phonesOf(contact), entry.phones.filter(tells), samePhone);
  const common = emails === 'common' || phones === 'common';
  const differs = emails === 'differ' || phones === 'differ';
  if (differs) return common ? 'differs' : 'another';
  if (!common) return 'nothing';
  return when === 'within' ? 'same' : when;
}

function whenCreated(
  { created: at }: ListedContact,
  spans: Span[] | null,
): 'before' | 'within' | 'late' | 'undated' | 'clock' {
  if (spans === null) return 'clock';
  if (at === null) return 'undated';
  if (spans.every(({ begin }) => at < begin - before)) return 'before';
  return spans.some(({ begin, end }) => at >= begin - before && at <= end + after) ? 'within' : 'late';
}

function unsure(entries: ListedContact[], why: Doubt): Finding {
  return { kind: 'not-sure', entries, why };
}

/** A CRM that ignores which page it was asked for lists the same contacts again. */
function unique(listed: readonly ListedContact[]): ListedContact[] {
  return [...new Map(listed.map((entry) => [entry.crmId, entry])).values()];
}

function carries({ texts }: ListedContact, uuid: string): boolean {
  return texts.some(({ text }) => text.trim().toLowerCase() === uuid.toLowerCase());
}

function sameName(
  one: Pick<Contact, 'firstName' | 'lastName'>,
  other: Pick<Contact, 'firstName' | 'lastName'>,
): boolean {
  return folded(one.firstName) === folded(other.firstName) && folded(one.lastName) === folded(other.lastName);
}

/** As a CRM may keep it: other case, other white space, other code points for the same letters. */
const folded = (text: string) => text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

const emailsOf = ({ emailAddresses }: Contact) =>
  emailAddresses.map(({ emailAddress }) => folded(emailAddress)).filter((text) => text !== '');
const phonesOf = ({ phoneNumbers }: Contact) => phoneNumbers.map(({ phoneNumber }) => phoneNumber).filter(tells);

/** Whether they have one in common, or none; open: one side has nothing to compare. */
function compare(
  ours: string[],
  theirs: string[],
  same: (one: string, other: string) => boolean,
): 'common' | 'differ' | 'open' {
  if (ours.length === 0 || theirs.length === 0) return 'open';
  return ours.some((one) => theirs.some((other) => same(one, other))) ? 'common' : 'differ';
}

/** Fewer digits are an extension, which many share. */
const telling = 7;

const digitsIn = (text: string) => text.replace(/\D/gu, '').replace(/^0+/u, '');

/** A number without the zero that stands in the place of a country's code, and the extension that a word stands before, or none. */
function apart(text: string): [number: string, extension: string] {
  const pieces = text.normalize('NFKC').split(/\p{L}/u);
  const at = pieces.findIndex((piece) => digitsIn(piece).length >= telling);
  return at < 0
    ? [digitsIn(pieces.join('')), '']
    : [digitsIn(pieces[at] ?? ''), digitsIn(pieces.slice(at + 1).join(''))];
}

/** `+49 (0) 171`: in most countries the zero is for those who leave the country's code out, in Italy it is a part of the number. */
const waysToDial = (text: string): string[] => [apart(text)[0], apart(text.replace(/\(\s*0\s*\)/u, ''))[0]];

const tells = (phone: string) => apart(phone)[0].length >= telling;

/** With or without the code of the country. */
function samePhone(one: string, other: string): boolean {
  const [own, their] = [apart(one)[1], apart(other)[1]];
  // Two people of one switchboard.
  if (own !== '' && their !== '' && own !== their) return false;
  return waysToDial(one).some((mine) => waysToDial(other).some((it) => mine.endsWith(it) || it.endsWith(mine)));
}
