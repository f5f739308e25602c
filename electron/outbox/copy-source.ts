/** What a recovery reads of the second copy: each of its files is a source of its own. A line that cannot be read is passed over. */
import { countedTables, sumOf, tableNames, textOf, uuidOfAttempt, type CountedTable, type Value } from './changes.ts';
import {
  linesOf,
  segmentsIn,
  textsOf,
  valueOf,
  type Columns,
  type SegmentHeader,
  type SegmentLine,
} from './second-copy.ts';
import { rowOf, untilDamaged, type Source, type SourceRow } from './source.ts';

export interface CopySource extends Source {
  /** The number of the first commit that may be in it: all before it were on the disk when it was begun. */
  from: number;
  /** Of the commits that can be read. */
  numbers: Numbers;
  bootedAt: number;
  /** Whether its end cannot be read. */
  isTorn: boolean;
}

/** Opens the files of the second copy in this folder, the oldest first. */
export const copySources = (folder: string): CopySource[] =>
  segmentsIn(folder).map(({ file, from }) => {
    const told = { numbers: new Numbers(), bootedAt: 0, isClosed: false, isTorn: false };
    const newest = Object.fromEntries(tableNames.map((table) => [table, new Newest(table)])) as Record<string, Newest>;
    let columns: Columns | undefined;
    for (const line of untilDamaged(() => linesOf(file))) {
      told.isTorn = line === null;
      told.isClosed = line !== null && 'closed' in line;
      if (line === null) continue;
      if ('columns' in line) ({ columns, bootedAt: told.bootedAt } = line);
      else if (line.rows !== undefined) {
        told.numbers.add(line.commit);
        for (const [table, ...values] of line.rows) newest[table]?.add(columns?.[table] ?? [], values, line.commit);
      }
    }
    const rows = (table: CountedTable) => rowsInCopy(file, table, newest[table] ?? new Newest(table));
    const traces = () => ({ ids: new Set<number>(), isWhole: false });
    return { ...told, from, rows, traces, upTo: 'each row', size: 0, close: () => undefined };
  });

function* rowsInCopy(file: string, table: CountedTable, newest: Newest): Generator<SourceRow, void, undefined> {
  const commits = newest.commits();
  if (commits.size === 0) return;
  let columns: Columns | undefined;
  for (const text of untilDamaged(() => textsOf(file))) {
    // Most lines are of other tables, or older, and what is in them need not be read for that.
    const commit = /^\w+ \{"commit":(\d+),/u.exec(text)?.[1];
    if (commit !== undefined && !commits.has(Number(commit))) continue;
    const line = valueOf(text) as SegmentHeader | SegmentLine | null;
    if (line === null) continue;
    if ('columns' in line) ({ columns } = line);
    if (!('rows' in line)) continue;
    const names = columns?.[table] ?? [];
    // What was changed twice in a commit is there twice: the later one holds.
    const last = new Map<string, Value[]>();
    for (const [of, ...values] of line.rows ?? []) {
      const key = of === table ? newest.keyOf(names, values) : null;
      if (key !== null) last.set(key, values);
    }
    for (const [key, values] of last) {
      if (!newest.counts(key, names, values, line.commit)) continue;
      const changed = line.commit;
      yield rowOf(names, values, { changed, sum: sumOf(textOf(table, values), changed), isGood: true });
    }
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

  /** The highest; 0: there is none. */
  get last(): number {
    return this.#runs.reduce((last, { to }) => Math.max(last, to), 0);
  }

  /** Returns the first of those that follow each other up to this one; null: this one is none of them. */
  firstUpTo(number: number): number | null {
    return this.#runs.find(({ from, to }) => from <= number && number <= to)?.from ?? null;
  }
}

/** Which records of a table's rows count, of all that a file has: the newest of each row, and all that say delivered. */
class Newest {
  readonly #table: CountedTable;
  /** By the row's key, the commit. */
  readonly #newest = new Map<string, number>();
  readonly #delivered = new Set<number>();

  constructor(table: CountedTable) {
    this.#table = table;
  }

  add(names: readonly string[], values: readonly Value[], commit: number): void {
    const key = this.keyOf(names, values);
    if (key === null) return;
    if (commit > (this.#newest.get(key) ?? 0)) this.#newest.set(key, commit);
    if (this.#isDelivered(names, values)) this.#delivered.add(commit);
  }

  /** Returns those with records that count. */
  commits = (): Set<number> => new Set([...this.#newest.values(), ...this.#delivered]);

  counts(key: string, names: readonly string[], values: readonly Value[], commit: number): boolean {
    return this.#newest.get(key) === commit || this.#isDelivered(names, values);
  }

  /** Ids may be given twice where two outboxes were brought together, UUIDs are not. Null: it has none. */
  keyOf(names: readonly string[], values: readonly Value[]): string | null {
    const key = countedTables[this.#table];
    if (!names.includes(key)) return null;
    const parts = { contact: ['uuid'], attempt: [key, 'started_at', uuidOfAttempt] }[this.#table as string] ?? [key];
    return parts.map((name) => String(values[names.indexOf(name)])).join(' ');
  }

  #isDelivered(names: readonly string[], values: readonly Value[]): boolean {
    return this.#table === 'contact' && values[names.indexOf('state')] === 'delivered';
  }
}
