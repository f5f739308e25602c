/** The receipt for a spreadsheet: one line for each contact. */
import { reasonWords } from '#contract/ledger.ts';
import { linesOf } from '#contract/contact.ts';
import { fieldAt, paths, type Line } from '#contract/fields.ts';
import { speaker } from '#words/speaker.ts';
import type { ReceiptContact } from '../outbox/receipt.ts';
import { byteOrderMark, csvLine } from './csv.ts';
import { isoWithOffset } from './local-time.ts';

const time = (moment: number | null) => (moment === null ? '' : isoWithOffset(moment));
const words = speaker();

/** The fields of the catalogue, in its order. */
const typed = paths.flatMap((path) =>
  fieldAt(path).columns.map(({ label, lines }): [string, (contact: ReceiptContact) => string] => [
    words.say(label),
    ({ contact }) => {
      const given = contact === null ? [] : linesOf(contact, path).map(cellText);
      return lines === 'first' ? (given[0] ?? '') : given.join('; ');
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
  ['attempts', ({ attempts }) => String(attempts.filter(({ purpose }) => purpose === 'send').length)],
];

/** Takes the contacts of a span; yields the text of the file piece by piece. */
export function* csvReceipt(contacts: Iterable<ReceiptContact>): Generator<string, void, undefined> {
  yield byteOrderMark + csvLine(columns.map(([name]) => name));
  for (const contact of contacts) yield csvLine(columns.map(([, text]) => text(contact)));
}
