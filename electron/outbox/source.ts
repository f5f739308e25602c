/** What a recovery reads: a database as far as it can be read, or the second copy. A row that cannot be read is passed over. */
import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import {
  columnsOf,
  countedTables,
  sumOf,
  tableNames,
  textOf,
  toldOf,
  uuidOfAttempt,
  type CountedTable,
  type Value,
} from './changes.ts';
import type { OutboxDatabase } from './database.ts';
import { segmentsIn, textsOf, valueOf, type Columns, type SegmentHeader, type SegmentLine } from './second-copy.ts';

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

export interface CopySource extends Source {
  /** Returns the last commit before those that can be read, up to this one, without a gap. */
  gapBefore: (commit: number) => number;
  bootedAt: number;
  isClosed: boolean;
}

/** Opens the second copy in this folder. */
export function copySource(folder: string): CopySource {
  const files = segmentsIn(folder).map(({ file }) => file);
  const newest = Object.fromEntries(tableNames.map((table) => [table, new Newest(table)])) as Record<string, Newest>;
  const runs: { from: number; to: number }[] = [];
  let bootedAt = 0;
  let isClosed = false;
  for (const { line, columns } of linesIn(files)) {
    if ('columns' in line) ({ bootedAt } = line);
    isClosed = 'closed' in line;
    if (!('rows' in line)) continue;
    const run = runs.at(-1);
    if (run?.to === line.commit - 1) run.to = line.commit;
    else runs.push({ from: line.commit, to: line.commit });
    for (const [table, ...values] of line.rows ?? []) newest[table]?.add(columns?.[table] ?? [], values, line.commit);
  }

  function* rows(table: CountedTable): Generator<SourceRow, void, undefined> {
    const chosen = newest[table]?.chosen();
    if (chosen === undefined || chosen.commits.size === 0) return;
    for (const { line, columns } of linesIn(files, chosen.commits)) {
      if (!('rows' in line)) continue;
      const names = columns?.[table] ?? [];
      // What was changed twice in a commit is there twice: the later one holds.
      const last = new Map<string, Value[]>();
      for (const [of, ...values] of line.rows ?? []) {
        const key = of === table ? chosen.keyOf(names, values, line.commit) : null;
        if (key !== null) last.set(key, values);
      }
      const changed = line.commit;
      for (const values of last.values()) {
        yield rowOf(names, values, { changed, sum: sumOf(textOf(table, values), changed), isGood: true });
      }
    }
  }

  function gapBefore(commit: number): number {
    const run = runs.find(({ from, to }) => from <= commit && commit <= to);
    return run === undefined ? commit : gapBefore(run.from - 1);
  }
  return { rows, upTo: null, size: 0, traces: () => [], close: () => undefined, gapBefore, bootedAt, isClosed };
}

/** Which record of each row of a table holds among all that the second copy has: only that one is read again. */
class Newest {
  readonly #table: CountedTable;
  /** By the row's key. */
  readonly #ranks = new Map<string, number>();

  constructor(table: CountedTable) {
    this.#table = table;
  }

  add(names: readonly string[], values: readonly Value[], commit: number): void {
    const key = this.#keyOf(names, values);
    if (key === null) return;
    const rank = this.#rankOf(names, values, commit);
    if (rank > (this.#ranks.get(key) ?? 0)) this.#ranks.set(key, rank);
  }

  /** Returns the commits with such records, and what returns a record's key, null: it is none of them. */
  chosen() {
    const commits = new Set<number>();
    for (const rank of this.#ranks.values()) commits.add(rank % deliveredFirst);
    const keyOf = (names: readonly string[], values: readonly Value[], commit: number): string | null => {
      const key = this.#keyOf(names, values);
      return key !== null && this.#ranks.get(key) === this.#rankOf(names, values, commit) ? key : null;
    };
    return { commits, keyOf };
  }

  /** Ids may be given twice where two outboxes were brought together, UUIDs are not. */
  #keyOf(names: readonly string[], values: readonly Value[]): string | null {
    const at = (name: string) => values[names.indexOf(name)] ?? null;
    if (!names.includes(countedTables[this.#table])) return null;
    if (this.#table === 'contact') return String(at('uuid'));
    if (this.#table === 'attempt') return ['id', 'started_at', uuidOfAttempt].map((name) => String(at(name))).join(' ');
    return String(at(countedTables[this.#table]));
  }

  /** As merging has it: delivered stays delivered. */
  #rankOf(names: readonly string[], values: readonly Value[], commit: number): number {
    const isDelivered = this.#table === 'contact' && values[names.indexOf('state')] === 'delivered';
    return isDelivered ? commit + deliveredFirst : commit;
  }
}

/** Above every number of a commit. */
const deliveredFirst = 2 ** 50;

/** Yields the readable lines, with the columns that hold for them; `wanted`: of the commits only these. */
function* linesIn(files: readonly string[], wanted?: ReadonlySet<number>) {
  for (const file of files) {
    let columns: Columns | undefined;
    for (const text of untilDamaged(() => textsOf(file))) {
      const commit = wanted === undefined ? null : /^\w+ \{"commit":(\d+),/u.exec(text);
      if (commit !== null && wanted?.has(Number(commit[1])) === false) continue;
      const line = valueOf(text) as SegmentHeader | SegmentLine | null;
      if (line === null) continue;
      if ('columns' in line) ({ columns } = line);
      yield { line, columns };
    }
  }
}
