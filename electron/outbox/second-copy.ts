/**
 * The second copy: what each commit changed, in files beside the database that are only ever added to. Together with a
 * backup they hold what the database holds; those that no backup needs any more go (backups.ts). It is written after the
 * commit, so that it never says more than the database, and read where that was destroyed (recovery.ts).
 *
 * A line is a checksum (CRC-32, 8 hexadecimal digits), a space, and JSON. The first one of a file says what its rows are
 * made of, every other one is one commit.
 */
import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { log } from '../log.ts';
import { columnsOf, tableNames, uuidOfAttempt, type CountedTable, type Value } from './changes.ts';
import type { OutboxDatabase } from './database.ts';

/** How long a change may stay out of the copy's place on the disk, in milliseconds: a save waits for one flush, the database's. */
const flushDelay = 250;

/** How long a disk that refused is left alone, in milliseconds. */
const calm = 10_000;

export const copyIn = (folder: string) => join(folder, 'changes');

export type Columns = Record<CountedTable, string[]>;

export interface SegmentHeader {
  /** The database's version whose columns these are. */
  schema: number;
  columns: Columns;
  /** When the computer was started, in milliseconds since 1970: what was written since is there unless the power failed. */
  bootedAt: number;
}

/** One line: the number of a commit and the rows that it changed, each with its table first; or that the outbox was closed. */
export interface SegmentLine {
  commit: number;
  rows?: [table: CountedTable, ...values: Value[]][];
  closed?: true;
}

export interface SecondCopy {
  /** Adds the rows of a commit, each as JSON. What fails here fails no save: `whole` tells. */
  append: (commit: number, rows: readonly string[]) => void;
  /** Goes on in a new file: a backup that is begun after that has all of those before. */
  next: (commit: number) => void;
  /** Whether every commit since the last call of `next` is in it, as far as the disk said. */
  whole: () => boolean;
  close: (commit: number) => void;
}

export const bootedAt = () => Math.round(Date.now() - uptime() * 1000);

