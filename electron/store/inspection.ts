/** Compares the database with itself, and looks through its second copy. It reads all of both: for the thread. */
import { rowsWithSums, tableNames } from './changes.ts';
import { openSnapshot, openSnapshotOf, type OutboxDatabase } from './database.ts';
import { saysDamaged } from './problems.ts';
import { linesOf, segmentsIn } from './segments.ts';

/** What is wrong, in technical words; nothing where all is well. */
export interface Inspection {
  database: string[];
  /** Of the second copy: a backup that is made now puts it right. */
  copy: string[];
}

/** So many problems of one kind tell enough. */
const most = 20;

/**
 * Takes the folder of an outbox that is open. `thorough`: indexes are compared with what they index, too.
 * @throws what the disk throws, short of damage; that says nothing of the outbox
 */
export function inspect(folder: string, thorough: boolean): Inspection {
  const database = problemsIn(() => openSnapshot(folder), thorough);
  return { database, copy: damagedLines(folder).slice(0, most) };
}

/** Returns what is wrong with the database in this file, short of its indexes. @throws as above */
export const inspectFile = (file: string): string[] => problemsIn(() => openSnapshotOf(file), false);

function problemsIn(open: () => OutboxDatabase, thorough: boolean): string[] {
  try {
    const database = open();
    try {
      return [...wrongBySqlite(database, thorough), ...wrongCounts(database), ...wrongRows(database)].slice(0, most);
    } finally {
      database.close();
    }
  } catch (error) {
    if (!saysDamaged(error)) throw error;
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Returns what SQLite itself finds wrong. */
export function wrongBySqlite(database: OutboxDatabase, thorough: boolean): string[] {
  const check = `${thorough ? 'integrity_check' : 'quick_check'}(${most})`;
  const lines = database.pragma(check) as Record<string, string>[];
  return lines.flatMap((line) => Object.values(line)).filter((line) => line !== 'ok');
}

function wrongCounts(database: OutboxDatabase): string[] {
  const wrong = database.prepare<[], string>(
    `SELECT state FROM state_count WHERE contacts <> (SELECT count(*) FROM contact WHERE contact.state = state_count.state)`,
  );
  return wrong
    .pluck()
    .all()
    .map((state) => `miscounted: ${state}`);
}

function* wrongRows(database: OutboxDatabase): Generator<string, void, undefined> {
  for (const table of tableNames) {
    for (const { key, isGood } of rowsWithSums(database, table)) if (!isGood) yield `${table} ${key}: not as saved`;
  }
}

function damagedLines(folder: string): string[] {
  const damaged: string[] = [];
  for (const { file } of segmentsIn(folder)) {
    let line = 0;
    try {
      for (const value of linesOf(file)) {
        line++;
        if (value === null) damaged.push(`line ${line}`);
      }
    } catch (error) {
      // That says nothing of the database, of which much was found out before.
      damaged.push(`behind line ${line}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return damaged;
}
