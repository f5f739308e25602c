/** What a recovery reads: a database, as far as it can be read (the second copy: copy-source.ts). A row that cannot be read is passed over. */
import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import {
  columnsOf,
  countedTables,
  sumOf,
  textOf,
  toldOf,
  uuidOfAttempt,
  type CountedTable,
  type Value,
} from '../store/changes.ts';
import type { OutboxDatabase } from '../store/database.ts';

export interface SourceRow {
  table: CountedTable;
  /** The columns that it has. */
  names: readonly string[];
  values: readonly Value[];
  get: (column: string) => Value;
  changed: number;
  /** Null: there is none. Undefined: something else vouches for it, and it is made where the row is written. */
  sum: number | null | undefined;
  /** False: it is not as it was saved. */
  isGood: boolean;
}

export interface Source {
  /** Of these tables: a database's are read in this order, a copy's as they come. */
  rows: (...tables: CountedTable[]) => Iterable<SourceRow>;
  /** The number up to which it holds everything; null: not known. */
  upTo: number | 'each row' | null;
  /** Whether it was closed after that. */
  isClosed: boolean;
  /** About how many contacts it has. */
  size: number;
  /** Contacts, by id, of which there is a trace in it beside the rows themselves. */
  traces: () => Traces;
  close: () => void;
}

export interface Traces {
  ids: Set<number>;
  /** Whether no contact can be in it without one. */
  isWhole: boolean;
}

/** Opens a database that may be damaged anywhere; null where nothing of it can be read. */
export function databaseSource(file: string): Source | null {
  const database = openedAsIs(file);
  if (database === null) return null;
  // A row takes some room: no number behind this one can be a contact's that was counted up to.
  const most = statSync(file).size / 64 + 10_000;
  const isCounting = "SELECT count(*) FROM sqlite_schema WHERE name = 'change'";
  // Older versions count none.
  const counted = attempted(() =>
    database.prepare<[], number>(isCounting).pluck().get() === 0
      ? { last: 0, closed: 0 }
      : database.prepare<[], { last: number; closed: number }>('SELECT last, closed FROM change').get(),
  );
  return {
    *rows(...tables) {
      for (const table of tables) yield* rowsOf(database, table, most);
    },
    size: attempted(() => sizeOf(database)) ?? 0,
    upTo: counted?.last ?? null,
    isClosed: counted?.closed === 1,
    traces: () => tracesIn(database),
    close: () => {
      database.close();
    },
  };
}

function openedAsIs(file: string): OutboxDatabase | null {
  let database: OutboxDatabase | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    // Else SQLite reads nothing at all of a file that was cut off.
    database.unsafeMode(true).pragma('writable_schema = ON');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch {
    database?.close();
    return null;
  }
}

function tracesIn(database: OutboxDatabase): Traces {
  const ids = new Set<number>();
  const indexed = 'SELECT id FROM contact INDEXED BY contact_by_state ORDER BY state, id';
  const isWhole = [indexed, 'SELECT contact_id FROM attempt'].map((sql) => {
    try {
      for (const id of database.prepare<[], number>(sql).pluck().iterate()) ids.add(id);
      return true;
    } catch {
      return false;
    }
  });
  return { ids, isWhole: isWhole[0] === true };
}

/** Returns how many contacts a database counts. */
export const sizeOf = (database: OutboxDatabase): number =>
  database.prepare<[], number>('SELECT coalesce(sum(contacts), 0) FROM state_count').pluck().get() ?? 0;

