/** Opens the outbox's SQLite file: durable, checked, and brought to this version's schema. */
import Database from 'better-sqlite3';
import { closeSync, fstatSync, mkdirSync, openSync, readSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '#words/message.ts';
import { log } from '../log/log.ts';
import { nearlyFull } from '../system/disk-space.ts';
import { applyMigration, migrations } from './migrations.ts';
import { asStoreProblem, StoreProblem } from './problems.ts';

export type OutboxDatabase = Database.Database;

/** The database was written by a newer version of the app, which knows what this one does not. */
export class NewerDatabase extends StoreProblem {
  override name = 'NewerDatabase';
}

/** "FPst": tells our files from other programs' (SQLite's `application_id`). */
const applicationId = 0x46507374;

/**
 * Takes the outbox's folder, which is made where it is missing; returns its open database.
 * @throws StoreProblem where that cannot be; the file is then as it was.
 */
export function openDatabase(folder: string): OutboxDatabase {
  const file = databaseIn(folder);
  let database: OutboxDatabase | undefined;
  try {
    // It holds other people's contacts: nobody but its user may look in.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    refuseForeignFile(file);
    database = openDurable(file);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw asStoreProblem(error, folder);
  }
}

/**
 * Takes the folder of an outbox that is open; returns its database as it is at this moment, to be read and then closed.
 * What is written to the outbox meanwhile is not seen, and does not wait.
 * @throws StoreProblem where it cannot be read.
 */
export function openSnapshot(folder: string): OutboxDatabase {
  try {
    return openSnapshotOf(databaseIn(folder));
  } catch (error) {
    throw asStoreProblem(error, folder);
  }
}

/** The same of a database's file. @throws what SQLite throws */
export function openSnapshotOf(file: string): OutboxDatabase {
  const database = new Database(file, { readonly: true });
  try {
    database.exec('BEGIN');
    // The moment is that of the first read.
    database.prepare('SELECT max(id) FROM contact').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Closes a database and leaves its log as it is: the last to close it would merge it, and one that only reads cannot. */
export function closeUnmerged(database: OutboxDatabase): void {
  let last: OutboxDatabase | undefined;
  try {
    last = new Database(database.name, { readonly: true });
    // It takes part from its first read on, whatever that reads.
    last.pragma('schema_version');
  } catch {
    // Then the log is merged as far as that can be, which takes a moment.
  }
  database.close();
  last?.close();
}

/** Takes the outbox's folder; returns its database's file. */
export const databaseIn = (folder: string) => join(folder, 'outbox.sqlite');
/** What versions before schema 6 kept beside it (recovery/older-journal.ts). */
export const olderJournalIn = (folder: string) => join(folder, 'outbox.journal');

/** How large the log is from the start, and is cut down to again after a large move, in bytes: what some sixty saves need. */
const logRoom = 1_048_576;

/**
 * Gives the log of the open outbox in this folder its room at once: a save into what is there flushes its data, and no new
 * length of the file, which is half of the wait. Zeros are no commit (https://www.sqlite.org/walformat.html). Nothing depends
 * on it: where there is no log, or the disk is nearly full, it grows as it is written.
 */
export function giveLogRoom(folder: string): void {
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < nearlyFull) return;
    const descriptor = openSync(`${databaseIn(folder)}-wal`, 'r+');
    try {
      const { size } = fstatSync(descriptor);
      if (size < logRoom) writeSync(descriptor, Buffer.alloc(logRoom - size), 0, logRoom - size, size);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // As said.
  }
}

/** A draft's `editing` for a contact that is not stored yet; contacts' ids begin at 1. */
export const newContact = 0;

/**
 * Opens the file so that each commit is on the disk when it returns. What SQLite made of that is read back: in some folders
 * of a network there can be no write-ahead log, and a rollback journal is as safe there, and slower.
 */
function openDurable(file: string): OutboxDatabase {
  const database = openedIn(file);
  try {
    const mode = String(database.pragma('journal_mode', { simple: true }));
    // With a rollback journal the folder is to be flushed, too. better-sqlite3 is compiled with NORMAL as WAL's default,
    // under which a commit is not yet on the disk.
    database.pragma(`synchronous = ${mode === 'wal' ? 'FULL' : 'EXTRA'}`);
    if (!['wal', 'delete'].includes(mode) || Number(database.pragma('synchronous', { simple: true })) < 2) {
      throw new StoreProblem(say('store.notDurable'));
    }
    // macOS: fsync alone leaves the data in the drive's cache. Elsewhere this changes nothing.
    database.pragma('fullfsync = ON');
    database.pragma('foreign_keys = ON');
    // better-sqlite3's 16 MB are soon full of what is read once; the system keeps the file's pages as well.
    database.pragma('cache_size = -500');
    // Nothing captured gets into a temporary file. To be said before there is anything temporary: it would be thrown away.
    database.pragma('temp_store = MEMORY');
    // Checkpoints are made between saves (upkeep.ts), so that a save waits for one flush and no more.
    database.pragma('wal_autocheckpoint = 0');
    // What a large move made of the log is given back; what is kept is written over, and needs no room anew.
    database.pragma(`journal_size_limit = ${logRoom}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function openedIn(file: string): OutboxDatabase {
  try {
    return withLog(file);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(?:CANTOPEN|READONLY|IOERR_SHM)/u.test(error.code))
      throw error;
    try {
      const database = withRollback(file);
      log.error('The outbox works with a rollback journal: there can be no write-ahead log in its folder', error);
      return database;
    } catch {
      // Nothing can be written there at all.
      throw error;
    }
  }
}

function withLog(file: string): OutboxDatabase {
  const database = new Database(file);
  try {
    database.pragma('journal_mode = WAL');
    // The log's index is shared memory, which is first needed here.
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function withRollback(file: string): OutboxDatabase {
  const database = new Database(file);
  try {
    // Alone with the file, SQLite needs no shared memory to leave the log.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = DELETE');
    database.pragma('locking_mode = NORMAL');
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: OutboxDatabase): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  refuseNewer(version);
  // A new database is made by the same steps, and is no news.
  if (version > 0 && version < migrations.length) {
    log.note('The database is brought to a newer schema', { from: version, to: migrations.length });
  }
  for (let from = version; from < migrations.length; from++) {
    database.transaction(() => {
      applyMigration(database, from);
      database.pragma(`application_id = ${applicationId}`);
      database.pragma(`user_version = ${from + 1}`);
    })();
  }
}

/**
 * Looks at the header only (https://www.sqlite.org/fileformat.html#the_database_header): opening a database for
 * writing would already leave files beside it.
 */
function refuseForeignFile(file: string): void {
  const header = Buffer.alloc(100);
  let length: number;
  try {
    const descriptor = openSync(file, 'r');
    try {
      length = readSync(descriptor, header);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  // An empty file is what a crash right at the first start leaves.
  if (length === 0) return;
  const ours =
    header.toString('latin1', 0, 16) === 'SQLite format 3\0' && [0, applicationId].includes(header.readUInt32BE(68));
  if (!ours) throw new Database.SqliteError('not an outbox', 'SQLITE_NOTADB');
  refuseNewer(header.readUInt32BE(60));
}

function refuseNewer(version: number): void {
  if (version > migrations.length) throw new NewerDatabase(say('store.newer'));
}

/**
 * Whether the tables, indexes and triggers are those of this version: a name that is damaged in there is nothing that SQLite
 * would notice.
 */
export function hasItsSchema(database: OutboxDatabase): boolean {
  const pattern = new Database(':memory:');
  try {
    for (const from of migrations.keys()) applyMigration(pattern, from);
    const [here, there] = [schemaOf(database), schemaOf(pattern)];
    return there.every((one) => here.includes(one));
  } finally {
    pattern.close();
  }
}

/** The text of a table is not the same in each file: columns were added to it. That a contact can be withdrawn stands nowhere else. */
const schemaOf = (database: OutboxDatabase): string[] =>
  database
    .prepare<[], string>(
      `SELECT type || ' ' || name || ' ' || CASE type
         WHEN 'table' THEN (SELECT group_concat(name || ' ' || type) FROM pragma_table_info(whole.name)) || (instr(sql, '''withdrawn''') > 0) ELSE sql END
       FROM sqlite_schema AS whole
       WHERE sql IS NOT NULL AND name <> 'journal_mark' AND (type <> 'table' OR name NOT LIKE 'contact_search_%')`,
    )
    .pluck()
    .all();
