/** Copies of the database, made while it is in use: at most one an hour, and only after changes. */
import Database from 'better-sqlite3';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { markOf, type Mark } from './commits.ts';
import { openSnapshotOf, type OutboxDatabase } from './database.ts';
import { isSoundInBackground } from './inspect-in-background.ts';

const hour = 60 * 60_000;

/** A backup's name says when it was made, in UTC: names sort by age. */
const pattern = /^outbox-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)\.sqlite$/u;

export interface Backup extends Mark {
  file: string;
}

const backupsOf = (folder: string) => join(folder, 'backups');

/** Whether an hour has passed since the last backup, by a clock that may have been set: `now`, in milliseconds since 1970. */
export function isBackupDue(folder: string, now: number): boolean {
  const newest = namesIn(folder)[0];
  if (newest === undefined) return true;
  const [, day, hours, minutes] = pattern.exec(newest) ?? [];
  return Math.abs(now - Date.parse(`${day}T${hours}:${minutes}Z`)) >= hour;
}

/**
 * Makes a backup of the database of the outbox in this folder, and lets go of those that are no longer needed. What is
 * written meanwhile waits for a few pages at a time only.
 * @throws (rejects) where the disk fails, and where what was copied is damaged; older backups stay then
 */
export async function backUp(database: OutboxDatabase, folder: string, now: number): Promise<void> {
  mkdirSync(backupsOf(folder), { recursive: true });
  const name = `outbox-${new Date(now).toISOString().slice(0, 16).replace(':', '-')}.sqlite`;
  const fresh = join(backupsOf(folder), 'new.sqlite');
  try {
    await database.backup(fresh);
    if (!(await isSoundInBackground(fresh))) throw new Error('The copy of the database is damaged');
    renameSync(fresh, join(backupsOf(folder), name));
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${end}`, { force: true });
  }
  for (const old of superfluous(namesIn(folder))) rmSync(join(backupsOf(folder), old));
}

/** Takes backups' names, the newest first; returns those to let go of: all but the two newest, and the last of each of three earlier days. */
export function superfluous(names: string[]): string[] {
  const older = names.slice(2);
  const lastOfDay = older.filter((name, index) => index === 0 || dayOf(name) !== dayOf(older[index - 1] ?? ''));
  const keep = new Set(lastOfDay.slice(0, 3));
  return older.filter((name) => !keep.has(name));
}

/** Yields the backups that are whole, the newest first. */
export function* goodBackups(folder: string): Generator<Backup, void, undefined> {
  for (const name of namesIn(folder)) {
    const file = join(backupsOf(folder), name);
    if (!isSound(file)) continue;
    const database = openSnapshotOf(file);
    try {
      yield { file, ...markOf(database) };
    } finally {
      database.close();
    }
  }
}

/** Whether SQLite finds nothing wrong with the database in this file, short of comparing indexes with what they index. */
export function isSound(file: string): boolean {
  let database: OutboxDatabase | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    return database.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch {
    return false;
  } finally {
    database?.close();
  }
}

const dayOf = (name: string) => pattern.exec(name)?.[1];

/** Newest first. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(backupsOf(folder))
      .filter((name) => pattern.test(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}
