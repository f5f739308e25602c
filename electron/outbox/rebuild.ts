/** Makes a destroyed database anew: from its journal; and where that is damaged too, from all that can still be read. */
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { log } from '../log.ts';
import { goodBackups, type Backup } from './backups.ts';
import { journalIn, markOf, markWriter } from './commits.ts';
import { databaseIn, openDatabase, type OutboxDatabase } from './database.ts';
import { journalHeader, journalLines } from './journal.ts';
import { replay } from './replay.ts';
import { salvage, takeOver, type Salvaged } from './salvage.ts';

interface Rebuilt extends Salvaged {
  contacts: number;
  /** Whether the journal was whole, and will be gone on with. */
  whole: boolean;
}

/** Where a new database lies once it is whole, until it has taken its place. */
const finishedIn = (folder: string) => join(folder, 'rebuilt');

/** The mark of a database whose journal is written anew when it is opened. */
const noJournal = { id: 'none', schema: 0 };

/**
 * Takes the folder of an outbox that is closed. A database made anew takes the place of the damaged one, which is kept.
 * Returns what was done, in words for the user; null where there is nothing to make it from: nothing was touched then.
 * `now`: milliseconds since 1970.
 * @throws what the disk throws; the files are as they were then, or `finishRebuild` completes it
 */
export function rebuild(folder: string, now: number): string | null {
  finishRebuild(folder);
  const workshop = join(folder, 'rebuilding');
  rmSync(workshop, { recursive: true, force: true });
  try {
    const rebuilt = makeIn(workshop, folder);
    if (rebuilt === null) return null;
    const keptIn = keepDamaged(folder, rebuilt.whole, now);
    renameSync(workshop, finishedIn(folder));
    finishRebuild(folder);
    const { contacts, unsure, lost, whole } = rebuilt;
    log.note('The outbox was damaged and is made anew', { contacts, unsure, lost, fromWholeJournal: whole });
    return words(rebuilt, keptIn);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/**
 * Puts a new database in its place, also one that a crash kept from it: before anything is opened in this folder.
 * @throws what the disk throws; the next call goes on
 */
export function finishRebuild(folder: string): void {
  const finished = finishedIn(folder);
  if (!existsSync(finished)) return;
  if (existsSync(databaseIn(finished))) {
    // A log that belongs to the damaged file would be played into the new one. Without it the damaged file, in turn, would
    // seem whole and be one of before.
    for (const end of ['-wal', '-shm']) rmSync(`${databaseIn(folder)}${end}`, { force: true });
    renameSync(databaseIn(finished), databaseIn(folder));
  }
  rmSync(finished, { recursive: true, force: true });
}

/** Makes the new database in the workshop, as far as journal, backups and the damaged one lead; null where none of them does. */
function makeIn(workshop: string, folder: string): Rebuilt | null {
  const journalFile = journalIn(folder);
  const header = journalHeader(journalFile);
  mkdirSync(workshop, { recursive: true });
  const backup = newestBackup(folder, header?.id);
  if (backup !== null && backup.journal === header?.id) copyFileSync(backup.file, databaseIn(workshop));
  const fromBackup = existsSync(databaseIn(workshop));
  const length = existsSync(journalFile) ? statSync(journalFile).size : 0;
  const database = openDatabase(workshop);
  try {
    const from = fromBackup ? markOf(database).bytes : 0;
    const journal = length > 0 ? replay(database, journalFile, from) : { good: 0, damaged: 1 };
    const whole = header !== null && journal.damaged === 0 && length >= Math.max(from, bytesIn(folder, header.id));
    // One of before this journal holds what the journal lost.
    if (!whole && !fromBackup && backup !== null) takeOver(database, backup.file);
    const salvaged = whole ? { unsure: 0, lost: 0 } : salvage(database, databaseIn(folder));
    const contacts = database.prepare<[], number>('SELECT count(*) FROM contact').pluck().get() ?? 0;
    if (!fromBackup && journal.good === 0 && contacts === 0) return null;
    markWriter(database)({ header: whole ? header : noJournal, length: () => (whole ? length : 0) });
    database.pragma('wal_checkpoint(TRUNCATE)');
    return { contacts, whole, ...salvaged };
  } finally {
    database.close();
  }
}

/** Returns the newest backup that goes with this journal; where there is none, the newest of all; null: there is none. */
function newestBackup(folder: string, journal: string | undefined): Backup | null {
  let newest: Backup | null = null;
  for (const backup of goodBackups(folder)) {
    if (backup.journal === journal) return backup;
    newest ??= backup;
  }
  return newest;
}

/** Returns how many bytes of this journal the damaged database knew, as far as it can be read: a power cut may have taken the last. */
function bytesIn(folder: string, journal: string): number {
  let damaged: OutboxDatabase | undefined;
  try {
    damaged = new Database(databaseIn(folder), { readonly: true, fileMustExist: true });
    const mark = markOf(damaged);
    return mark.journal === journal ? mark.bytes : 0;
  } catch {
    return 0;
  } finally {
    damaged?.close();
  }
}

/**
 * Keeps the journal of an outbox whose database is gone, where `rebuild` could make nothing of it. Returns words for the
 * user; null where it holds nothing, as after a crash in the very first start. @throws what the disk throws
 */
export function keepJournal(folder: string, now: number): string | null {
  if (journalHeader(journalIn(folder)) !== null && journalLines(journalIn(folder), 0).next().done === true) return null;
  const keptIn = folderForDamaged(folder, now);
  copyFileSync(journalIn(folder), join(keptIn, basename(journalIn(folder))));
  log.note('The outbox file is gone, its journal could not be read, and the outbox begins anew');
  return `The outbox file is gone, and what lay beside it could not be read: the outbox begins anew. What was there is kept in ${keptIn}.`;
}

function folderForDamaged(folder: string, now: number): string {
  const keptIn = join(folder, 'damaged', new Date(now).toISOString().replace(/[:.]/gu, '-'));
  mkdirSync(keptIn, { recursive: true });
  return keptIn;
}

/** Copies what is damaged into a folder of its own. Returns that. */
function keepDamaged(folder: string, journalIsWhole: boolean, now: number): string {
  const keptIn = folderForDamaged(folder, now);
  const files = [databaseIn(folder), `${databaseIn(folder)}-wal`, ...(journalIsWhole ? [] : [journalIn(folder)])];
  for (const file of files) if (existsSync(file)) copyFileSync(file, join(keptIn, basename(file)));
  return keptIn;
}

function words({ contacts, unsure, lost }: Rebuilt, keptIn: string): string {
  const here = contacts === 1 ? 'your contact is here' : `all ${contacts} contacts are here`;
  const sentences = [
    lost === 0
      ? `The outbox file was damaged and has been repaired: ${here}.`
      : `The outbox file was damaged and has been repaired as far as it could be read: ${contacts} contacts are here, ${lost} could not be read.`,
  ];
  if (unsure > 0) {
    sentences.push(
      `Of ${unsure} it is not known any more whether they were sent. They are Unconfirmed: look into the CRM.`,
    );
  }
  sentences.push('What was typed and not saved yet could not be kept.', `The damaged files are kept in ${keptIn}.`);
  return sentences.join(' ');
}
