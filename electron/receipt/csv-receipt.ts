/** The receipt as a table: one line for each contact. */
import { reasonWords } from '#contract/ledger.ts';
import type { ReceiptContact } from '../outbox/receipt.ts';
import { isoWithOffset } from './local-time.ts';

const time = (moment: number | null) => (moment === null ? '' : isoWithOffset(moment));
const given = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => text !== '');
const emails = ({ contact }: ReceiptContact) => given(contact.emailAddresses.map(({ emailAddress }) => emailAddress));
const phones = ({ contact }: ReceiptContact) => given(contact.phoneNumbers.map(({ phoneNumber }) => phoneNumber));

const columns: readonly [string, (contact: ReceiptContact) => string][] = [
  ['uuid', ({ uuid }) => uuid],
  ['captured at', ({ capturedAt }) => time(capturedAt)],
  ['last name', ({ contact }) => contact.lastName],
  ['first name', ({ contact }) => contact.firstName],
  ['account', ({ contact }) => contact.account],
  ['first e-mail', (contact) => emails(contact)[0] ?? ''],
  ['first phone', (contact) => phones(contact)[0] ?? ''],
  ['all e-mails', (contact) => emails(contact).join(' / ')],
  ['all phones', (contact) => phones(contact).join(' / ')],
  ['state', ({ state }) => state.replace('-', ' ')],
  ['reason', ({ reason }) => (reason === null ? '' : reasonWords(reason))],
  ['crm id', ({ crmId }) => crmId ?? ''],
  ['remote id', ({ remoteId }) => remoteId ?? ''],
  ['delivered at', ({ deliveredAt }) => time(deliveredAt)],
  ['delivered by', ({ deliveredBy }) => deliveredBy ?? ''],
  ['attempts', ({ attempts }) => String(attempts.filter(({ purpose }) => purpose === 'send').length)],
];

/** Takes the contacts of a span; yields the texts of each line, the heading first. */
export function* receiptLines(contacts: Iterable<ReceiptContact>): Generator<string[], void, undefined> {
  yield columns.map(([name]) => name);
  for (const contact of contacts) yield columns.map(([, text]) => text(contact));
}
