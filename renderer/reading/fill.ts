/** Puts what was read into a contact. What somebody typed is never overwritten unasked. */
import type { Contact } from '#contract/contact.ts';
import { isUnseen } from '#contract/clean-text.ts';
import { maxEntries, maxValueLength, type Label } from '#contract/fields.ts';
import { extras, type Proposal, type ProposedField, type Reading } from '#reading/reading.ts';
import type { PlainKey } from '#words/message.ts';
import { typeWord, typeWords, type Typed } from '../capture/type-words.ts';
import { t } from '../lib/words.ts';

const labels: Record<Exclude<ProposedField['path'], 'extra'>, Label> = {
  firstName: 'field.firstName',
  lastName: 'field.lastName',
  account: 'field.account',
  jobTitle: 'field.jobTitle',
  website: 'field.website',
  note: 'field.note',
  badgeId: 'field.badgeId',
  emailAddresses: 'field.email',
  phoneNumbers: 'field.phone',
  addresses: 'field.address',
};

/** Takes a proposed field; returns what it is called. */
export const labelOf = (field: ProposedField): PlainKey =>
  field.path === 'extra' ? extras[field.name] : labels[field.path];

/** Takes a proposed field; returns what it says. */
export function textOfField(field: ProposedField): string {
  switch (field.path) {
    case 'emailAddresses':
      return field.value.emailAddress;
    case 'phoneNumbers':
      return field.value.phoneNumber;
    case 'addresses': {
      const { street1, street2, postalCode, city, state, country } = field.value;
      const joined = (parts: string[], by: string) => parts.filter((part) => part !== '').join(by);
      return joined([street1, street2, joined([postalCode, city, state], ' '), country], ', ');
    }
    case 'extra':
    case 'note':
    case 'firstName':
    case 'lastName':
    case 'account':
    case 'jobTitle':
    case 'website':
    case 'badgeId':
      return field.value;
  }
}

/** Takes a proposed field; returns which of several it is, e.g. Mobile: '' where there is nothing to tell it by. */
export function kindOfField(field: ProposedField): string {
  if (field.path === 'phoneNumbers') return kindIn('phone', field.value.phoneNumberType);
  return field.path === 'emailAddresses' ? kindIn('email', field.value.emailAddressType) : '';
}

/** The type that an empty form has says nothing. */
const kindIn = (of: Typed, type: string): string => (typeWord(of, type) === typeWords(of)[0] ? '' : typeWord(of, type));

/**
 * How a proposed field stands to a contact. free: there is room for it; same: it stands there already; differs: something
 * else stands in its place.
 */
export type Stand = 'free' | 'same' | 'differs';

/** Takes a contact and a proposed field; returns how they stand to each other. Lists have room for one more. */
export function standOf(contact: Contact, field: ProposedField): Stand {
  const text = textOfField(field);
  const same = (typed: string) => typed.trim().toLocaleLowerCase() === text.trim().toLocaleLowerCase();
  switch (field.path) {
    case 'emailAddresses':
      return contact.emailAddresses.some(({ emailAddress }) => same(emailAddress)) ? 'same' : 'free';
    case 'phoneNumbers':
      return contact.phoneNumbers.some(({ phoneNumber }) => digits(phoneNumber) === digits(text)) ? 'same' : 'free';
    case 'addresses':
      return contact.addresses.some((address) => textOfField({ ...field, value: address }) === text) ? 'same' : 'free';
    case 'note':
    case 'extra':
      return contact.note.includes(noteOf(field)) ? 'same' : 'free';
    case 'firstName':
    case 'lastName':
    case 'account':
    case 'jobTitle':
    case 'website':
    case 'badgeId': {
      const typed = contact[field.path];
      if (isUnseen(typed)) return 'free';
      return same(typed) ? 'same' : 'differs';
    }
  }
}

const digits = (phone: string) => phone.replace(/\D/gu, '');

/** The CRM has no field for an extra of its own: it is a line of the note. */
const noteOf = (field: ProposedField): string =>
  field.path === 'extra' ? `${t(extras[field.name])}: ${field.value}` : textOfField(field);

/** Puts a proposed field into a contact, in the place of what stands there. */
export function take(contact: Contact, field: ProposedField): void {
  switch (field.path) {
    case 'emailAddresses':
      put(contact.emailAddresses, { ...field.value }, ({ emailAddress }) => isUnseen(emailAddress));
      return;
    case 'phoneNumbers':
      put(contact.phoneNumbers, { ...field.value, phoneNumber: textOfField(field) }, ({ phoneNumber }) =>
        isUnseen(phoneNumber),
      );
      if (field.e164 !== null && !contact.e164.includes(field.e164)) contact.e164.push(field.e164);
      return;
    case 'addresses':
      put(contact.addresses, { ...field.value }, (address) =>
        Object.entries(address).every(([part, text]) => part === 'addressType' || isUnseen(text)),
      );
      return;
    case 'note':
    case 'extra': {
      const note = contact.note.trimEnd();
      contact.note = (note === '' ? noteOf(field) : `${note}\n${noteOf(field)}`).slice(0, maxValueLength);
      return;
    }
    case 'firstName':
    case 'lastName':
    case 'account':
    case 'jobTitle':
    case 'website':
    case 'badgeId':
      contact[field.path] = field.value;
  }
}

function put<Entry>(list: Entry[], entry: Entry, isBlank: (entry: Entry) => boolean): void {
  const blank = list.findIndex(isBlank);
  if (blank >= 0) list[blank] = entry;
  else if (list.length < maxEntries) list.push(entry);
}

/** Takes a contact and what it was read from: it says so from now on. */
export function noteSource(contact: Contact, reading: Reading, proposal: Proposal | undefined): void {
  const { kind, symbology } = reading;
  const raw = proposal?.raw ?? reading.raw;
  contact.source = symbology === null ? 'pasted' : 'scanned';
  contact.readFrom = raw === null ? null : { kind, symbology: symbology ?? '', raw: raw.slice(0, maxValueLength) };
}
