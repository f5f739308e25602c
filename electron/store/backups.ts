/**
 * Copies of the database, made while it is in use: at most one each half hour, only after changes, and only where there is
 * room. Two are kept, and of the second copy what the older one needs: whatever is destroyed, one whole way is left.
 */
import { closeSync, fdatasyncSync, mkdirSync, openSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { databaseIn, olderJournalIn, openSnapshotOf } from './database.ts';
import Database from 'better-sqlite3';
import { renameWhenFreeSync } from '../system/rename.ts';
import { nearlyFull } from '../system/disk-space.ts';
import { inspectFile } from './inspection.ts';
import { forgetUpTo } from './segments.ts';

/** In milliseconds. */
export const backupEvery = 30 * 60_000;

/** A backup's name says when it was made, in UTC: names sort by age. */
const pattern = /^outbox-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)(?:-(\d\d))?\.sqlite$/u;

/** How much of a backup may wait for the disk, in pages of 4 kB. */
const pagesAtOnce = 1_000;

/** What SQLite may leave beside a file. */
const ends = ['', '-wal', '-shm', '-journal'];

export interface Backup {
  file: string;
  /** Milliseconds since 1970. */
  madeAt: number;
}

const folderOf = (folder: string) => join(folder, 'backups');

/** Returns the backups of the outbox in this folder, the newest first. */
export function backupsIn(folder: string): Backup[] {
  let names: string[];
  try {
    names = readdirSync(folderOf(folder));
  } catch {
    return [];
  }
  const found = names.map((name) => pattern.exec(name)).filter((match) => match !== null);
  return found
    .map(([name, day, hours, minutes, seconds = '00']) => ({
      file: join(folderOf(folder), name),
      madeAt: Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`),
    }))
    .sort((one, other) => other.madeAt - one.madeAt);
}

/** What came of it: `no-room`: the disk is to keep its last room for what is saved. */
export type BackupResult = 'made' | 'no-room' | 'damaged';

/**
 * Makes a backup of the outbox in this folder, looks whether it is sound, and lets go of what is no longer needed. Nothing
 * that is saved meanwhile waits. `now`: milliseconds since 1970. @throws (rejects) where the disk fails; older backups stay then
 */
export async function backUp(folder: string, now: number): Promise<BackupResult> {
  mkdirSync(folderOf(folder), { recursive: true, mode: 0o700 });
  const fresh = join(folderOf(folder), 'new.sqlite');
  const clearAway = () => {
    for (const end of ends) rmSync(`${fresh}${end}`, { force: true });
  };
  // From one that was cut off.
  clearAway();
  if (!hasRoom(folder)) return 'no-room';
  // Two and the database are what may be there at any time.
  for (const { file } of backupsIn(folder).slice(1)) for (const end of ends) rmSync(`${file}${end}`, { force: true });
  forgetBeforeBackups(folder);
  try {
    await copy(databaseIn(folder), fresh);
    if (inspectFile(fresh).length > 0) return 'damaged';
    const name = `outbox-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}.sqlite`;
    renameWhenFreeSync(fresh, join(folderOf(folder), name));
  } finally {
    clearAway();
  }
  forgetBeforeBackups(folder);
  rmSync(olderJournalIn(folder), { force: true });
  return 'made';
}

/** Lets go of what the second copy has from before the oldest backup. */
function forgetBeforeBackups(folder: string): void {
  const oldest = backupsIn(folder).at(-1);
  if (oldest !== undefined) forgetUpTo(folder, lastIn(oldest.file));
}

/** Twice the database has to be free, and what is to be kept for saving. */
function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  const log = statSync(`${databaseIn(folder)}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return bavail * bsize >= 2 * (statSync(databaseIn(folder)).size + log) + nearlyFull;
}

async function copy(from: string, to: string): Promise<void> {
  const database = new Database(from, { readonly: true, fileMustExist: true });
  const descriptor = openSync(to, 'a', 0o600);
  try {
    // Of one moment, whatever is saved meanwhile: with each save it would begin anew otherwise.
    database.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
    await database.backup(to, {
      progress: () => {
        // What waits to be written would all have to go first, before a save that is flushed.
        fdatasyncSync(descriptor);
        return pagesAtOnce;
      },
    });
  } finally {
    closeSync(descriptor);
    database.close();
  }
  // Whoever reads it leaves nothing beside it then. It is flushed with this.
  const made = new Database(to, { fileMustExist: true });
  try {
    made.pragma('journal_mode = DELETE');
  } finally {
    made.close();
  }
}

/** The number of the last commit in a backup; 0 in one of an older version. */
function lastIn(file: string): number {
  const database = openSnapshotOf(file);
  try {
    return database.prepare<[], number>('SELECT last FROM change').pluck().get() ?? 0;
  } catch {
    return 0;
  } finally {
    database.close();
  }
}
