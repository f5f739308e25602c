/** What a recovery reads of the second copy: each of its files is a source of its own. A line that cannot be read is passed over. */
import { countedTables, tableNames, uuidOfAttempt, type CountedTable, type Value } from '../store/changes.ts';
import {
  bytesOf,
  hasRows,
  headerOf,
  linesOf,
  segmentsIn,
  valueOf,
  type Columns,
  type SegmentHeader,
  type SegmentLine,
} from '../store/segments.ts';
import { rowOf, untilDamaged, type Source, type SourceRow } from './source.ts';

const none: readonly string[] = [];

/** What a row is made of; undefined where a version wrote it that knew other tables. */
const columnsIn = (columns: Partial<Columns> | undefined, table: CountedTable) => columns?.[table];

export interface CopySource extends Source {
  /** The number of the first commit that may be in it: all before it were on the disk when it was begun. */
  from: number;
  /** Of the commits that can be read, and of which it is known what their rows are made of. */
  numbers: Numbers;
  /** The last commit that is in it; 0: none. */
  last: number;
  bootedAt: number;
  /** Whether its end cannot be read. */
  isTorn: boolean;
  /** Whether any of it can be. */
  isReadable: boolean;
}

/** Opens the files of the second copy in this folder, the oldest first. */
export function copySources(folder: string): CopySource[] {
  const files = segmentsIn(folder);
  const headers = files.map(({ file }) => headerOf(file));
  // Where a file's first line is damaged, another one's tells what the rows are made of: mostly the same.
  const headerFor = (index: number) => headers.slice(index).find(Boolean) ?? headers.findLast(Boolean);
  return files.map(({ file, from }, index): CopySource => {
    const columns = headerFor(index)?.columns;
    const { newest, ...told } = readThrough(file, columns);
    const rows = (...tables: CountedTable[]) => rowsInCopy(file, tables, columns, newest);
    const traces = () => ({ ids: new Set<number>(), isWhole: false });
    return { ...told, from, rows, traces, upTo: 'each row', size: 0, close: () => undefined };
  });
}

function readThrough(file: string, columns: Columns | undefined) {
  const told = { numbers: new Numbers(), last: 0, bootedAt: 0, isClosed: false, isTorn: false, isReadable: false };
  const newest: NewestByTable = Object.fromEntries(tableNames.map((table) => [table, new Newest(table)]));
  let names = columns;
  for (const line of untilDamaged(() => linesOf(file))) {
    told.isTorn = line === null;
    told.isClosed = line !== null && 'closed' in line;
    if (line === null) continue;
    told.isReadable = true;
    if ('columns' in line) ({ columns: names, bootedAt: told.bootedAt } = line);
    if (!hasRows(line)) continue;
    told.last = Math.max(told.last, line.commit);
    if (line.rows.every((row) => row.length - 1 === columnsIn(names, row[0])?.length)) told.numbers.add(line.commit);
    for (const [table, ...values] of line.rows)
      newest[table]?.add(columnsIn(names, table) ?? none, values, line.commit);
  }
  return { ...told, newest };
}

function* rowsInCopy(
  file: string,
  tables: readonly CountedTable[],
  columns: Columns | undefined,
  newest: NewestByTable,
): Generator<SourceRow, void, undefined> {
  const commits = new Set<number>();
  for (const table of tables) newest[table]?.addCommitsTo(commits);
  if (commits.size === 0) return;
  let names = columns;
  for (const bytes of untilDamaged(() => bytesOf(file))) {
    // Most lines are of other tables, or older, and what is in them need not be read for that.
    const commit = /^\w+ \{"commit":(\d+),/u.exec(bytes.toString('latin1', 0, 40))?.[1];
    if (commit !== undefined && !commits.has(Number(commit))) continue;
    const line = valueOf(bytes) as SegmentHeader | SegmentLine | null;
    if (line === null) continue;
    if ('columns' in line) names = line.columns;
    if (!hasRows(line)) continue;
    // What was changed twice in a commit is there twice: the later one holds.
    const last = new Map<string, SourceRow | null>();
    for (const [table, ...values] of line.rows) {
      if (!tables.includes(table)) continue;
      const own = columnsIn(names, table) ?? none;
      const key = newest[table]?.keyOf(own, values) ?? null;
      if (key === null) continue;
      const counts = newest[table]?.counts(key, values, line.commit) === true;
      const row = () => rowOf(own, values, { table, changed: line.commit, sum: undefined, isGood: true });
      last.set(`${table} ${key}`, counts ? row() : null);
    }
    for (const row of last.values()) if (row !== null) yield row;
  }
}

/** Numbers that mostly follow each other: there may be millions. */
export class Numbers {
  readonly #runs: { from: number; to: number }[] = [];

  add(number: number): void {
    const run = this.#runs.at(-1);
    if (run?.to === number - 1) run.to = number;
    else this.#runs.push({ from: number, to: number });
  }

  /** Returns the first of those that follow each other up to this one; null: this one is none of them. */
  firstUpTo(number: number): number | null {
    return this.#runs.find(({ from, to }) => from <= number && number <= to)?.from ?? null;
  }
}

type NewestByTable = Record<string, Newest>;

/** Which records of a table's rows count, of all that a file has: the newest of each row, and all that say delivered. */
class Newest {
  readonly #keyColumns: readonly string[];
  readonly #stateColumn: string;
  /** Of the record that was looked at last, and where in it these are. */
  #names: readonly string[] = none;
  #key: number[] = [];
  #state = -1;
  /** By the row's key, the commit. */
  readonly #newest = new Map<string, number>();
  readonly #delivered = new Set<number>();

  /** Ids may be given twice where two outboxes were brought together, UUIDs are not. */
  constructor(table: CountedTable) {
    const key = countedTables[table];
    this.#keyColumns = { contact: ['uuid'], attempt: [key, 'started_at', uuidOfAttempt] }[table as string] ?? [key];
    this.#stateColumn = table === 'contact' ? 'state' : '';
  }

  add(names: readonly string[], values: readonly Value[], commit: number): void {
    const key = this.keyOf(names, values);
    if (key === null) return;
    if (commit > (this.#newest.get(key) ?? 0)) this.#newest.set(key, commit);
    if (this.#isDelivered(values)) this.#delivered.add(commit);
  }

  /** Those with records that count. */
  addCommitsTo(commits: Set<number>): void {
    for (const commit of this.#delivered) commits.add(commit);
    for (const commit of this.#newest.values()) commits.add(commit);
  }

  /** To be asked right after `keyOf`. */
  counts(key: string, values: readonly Value[], commit: number): boolean {
    return this.#newest.get(key) === commit || this.#isDelivered(values);
  }

  /** Null: it has none. */
  keyOf(names: readonly string[], values: readonly Value[]): string | null {
    if (names !== this.#names) {
      this.#names = names;
      this.#key = this.#keyColumns.map((column) => names.indexOf(column));
      this.#state = names.indexOf(this.#stateColumn);
    }
    if (this.#key.includes(-1) || names.length !== values.length) return null;
    return this.#key.map((place) => String(values[place])).join(' ');
  }

  #isDelivered = (values: readonly Value[]): boolean => this.#state >= 0 && values[this.#state] === 'delivered';
}
