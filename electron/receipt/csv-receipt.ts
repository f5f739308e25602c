/** The receipt as a table: one line for each contact. */
import { isWithdrawal, reasonWords } from '#contract/ledger.ts';
import { linesOf } from '#contract/contact.ts';
import type { Line } from '#contract/field-kinds.ts';
import { fieldAt, paths } from '#contract/fields.ts';
import { say, type Message, type Said } from '#words/message.ts';
import type { Speaker } from '#words/speaker.ts';
import type { ReceiptContact } from './receipt.ts';
import type { ListSeparator } from '../system/list-separator.ts';
import { csvOf } from './csv.ts';
import { isoWithOffset } from './local-time.ts';

const time = (moment: number | null) => (moment === null ? '' : isoWithOffset(moment));

type Cell = (contact: ReceiptContact, words: Speaker) => Said;

/** The fields of the catalogue, in its order. */
const typed = paths.flatMap((path) =>
  fieldAt(path).columns.map(({ label, lines }): [Message, Cell] => [
    say(label),
    ({ contact }, words) => {
      const given = contact === null ? [] : linesOf(contact, path).map((one) => cellText(one, words));
      return lines === 'first' ? (given[0] ?? '') : given.join(' / ');
    },
  ]),
);

const cellText = ({ text, name, said }: Line, words: Speaker) => {
  if (said !== undefined) return words.text(said);
  return name === null || name.trim() === '' ? text.trim() : `${name.trim()}: ${text.trim()}`;
};

/** Headings and reasons are words. States, and who delivered, are codes, as in the receipt for a program. */
const columns: readonly [Message, Cell][] = [
  [say('file.columnUuid'), ({ uuid }) => uuid],
  [say('file.columnCapturedAt'), ({ capturedAt }) => time(capturedAt)],
  ...typed,
  [say('file.columnState'), ({ state }) => state],
  [say('file.columnReason'), ({ reason }) => (reason === null ? '' : reasonWords(reason))],
  [say('file.columnCrmId'), ({ crmId }) => crmId ?? ''],
  [say('file.columnRemoteId'), ({ remoteId }) => remoteId ?? ''],
  [say('file.columnDeliveredAt'), ({ deliveredAt }) => time(deliveredAt)],
  [say('file.columnDeliveredBy'), ({ deliveredBy }) => deliveredBy ?? ''],
  [say('file.columnWithdrawnAt'), ({ reason }) => time(isWithdrawal(reason) ? reason.at : null)],
  [say('file.columnAttempts'), ({ attempts }) => String(attempts.filter(({ purpose }) => purpose === 'send').length)],
];

/** Takes the contacts of a span, and who speaks; yields the texts of each line, the heading first. */
export function* receiptLines(
  contacts: Iterable<ReceiptContact>,
  words: Speaker,
): Generator<string[], void, undefined> {
  yield columns.map(([heading]) => words.text(heading));
  for (const contact of contacts) yield columns.map(([, said]) => words.text(said(contact, words)));
}

/** Takes the contacts, who speaks, and what separates cells; yields the text of the CSV. `changed`: for each cell that was guarded. */
export const csvReceipt = (
  contacts: Iterable<ReceiptContact>,
  speaker: Speaker,
  separator: ListSeparator = ',',
  changed: () => void = () => undefined,
): Generator<string, void, undefined> => csvOf(receiptLines(contacts, speaker), separator, changed);