/** Goes on with the copy of a database whose last commit has this number. */
export function secondCopyOf(folder: string, database: OutboxDatabase, commit: number): SecondCopy {
  const columns = Object.fromEntries(tableNames.map((table) => [table, columnsOf(database, table)])) as Columns;
  columns.attempt = [...columns.attempt, uuidOfAttempt];
  const schema = Number(database.pragma('user_version', { simple: true }));
  let segment: Segment | null = null;
  let whole = true;
  let failedAt = -Infinity;

  function begin(commit: number): void {
    segment = null;
    try {
      mkdirSync(copyIn(folder), { recursive: true, mode: 0o700 });
      segment = new Segment(join(copyIn(folder), segmentName(commit + 1)), fail);
      segment.add({ schema, columns, bootedAt: bootedAt() });
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    // Once, and not with each commit.
    if (whole) log.error('The second copy could not be written', error);
    whole = false;
    failedAt = performance.now();
    segment?.abandon();
    segment = null;
  }

  begin(commit);
  return {
    append(commit, rows) {
      if (segment === null && performance.now() - failedAt > calm) begin(commit - 1);
      try {
        segment?.addText(`{"commit":${commit},"rows":[${rows.join(',')}]}`);
      } catch (error) {
        fail(error);
      }
    },
    next(commit) {
      segment?.close();
      whole = true;
      begin(commit);
    },
    whole: () => whole,
    close(commit) {
      try {
        segment?.add({ commit, closed: true });
        segment?.close();
      } catch (error) {
        fail(error);
      }
      segment = null;
    },
  };
}

class Segment {
  readonly #descriptor: number;
  readonly #failed: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #isOpen = true;
  #isFlushed = true;
  #flushing = 0;

  /** `failed`: hears of a flush in the background that failed. What it did not flush is not asked for again: Linux would say yes. */
  constructor(file: string, failed: (error: unknown) => void) {
    // One of the same number is from a start after which nothing was saved. Its last line may be torn.
    this.#descriptor = openSync(file, 'a', 0o600);
    if (fstatSync(this.#descriptor).size > 0) writeSync(this.#descriptor, '\n');
    this.#failed = failed;
  }

  add(value: object): void {
    this.addText(JSON.stringify(value));
  }

  addText(json: string): void {
    const bytes = Buffer.from(`${checksum(json)} ${json}\n`);
    for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor, bytes, written);
    this.#isFlushed = false;
    this.#timer ??= setTimeout(() => {
      this.#flush();
    }, flushDelay).unref();
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#isFlushed || !this.#isOpen) return;
    this.#isFlushed = true;
    this.#flushing++;
    fdatasync(this.#descriptor, (error) => {
      this.#flushing--;
      if (error !== null && this.#isOpen) this.#failed(error);
      if (!this.#isOpen && this.#flushing === 0) closeSync(this.#descriptor);
    });
  }

  /** @throws what the disk throws */
  close(): void {
    if (!this.#isFlushed && this.#isOpen) fdatasyncSync(this.#descriptor);
    this.abandon();
  }

  abandon(): void {
    if (!this.#isOpen) return;
    clearTimeout(this.#timer);
    this.#isOpen = false;
    if (this.#flushing === 0) closeSync(this.#descriptor);
  }
}

/** How much of a file is read at once, in bytes. */
const chunkSize = 256 * 1024;

const checksum = (json: string) => crc32(json).toString(16).padStart(8, '0');
const segmentName = (from: number) => `${String(from).padStart(15, '0')}.log`;
const segmentPattern = /^(\d{15})\.log$/u;

export interface SegmentFile {
  file: string;
  /** The number of the first commit that may be in it. */
  from: number;
}

/** Returns the files of the copy, the oldest first. */
export function segmentsIn(folder: string): SegmentFile[] {
  let names: string[];
  try {
    names = readdirSync(copyIn(folder));
  } catch {
    return [];
  }
  const found = names.map((name) => segmentPattern.exec(name)).filter((match) => match !== null);
  return found
    .map(([name, from]) => ({ file: join(copyIn(folder), name), from: Number(from) }))
    .sort((one, other) => one.from - other.from);
}

/** Lets go of the files that hold nothing but what a backup with this last commit has. */
export function forgetUpTo(folder: string, commit: number): void {
  const segments = segmentsIn(folder);
  for (const [index, { file }] of segments.entries()) {
    const next = segments[index + 1];
    if (next !== undefined && next.from <= commit + 1) rmSync(file, { force: true });
  }
}

/** Yields what is in a file of the copy, line by line: null for one that is damaged. @throws what the disk throws */
export function* linesOf(file: string): Generator<SegmentHeader | SegmentLine | null, void, undefined> {
  for (const text of textsOf(file)) yield valueOf(text) as SegmentHeader | SegmentLine | null;
}

/** Yields the lines of a file as they are, to be read with `valueOf`. @throws what the disk throws */
export function* textsOf(file: string): Generator<string, void, undefined> {
  const descriptor = openSync(file, 'r');
  try {
    /** The beginning of a line, in pieces: it may be longer than any of them. */
    let begun: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkSize);
      const read = readSync(descriptor, chunk, 0, chunk.length, null);
      if (read === 0) break;
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0 && end < read; end = chunk.indexOf(10, start)) {
        const last = chunk.subarray(start, end);
        // An empty one stands where a later start went on (Segment).
        if (begun.length > 0 || end > start) yield Buffer.concat([...begun, last]).toString('utf8');
        begun = [];
        start = end + 1;
      }
      if (start < read) begun.push(chunk.subarray(start, read));
    }
    // What a power cut tore off, be it the line's end alone.
    if (begun.length > 0) yield Buffer.concat(begun).toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Returns what a line without its end says; null where it is damaged. */
export function valueOf(text: string): unknown {
  const json = text.slice(9);
  if (text.slice(0, 9) !== `${checksum(json)} `) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** How much of a file's end is looked at first, in bytes. */
const tail = 256 * 1024;

export interface EndOfCopy {
  /** The number of the last commit that the copy knows of; 0: it knows none. */
  last: number;
  /** Whether there is a line behind it that is torn off: one more commit, or the word that the outbox was closed. */
  isTorn: boolean;
}

/** Looks for the end of the copy in this folder. */
export function endOfCopy(folder: string): EndOfCopy {
  const segments = segmentsIn(folder);
  const newest = segments.at(-1);
  if (newest === undefined) return { last: 0, isTorn: false };
  // It was begun when all before its own number was on the disk.
  const before = newest.from - 1;
  const { isTorn } = endOf(newest.file, tail) ?? endOf(newest.file, Infinity) ?? { isTorn: false };
  for (const { file } of segments.reverse()) {
    for (const most of [tail, Infinity]) {
      const last = endOf(file, most)?.last ?? 0;
      if (last > 0) return { last: Math.max(last, before), isTorn };
    }
  }
  return { last: before, isTorn };
}

/** Looks at so many bytes at a file's end; null where no line of them can be read. */
function endOf(file: string, most: number): EndOfCopy | null {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const whole = fstatSync(descriptor).size;
    const bytes = Buffer.alloc(Math.min(most, whole));
    readSync(descriptor, bytes, 0, bytes.length, whole - bytes.length);
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .reverse();
    const isTorn = lines[0] !== undefined && valueOf(lines[0]) === null;
    let isReadable = false;
    for (const line of lines) {
      const value = valueOf(line) as SegmentHeader | SegmentLine | null;
      if (value !== null && 'rows' in value) return { last: value.commit, isTorn };
      isReadable ||= value !== null;
    }
    return isReadable ? { last: 0, isTorn } : null;
  } catch {
    // What cannot be read tells nothing.
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
