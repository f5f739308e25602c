/** The receipt as a table: one line for each contact. */
import { isWithdrawal, reasonWords } from '#contract/ledger.ts';
import { linesOf } from '#contract/contact.ts';
import { fieldAt, paths, type Line } from '#contract/fields.ts';
import { speaker } from '#words/speaker.ts';
import type { ReceiptContact } from '../outbox/receipt.ts';
import type { ListSeparator } from '../system/list-separator.ts';
import { csvOf } from './csv.ts';
import { isoWithOffset } from './local-time.ts';

const time = (moment: number | null) => (moment === null ? '' : isoWithOffset(moment));
const words = speaker();

/** The fields of the catalogue, in its order. */
const typed = paths.flatMap((path) =>
  fieldAt(path).columns.map(({ label, lines }): [string, (contact: ReceiptContact) => string] => [
    words.say(label),
    ({ contact }) => {
      const given = contact === null ? [] : linesOf(contact, path).map(cellText);
      return lines === 'first' ? (given[0] ?? '') : given.join(' / ');
    },
  ]),
);

const cellText = ({ text, name }: Line) =>
  name === null || name.trim() === '' ? text.trim() : `${name.trim()}: ${text.trim()}`;

const columns: readonly [string, (contact: ReceiptContact) => string][] = [
  ['uuid', ({ uuid }) => uuid],
  ['captured at', ({ capturedAt }) => time(capturedAt)],
  ...typed,
  ['state', ({ state }) => state.replace('-', ' ')],
  ['reason', ({ reason }) => (reason === null ? '' : reasonWords(reason))],
  ['crm id', ({ crmId }) => crmId ?? ''],
  ['remote id', ({ remoteId }) => remoteId ?? ''],
  ['delivered at', ({ deliveredAt }) => time(deliveredAt)],
  ['delivered by', ({ deliveredBy }) => deliveredBy ?? ''],
  ['withdrawn at', ({ reason }) => time(isWithdrawal(reason) ? reason.at : null)],
  ['attempts', ({ attempts }) => String(attempts.filter(({ purpose }) => purpose === 'send').length)],
];

/** Takes the contacts of a span; yields the texts of each line, the heading first. */
export function* receiptLines(contacts: Iterable<ReceiptContact>): Generator<string[], void, undefined> {
  yield columns.map(([name]) => name);
  for (const contact of contacts) yield columns.map(([, text]) => text(contact));
}

/** Takes the contacts and what separates cells; yields the text of the CSV. `changed`: for each cell that was guarded. */
export const csvReceipt = (
  contacts: Iterable<ReceiptContact>,
  separator: ListSeparator = ',',
  changed: () => void = () => undefined,
): Generator<string, void, undefined> => csvOf(receiptLines(contacts), separator, changed);