function attempted<Result>(read: () => Result): Result | undefined {
  const { stackTraceLimit } = Error;
  // Nobody looks at it, and where a hundred thousand reads fail it takes as long as they do.
  Error.stackTraceLimit = 0;
  try {
    return read();
  } catch {
    return undefined;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Yields what can be read before the first failure. */
export function* untilDamaged<Row>(read: () => Iterable<Row>): Generator<Row, void, undefined> {
  try {
    yield* read();
  } catch {
    // What came before the damage is something.
  }
}

type Read = [key: Value, changed: number, sum: number | null, ...values: Value[]];

function* rowsOf(database: OutboxDatabase, table: CountedTable, most: number): Generator<SourceRow, void, undefined> {
  const key = countedTables[table];
  const read = attempted(() => {
    const columns = columnsOf(database, table);
    const numbers = isNumbered(database, table) ? 'changed, sum' : '0, NULL';
    const told = toldOf(table, columns, table).join(', ');
    const sql = `SELECT ${key}, ${numbers}, ${told} FROM ${table}`;
    return {
      names: table === 'attempt' ? [...columns, uuidOfAttempt] : columns,
      all: database.prepare<[], Read>(sql).raw(),
      from: database.prepare<[number], Read>(`${sql} WHERE ${key} >= ? ORDER BY ${key}`).raw(),
      next: database
        .prepare<[number], number>(`SELECT ${key} FROM ${table} WHERE ${key} >= ? ORDER BY ${key} LIMIT 1`)
        .pluck(),
      back: database.prepare<[], number>(`SELECT ${key} FROM ${table} ORDER BY ${key} DESC`).pluck(),
    };
  });
  if (read === undefined || read.names.length === 0) return;
  const { names } = read;
  const rows =
    table === 'setting'
      ? untilDamaged(() => read.all.iterate())
      : around(
          (from) => read.from.iterate(from),
          (from) => read.next.get(from),
          () => read.back.iterate(),
          most,
        );
  for (const [, number, sum, ...values] of rows) {
    // A number that no checksum vouches for is none of a commit's.
    const changed = sum === null ? Math.min(number, 1) : number;
    const isGood = sum === null || sum === sumOf(textOf(table, values), changed);
    yield rowOf(names, values, { table, changed, sum, isGood });
  }
}

export const rowOf = (
  names: readonly string[],
  values: readonly Value[],
  rest: Pick<SourceRow, 'table' | 'changed' | 'sum' | 'isGood'>,
): SourceRow => ({
  ...rest,
  names,
  values,
  get: (column) => values[names.indexOf(column)] ?? null,
});

const isNumbered = (database: OutboxDatabase, table: string) =>
  database
    .prepare<[string], number>("SELECT count(*) FROM pragma_table_info(?) WHERE name = 'changed'")
    .pluck()
    .get(table) === 1;

/** So many numbers in a row that cannot be read are tried one by one; then in growing steps, for they may be millions. */
const patient = 200_000;

/** Yields the rows in their order, and of those in what is damaged what is found by asking for each number. */
function* around(
  from: (key: number) => Iterable<Read>,
  next: (key: number) => number | undefined,
  back: () => Iterable<number>,
  most: number,
): Generator<Read, void, undefined> {
  let key = Number.MIN_SAFE_INTEGER;
  let end: number | undefined;
  /** The first number there is from `key` on; null: there is none. Undefined: it cannot be read. */
  const following = () => attempted(() => next(key) ?? null);
  for (let failed = 0; ;) {
    try {
      for (const row of from(key)) {
        yield row;
        // What is damaged may be in no order.
        key = Math.max(key, Number(row[0]) + 1);
        failed = 0;
      }
      return;
    } catch {
      let found = following();
      if (found !== undefined) {
        if (found === null) return;
        // Its number can be read: it is this one row that cannot.
        key = Math.max(key, found) + 1;
        continue;
      }
      end ??= endOfDamage(key, back, most);
      // Numbers alone are asked for until there is one again: of whole rows that takes twice as long.
      for (; found === undefined; found = following()) {
        if (key >= end) return;
        failed++;
        const step = Math.max(key, 0) + (failed < patient ? 1 : failed - patient);
        key = step > most ? end : Math.min(step, end);
      }
      if (found === null) return;
      key = Math.max(key, found);
    }
  }
}

/** Returns the first number behind what is damaged, whatever it is; looked for from the last one on. */
function endOfDamage(key: number, back: () => Iterable<number>, most: number): number {
  let end = most + 1;
  for (const readable of untilDamaged(back)) {
    if (readable < key) break;
    end = readable;
  }
  return end;
}
