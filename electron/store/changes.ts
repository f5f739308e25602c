/**
 * What each commit changes. Every row of these tables says by `changed` in which commit it was changed last, a number that
 * rises, and carries a checksum of what is in it. Triggers see to that: no statement can forget it. The same rows go to the
 * second copy (second-copy.ts).
 */
import { crc32 } from 'node:zlib';
import type { OutboxDatabase } from './database.ts';

/** What is counted and kept twice, by key. What is not, is made from it. */
export const countedTables = { setting: 'name', clock: 'id', contact: 'id', attempt: 'id', draft: 'editing' } as const;
export type CountedTable = keyof typeof countedTables;
export const tableNames = Object.keys(countedTables) as CountedTable[];

export type Value = string | number | null;

/** Whose attempt it is: ids may be given twice where two outboxes are brought together (merge.ts), UUIDs are not. */
export const uuidOfAttempt = 'uuid';

/** Returns the columns of a table, without the number and the checksum. */
export function columnsOf(database: OutboxDatabase, table: CountedTable): string[] {
  const names = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  return names.filter((name) => name !== 'changed' && name !== 'sum');
}

/** Takes the columns and what stands before each; returns what is told of a row, as SQL. */
export function toldOf(table: CountedTable, columns: readonly string[], row: string): string[] {
  const told = columns.map((column) => `${row}.${column}`);
  return table === 'attempt'
    ? [...told, `(SELECT uuid FROM contact AS whose WHERE whose.id = ${row}.contact_id)`]
    : told;
}

/** Takes a row as JSON and the number of its commit. */
export const sumOf = (text: string, changed: number) => crc32(text, changed >>> 0);

/** Returns a row as it is told and checked. */
export const textOf = (table: string, values: readonly unknown[]) => JSON.stringify([table, ...values]);

export interface Counted {
  /** Returns the number of the last commit. */
  last: () => number;
  /** Does the work in one transaction; returns what it returned, and the rows that it changed, as JSON. @throws what the work or the disk throws; nothing is changed then */
  transact: <Result>(work: () => Result) => { result: Result; rows: string[] };
  /** Notes that the outbox is closed after its last commit. */
  close: () => void;
}

/** Counts the commits of this connection from here on. Nobody else may write to the database. */
export function countChanges(database: OutboxDatabase): Counted {
  let last = database.prepare<[], number>('SELECT last FROM change').pluck().get() ?? 0;
  let rows: string[] = [];
  database.function('commit_number', () => last + 1);
  database.function('row_sum', { varargs: true }, (table: unknown, ...values: unknown[]) => {
    const text = textOf(String(table), values);
    rows.push(text);
    return sumOf(text, last + 1);
  });
  for (const table of tableNames) countIn(database, table);
  // Also where it was closed before: it is open now.
  const advance = database.prepare<[number]>('UPDATE change SET last = ?, closed = 0');
  const noteClosed = database.prepare('UPDATE change SET closed = 1 WHERE closed = 0');
  const inTransaction = database.transaction((work: () => unknown) => {
    const result = work();
    if (rows.length > 0) advance.run(last + 1);
    return result;
  });

  return {
    last: () => last,
    transact<Result>(work: () => Result) {
      rows = [];
      const result = inTransaction(work) as Result;
      if (rows.length > 0) last++;
      return { result, rows };
    },
    close() {
      noteClosed.run();
    },
  };
}

function countIn(database: OutboxDatabase, table: CountedTable): void {
  const key = countedTables[table];
  const columns = columnsOf(database, table);
  const told = toldOf(table, columns, 'new').join(', ');
  for (const [name, event] of [
    ['inserted', 'INSERT'],
    ['updated', `UPDATE OF ${columns.join(', ')}`],
  ] as const) {
    database.exec(
      `CREATE TEMP TRIGGER ${table}_${name} AFTER ${event} ON main.${table} BEGIN
         UPDATE ${table} SET changed = commit_number(), sum = row_sum('${table}', ${told}) WHERE ${key} = new.${key};
       END`,
    );
  }
}

export interface CheckedRow {
  key: string | number;
  changed: number;
  /** Whether it is as it was saved: also where that is not known. */
  isGood: boolean;
}

/** Yields each row of a table, short of what is in it. */
export function* rowsWithSums(database: OutboxDatabase, table: CountedTable): Generator<CheckedRow, void, undefined> {
  const told = toldOf(table, columnsOf(database, table), table);
  const rows = database.prepare<[], [string | number, number, number | null, ...Value[]]>(
    `SELECT ${countedTables[table]}, changed, sum, ${told.join(', ')} FROM ${table}`,
  );
  for (const [key, changed, sum, ...values] of rows.raw().iterate()) {
    yield { key, changed, isGood: sum === null || sum === sumOf(textOf(table, values), changed) };
  }
}

/**
 * Returns a function that takes a row's key, and returns what is in the row, by column. It throws where the row is not as it was
 * saved: for what is to leave the laptop. What it throws is damage to those who ask (problems.ts).
 */
export function checkedRowsIn(
  database: OutboxDatabase,
  table: Exclude<CountedTable, 'attempt'>,
): (key: string | number) => Record<string, Value> {
  const row = database.prepare<[string | number], { changed: number; sum: number | null } & Record<string, Value>>(
    `SELECT changed, sum, ${columnsOf(database, table).join(', ')} FROM ${table} WHERE ${countedTables[table]} = ?`,
  );
  return (key) => {
    const { changed, sum, ...values } = row.get(key) ?? { changed: 0, sum: 0 };
    if (sum === null || sum === sumOf(textOf(table, Object.values(values)), changed)) return values;
    throw Object.assign(new Error(`${table} ${key}: not as saved`), { code: 'SQLITE_CORRUPT_ROW' });
  };
}

/**
 * Gives each row that has none its checksum, under the number of this commit; an attempt under its contact's, than which it
 * is no newer. Returns how many there were.
 */
export function seal(database: OutboxDatabase, commit: number): number {
  let rows = 0;
  database.function('seal_sum', { varargs: true }, (changed: unknown, table: unknown, ...values: unknown[]) =>
    sumOf(textOf(String(table), values), Number(changed)),
  );
  for (const table of tableNames) {
    const told = toldOf(table, columnsOf(database, table), table).join(', ');
    const number = table === 'attempt' ? '(SELECT changed FROM contact WHERE id = contact_id)' : String(commit);
    const give = `UPDATE ${table} SET changed = ${number}, sum = seal_sum(${number}, '${table}', ${told}) WHERE sum IS NULL`;
    rows += database.prepare(give).run().changes;
  }
  return rows;
}
