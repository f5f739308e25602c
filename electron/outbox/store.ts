/** Opens the outbox's files; what is damaged is repaired first. */
import { existsSync } from 'node:fs';
import { commitsTo, journalIn, markOf, type Commits } from './commits.ts';
import { NewerDatabase, openDatabase, type OutboxDatabase } from './database.ts';
import { journalHeader } from './journal.ts';
import { lockFolder } from './lock.ts';
import { migrations } from './migrations.ts';
import { asStoreProblem, saysDamaged, StoreProblem } from './problems.ts';
import { finishRebuild, keepJournal, rebuild } from './rebuild.ts';

export interface Store {
  /** Keeps others out until it is released. */
  lock: { release: () => void };
  database: OutboxDatabase;
  commits: Commits;
  /** What was repaired, in words for the user; null: nothing had to be. */
  repaired: string | null;
}

/**
 * Takes the outbox's folder and the time, in milliseconds since 1970.
 * @throws StoreProblem where the outbox cannot be opened
 */
export function openStore(folder: string, now: number): Store {
  const lock = lockFolder(folder);
  try {
    return { ...openLocked(folder, now), lock };
  } catch (error) {
    lock.release();
    throw asStoreProblem(error, folder);
  }
}

function openLocked(folder: string, now: number): Omit<Store, 'lock'> {
  try {
    return { ...open(folder), repaired: null };
  } catch (error) {
    if (!meansDamage(error, folder)) throw error;
    const repaired = rebuild(folder, now);
    if (repaired !== null) return { ...open(folder), repaired };
    if (!(error instanceof DatabaseGone)) throw error;
    const kept = keepJournal(folder, now);
    return { ...open(folder, true), repaired: kept };
  }
}

/**
 * Repairs the closed outbox in this folder, which was found to be damaged while it was open. Returns what was done, as
 * `Store.repaired`. @throws StoreProblem
 */
export function repairStore(folder: string, now: number): string | null {
  try {
    return rebuild(folder, now);
  } catch (error) {
    throw asStoreProblem(error, folder);
  }
}

/** `mayBeBlank`: a database that was just made is right, although there is a journal. */
function open(folder: string, mayBeBlank = false): Omit<Store, 'repaired' | 'lock'> {
  finishRebuild(folder);
  const database = openDatabase(folder);
  try {
    // Reads the schema and the roots of the tables: what is damaged there is found now, not at the first save.
    for (const table of [
      'contact',
      'contact_search',
      'attempt',
      'setting',
      'draft',
      'state_count',
      'search_progress',
    ]) {
      database.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
    }
    if (isBlank(database) && !mayBeBlank && existsSync(journalIn(folder))) throw new DatabaseGone();
    return { database, commits: commitsTo(folder, database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** There is a journal, and the database that it goes with is gone: deleted, emptied, or without its log. */
class DatabaseGone extends Error {}

/** Whether this database was made just now, and has no journal yet. */
const isBlank = (database: OutboxDatabase) => markOf(database).journal === '';

function meansDamage(error: unknown, folder: string): boolean {
  if (error instanceof DatabaseGone || saysDamaged(error)) return true;
  // What is asked while the outbox is opened is right: a table that is missing or strange is damage.
  const cause = error instanceof StoreProblem ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_ERROR') return true;
  if (!(error instanceof NewerDatabase)) return false;
  // A newer Fieldpost writes its number into the journal as well.
  const header = journalHeader(journalIn(folder));
  return header !== null && header.schema <= migrations.length;
}
