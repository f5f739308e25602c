/** What a recovery reads: a database as far as it can be read, or the second copy. A row that cannot be read is passed over. */
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
} from './changes.ts';
import type { OutboxDatabase } from './database.ts';
import { linesOf, segmentsIn, type Columns, type SegmentLine } from './second-copy.ts';

export interface SourceRow {
  get: (column: string) => Value;
  /** All of it by name, the columns that it has. */
  values: () => Record<string, Value>;
  changed: number;
  sum: number | null;
  /** False: it is not as it was saved. */
  isGood: boolean;
}

export interface Source {
  rows: (table: CountedTable) => Iterable<SourceRow>;
  /** The number up to which it holds everything; null: not known. */
  upTo: number | null;
  /** About how many contacts it has. */
  size: number;
  /** Contacts, by id, of which there is a trace in it beside the rows themselves. */
  traces: () => Iterable<number>;
  close: () => void;
}

/** Opens a database that may be damaged anywhere; null where nothing of it can be read. */
export function databaseSource(file: string): Source | null {
  let database: OutboxDatabase;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    // Else SQLite reads nothing at all of a file that was cut off.
    database.unsafeMode(true).pragma('writable_schema = ON');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch {
    return null;
  }
  // A row takes some room: no number behind this one can be a contact's that was counted up to.
  const most = statSync(file).size / 64 + 10_000;
  return {
    rows: (table) => rowsOf(database, table, most),
    size: attempted(() => sizeOf(database)) ?? 0,
    upTo: attempted(() => database.prepare<[], number>('SELECT last FROM change').pluck().get()) ?? null,
    *traces() {
      const ids = 'SELECT id FROM contact INDEXED BY contact_by_state WHERE id BETWEEN 1 AND ? ORDER BY state, id';
      yield* untilDamaged(() => database.prepare<[number], number>(ids).pluck().iterate(most));
      yield* untilDamaged(() => database.prepare<[], number>('SELECT contact_id FROM attempt').pluck().iterate());
    },
    close: () => {
      database.close();
    },
  };
}

/** Returns how many contacts a database counts. */
export const sizeOf = (database: OutboxDatabase): number =>
  database.prepare<[], number>('SELECT coalesce(sum(contacts), 0) FROM state_count').pluck().get() ?? 0;

function attempted<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function* untilDamaged<Row>(read: () => Iterable<Row>): Generator<Row, void, undefined> {
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
    };
  });
  if (read === undefined || read.names.length === 0) return;
  const { names } = read;
  const rows =
    table === 'setting' ? untilDamaged(() => read.all.iterate()) : around((from) => read.from.iterate(from), most);
  for (const [, changed, sum, ...values] of rows) {
    const isGood = sum === null || sum === sumOf(textOf(table, values), changed);
    yield rowOf(names, values, { changed, sum, isGood });
  }
}

const rowOf = (
  names: readonly string[],
  values: readonly Value[],
  rest: Pick<SourceRow, 'changed' | 'sum' | 'isGood'>,
): SourceRow => ({
  ...rest,
  get: (column) => values[names.indexOf(column)] ?? null,
  values: () => Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])),
});

const isNumbered = (database: OutboxDatabase, table: string) =>
  database
    .prepare<[string], number>("SELECT count(*) FROM pragma_table_info(?) WHERE name = 'changed'")
    .pluck()
    .get(table) === 1;

/** So many numbers in a row that cannot be read are tried one by one; then in growing steps, for they may be millions. */
const patient = 200_000;

/** Yields the rows in the order of their whole-number keys, and goes on behind what is damaged. In there each number is asked for. */
function* around(from: (key: number) => Iterable<Read>, most: number): Generator<Read, void, undefined> {
  let key = Number.MIN_SAFE_INTEGER;
  for (let failed = 0; ;) {
    try {
      for (const row of from(key)) {
        yield row;
        key = Number(row[0]) + 1;
        failed = 0;
      }
      return;
    } catch {
      failed++;
      key = Math.max(key, 0) + (failed < patient ? 1 : failed - patient);
      if (key > most) return;
    }
  }
}

/** Opens the second copy in this folder. `numbers`: of the commits that can be read. */
export function copySource(folder: string): Source & { numbers: Set<number>; bootedAt: number; isClosed: boolean } {
  const segments = segmentsIn(folder);
  const numbers = new Set<number>();
  let bootedAt = 0;
  let isClosed = false;
  for (const { file } of segments) {
    for (const line of readable(file)) {
      if ('columns' in line) bootedAt = line.bootedAt;
      else if (line.rows !== undefined) numbers.add(line.commit);
      isClosed = 'closed' in line;
    }
  }
  function* rows(table: CountedTable): Generator<SourceRow, void, undefined> {
    for (const { file } of segments) {
      let columns: Columns | undefined;
      for (const line of readable(file)) {
        if ('columns' in line) ({ columns } = line);
        const names = columns?.[table] ?? [];
        const key = names.indexOf(countedTables[table]);
        // What was changed twice in a commit is there twice: the later one holds.
        const last = new Map<Value, Value[]>();
        for (const [of, ...values] of ('rows' in line && line.rows) || []) {
          if (of === table && key >= 0) last.set(values[key] ?? null, values);
        }
        for (const values of last.values()) {
          const { commit } = line as SegmentLine;
          yield rowOf(names, values, { changed: commit, sum: sumOf(textOf(table, values), commit), isGood: true });
        }
      }
    }
  }
  return { rows, upTo: null, size: 0, traces: () => [], close: () => undefined, numbers, bootedAt, isClosed };
}

function* readable(file: string) {
  for (const line of untilDamaged(() => linesOf(file))) if (line !== null) yield line;
}
