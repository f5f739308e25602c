/**
 * The journal that versions before schema 6 kept beside the database: each commit's changes, by line, written before the
 * commit. It is read where such a version has left it and the database is behind it or destroyed.
 */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { countedTables, type CountedTable, type Value } from '../store/changes.ts';
import { olderJournalIn, openDatabase, type OutboxDatabase } from '../store/database.ts';
import { linesOf } from '../store/segments.ts';
import { databaseSource, type Source } from './source.ts';

type Row = Record<string, Value>;
type Change = [table: string, row: Row];

/** The number that its rows go by: behind what an older database holds, ahead of every commit that is counted. */
const number = 1;

/**
 * Whether there is such a journal that is ahead of this database: a power cut took the last commits back. One that has been
 * taken over, or was left by another database, is none.
 */
export function isBehindOlderJournal(database: OutboxDatabase, folder: string): boolean {
  const file = olderJournalIn(folder);
  const marks = "SELECT count(*) FROM sqlite_schema WHERE name = 'journal_mark'";
  if (database.prepare<[], number>(marks).pluck().get() === 0) return false;
  if (!existsSync(file)) {
    database.exec('DROP TABLE journal_mark');
    return false;
  }
  const mark = database
    .prepare<[], { journal: string; bytes: number }>('SELECT journal, bytes FROM journal_mark')
    .get();
  return mark !== undefined && journalId(file) === mark.journal && statSync(file).size > mark.bytes;
}

function journalId(file: string): string | null {
  for (const line of linesOf(file)) return (line as { journal?: { id: string } } | null)?.journal?.id ?? null;
  return null;
}

/**
 * Makes a database of the journal in `folder`, as far as it can be read, in the folder `workshop`, and opens that as a
 * source; null where there is no journal. @throws what the disk throws
 */
export function olderJournalSource(folder: string, workshop: string): Source | null {
  const file = olderJournalIn(folder);
  if (!existsSync(file)) return null;
  rmSync(workshop, { recursive: true, force: true });
  const database = openDatabase(workshop);
  let damaged = 0;
  try {
    const write = writerOf(database);
    database.transaction(() => {
      for (const line of linesOf(file)) {
        const isGood = Array.isArray(line) ? (line as Change[]).every(write) : line !== null;
        if (!isGood) damaged++;
      }
      // What is not known to follow on all that was saved gives way to what is.
      for (const table of damaged === 0 ? Object.keys(countedTables) : [])
        database.exec(`UPDATE ${table} SET changed = ${number}`);
    })();
  } finally {
    database.close();
  }
  const source = databaseSource(join(workshop, 'outbox.sqlite'));
  return source === null ? null : { ...source, upTo: damaged === 0 ? number : null };
}

/** Returns a function that makes one change, and answers whether it could: not where the change before it is missing. */
function writerOf(database: OutboxDatabase): (change: Change) => boolean {
  const statements = new Map<string, ReturnType<OutboxDatabase['prepare']>>();
  return ([table, row]) => {
    const key = countedTables[table as CountedTable];
    const names = Object.keys(row);
    try {
      const set = names.map((name) => `${name} = :${name}`).join(', ');
      if (prepared(`UPDATE ${table} SET ${set} WHERE ${key} = :${key}`).run(row).changes > 0) return true;
      prepared(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`).run(
        row,
      );
      return true;
    } catch {
      return false;
    }
  };

  function prepared(sql: string) {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = database.prepare<[Row]>(sql)));
    return statement;
  }
}
