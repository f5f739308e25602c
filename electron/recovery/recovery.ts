/**
 * Recovers an outbox that is closed: from its database, its second copy, its backups and what an older version left,
 * whatever of each can be read (merge.ts). A database that SQLite calls sound is mended where it is; another one is made
 * anew, and the old files are kept for a while. It reads and writes all there is: for the thread.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { renameWhenFreeSync } from '../system/rename.ts';
import {
  databaseIn,
  hasItsSchema,
  olderJournalIn,
  openDatabase,
  openSnapshotOf,
  type OutboxDatabase,
} from '../store/database.ts';
import { wrongBySqlite } from '../store/inspection.ts';
import { merge } from './merge.ts';
import type { Merged } from './merging.ts';
import { beginIndexAnew } from '../search/search-index.ts';
import { copyIn } from '../store/segments.ts';
import { sizeOf } from './source.ts';
import { sourcesOf, type Sources } from './sources.ts';

export interface Recovered extends Merged {
  /** The folder with the old files; null: the database was mended where it is. */
  keptIn: string | null;
}

/** The day until which old files are kept that are set aside at this moment. */
export const keptUntil = (now: number) => new Date(now + 30 * 24 * 60 * 60_000);

const damagedIn = (folder: string) => join(folder, 'damaged');
const recoveredIn = (folder: string) => join(folder, 'recovered');

/** Hears how many of how many contacts are there. */
export type Progress = (done: number, total: number) => void;

/**
 * Takes the folder of an outbox that nothing has open, and what to tell of the progress: how many of how many contacts.
 * Returns what it came to; null where nothing could be read of anything: all is as it was then. `now`: milliseconds since 1970.
 * @throws what the disk throws; the files are as they were then, or `finishRecovery` completes it
 */
export function recover(folder: string, now: number, progress: Progress): Recovered | null {
  finishRecovery(folder, now);
  const workshop = join(folder, 'rebuilding');
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { mode: 0o700 });
  const isMended = isSound(folder);
  const sources = sourcesOf(folder, workshop, isMended);
  try {
    if (sources.base !== null) copyFileSync(sources.base, databaseIn(workshop));
    const merged = isMended ? mergeInto(folder, sources, progress) : makeAnew(workshop, sources, progress);
    const isEmpty = merged.contacts === 0 && !isMended && !sources.isReadable();
    sources.close();
    if (isMended) return { ...merged, keptIn: null };
    if (isEmpty) return null;
    rmSync(join(workshop, 'journal'), { recursive: true, force: true });
    renameWhenFreeSync(workshop, recoveredIn(folder));
    return { ...merged, keptIn: finishRecovery(folder, now) };
  } finally {
    sources.close();
    rmSync(workshop, { recursive: true, force: true });
  }
}

/**
 * Puts a recovered database in its place, also one that a crash kept from it, and the old files aside: before anything is
 * opened in this folder. Returns where these are; null where there are none. @throws what the disk throws; the next call goes on
 */
export function finishRecovery(folder: string, now: number): string | null {
  const recovered = recoveredIn(folder);
  if (!existsSync(recovered)) return null;
  let keptIn: string | null = null;
  if (canBeOpened(databaseIn(recovered))) {
    // A log that belongs to the old file would be played into the new one.
    keptIn = setAside(folder, now, [...databaseFiles(folder)]);
    renameWhenFreeSync(databaseIn(recovered), databaseIn(folder));
  }
  rmSync(recovered, { recursive: true, force: true });
  return keptIn;
}

/** Whether there is a database in this file: what the disk made of it meanwhile must not take the place of one. */
function canBeOpened(file: string): boolean {
  try {
    openSnapshotOf(file).close();
    return true;
  } catch {
    return false;
  }
}

/**
 * Sets aside all that belongs to an outbox of which nothing can be read, so that a new one can begin. Returns the folder
 * in which it is kept; null where there was nothing. @throws what the disk throws
 */
export const beginAnew = (folder: string, now: number): string | null =>
  setAside(folder, now, [...databaseFiles(folder), olderJournalIn(folder), copyIn(folder), join(folder, 'backups')]);

const databaseFiles = (folder: string) => ['-wal', '-shm', '-journal', ''].map((end) => `${databaseIn(folder)}${end}`);

function setAside(folder: string, now: number, files: readonly string[]): string | null {
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return null;
  const made = new Date(now).toISOString().replace(/[:.]/gu, '-');
  const keptIn = join(damagedIn(folder), `${made} until ${keptUntil(now).toISOString().slice(0, 10)}`);
  mkdirSync(keptIn, { recursive: true, mode: 0o700 });
  for (const file of there) renameWhenFreeSync(file, join(keptIn, basename(file)));
  return keptIn;
}

/** Lets go of old files after the day that the user was told. Those of versions that told none stay. */
export function forgetDamaged(folder: string, now: number): void {
  const names = existsSync(damagedIn(folder)) ? readdirSync(damagedIn(folder)) : [];
  for (const name of names) {
    const until = / until (\d{4}-\d\d-\d\d)$/u.exec(name)?.[1];
    if (until !== undefined && new Date(now).toISOString().slice(0, 10) > until) {
      rmSync(join(damagedIn(folder), name), { recursive: true, force: true });
    }
  }
}

/** Whether SQLite finds nothing wrong with the database, and it is not one that was only just begun beside what is left of another. */
function isSound(folder: string): boolean {
  let database: OutboxDatabase | undefined;
  try {
    if (!existsSync(databaseIn(folder))) return false;
    database = openDatabase(folder);
    return hasItsSchema(database) && wrongBySqlite(database, true).length === 0;
  } catch {
    return false;
  } finally {
    database?.close();
  }
}

function mergeInto(folder: string, sources: Sources, progress: Progress): Merged {
  const database = openDatabase(folder);
  try {
    const merged = mergeWith(database, sources, progress);
    database.pragma('wal_checkpoint(TRUNCATE)');
    return merged;
  } finally {
    database.close();
  }
}

/** The same of a database that is in no use yet: what a cut leaves of it is thrown away, so all is flushed once, at the end. */
function makeAnew(workshop: string, sources: Sources, progress: Progress): Merged {
  const database = openDatabase(workshop);
  let merged: Merged;
  try {
    // Without a log, into which everything would be written first.
    database.pragma('journal_mode = DELETE');
    database.pragma('synchronous = OFF');
    // Of a million contacts, what is written to at random stays in memory: it would be read again and again otherwise.
    database.pragma('cache_size = -131072');
    merged = mergeWith(database, sources, progress);
  } finally {
    database.close();
  }
  flush(databaseIn(workshop));
  return merged;
}

/** Returns once what is in the file is on the disk. @throws what the disk throws */
function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function mergeWith(database: OutboxDatabase, sources: Sources, progress: Progress): Merged {
  const total = Math.max(0, ...sources.all.map(({ size }) => size), sizeOf(database));
  const merged = merge(database, sources.all, {
    ...sources.options,
    progress: (done) => {
      progress(Math.min(done, total), total);
    },
  });
  // A contact may have another number than in what was begun from; filled as that of an outbox that is taken over.
  beginIndexAnew(database);
  // What it is ahead by is in here now.
  database.exec('DROP TABLE IF EXISTS journal_mark');
  return merged;
}
