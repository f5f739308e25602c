/** Saves the receipt of a span as a file of the user's. */
import { capturedOf, momentsOf, type ReceiptFormat, type SaveReceiptAnswer, type Span } from '#contract/receipt.ts';
import { say, type Message } from '#words/message.ts';
import type { Speaker } from '#words/speaker.ts';
import { log } from '../log/log.ts';
import { openSnapshot } from '../store/database.ts';
import { StoreProblem } from '../store/problems.ts';
import { receiptIn } from './receipt.ts';
import type { ListSeparator } from '../system/list-separator.ts';
import { whyNotWritten, writeWhole } from '../system/write-whole.ts';
import { csvReceipt, receiptLines } from './csv-receipt.ts';
import { jsonReceipt } from './json-receipt.ts';
import { xlsxOf } from './xlsx.ts';

export interface ReceiptOrder {
  /** Of the outbox. */
  folder: string;
  span: Span;
  format: ReceiptFormat;
  /** The path that the user chose. */
  file: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Of Fieldpost. */
  version: string;
  /** In whose words reasons, results and the headings of a spreadsheet are. */
  speaker: Speaker;
  /** Of the cells of a CSV. */
  separator?: ListSeparator;
}

/**
 * Writes the receipt, of the outbox as it is at this moment; contacts can be captured and sent meanwhile.
 * Returns what came of it. @throws StoreProblem where the outbox cannot be read.
 */
export async function saveReceipt({
  folder,
  span,
  format,
  file,
  now,
  version,
  speaker,
  separator = ',',
}: ReceiptOrder): Promise<SaveReceiptAnswer> {
  const snapshot = openSnapshot(folder);
  try {
    const receipt = receiptIn(snapshot);
    const moments = momentsOf(span);
    const { counts, takenBack } = receipt.counts(moments);
    // A table is counted by its lines.
    const contacts = receipt.contacts(moments, format === 'json');
    let guarded = 0;
    const content = {
      csv: () => csvReceipt(contacts, speaker, separator, () => guarded++),
      xlsx: () => xlsxOf(receiptLines(contacts, speaker), speaker.say('app.name')),
      json: () => jsonReceipt({ span, counts, takenBack, madeAt: now, version }, contacts, speaker),
    };
    await writeWhole(file, content[format]());
    const saved = say('file.receiptSaved', { count: capturedOf(counts), file });
    return { saved: true, message: [saved, ...notesOn(format, separator, guarded)] };
  } catch (error) {
    if (error instanceof StoreProblem) throw error;
    log.error('The receipt could not be saved', error);
    return { saved: false, message: whyNotWritten(error, file) };
  } finally {
    snapshot.close();
  }
}

/** What is different in the file from what was typed, and how a program reads it. */
function notesOn(format: ReceiptFormat, separator: ListSeparator, guarded: number): Message[] {
  if (format !== 'csv') return [];
  const columns = say(separator === ';' ? 'receipt.semicolons' : 'receipt.commas');
  return guarded === 0 ? [columns] : [columns, say('receipt.guarded', { count: guarded })];
}
