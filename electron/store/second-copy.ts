/**
 * The second copy: what each commit changed, in files beside the database that are only ever added to. Together with a
 * backup they hold what the database holds; those that no backup needs any more go (backups.ts). It is written after the
 * commit, so that it never says more than the database, and read where that was destroyed (recovery.ts).
 */
import { closeSync, fdatasync, fdatasyncSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { log } from '../log/log.ts';
import { columnsOf, tableNames, uuidOfAttempt } from './changes.ts';
import type { OutboxDatabase } from './database.ts';
import { bootedAt, copyIn, lineOf, markEnd, segmentName, type Columns } from './segments.ts';

/** How long a change may stay out of the copy's place on the disk, in milliseconds: a save waits for one flush, the database's. */
const flushDelay = 250;

/** How long a disk that refused is left alone, in milliseconds. */
const calm = 10_000;

export interface SecondCopy {
  /** Adds the rows of a commit, each as JSON. What fails here fails no save: `whole` tells. */
  append: (commit: number, rows: readonly string[]) => void;
  /** Goes on in a new file: a backup that is begun after that has all of those before. */
  next: (commit: number) => void;
  /** Whether every commit since the last call of `next` is in it, as far as the disk said. */
  whole: () => boolean;
  close: (commit: number) => void;
}

/** Goes on with the copy of a database whose last commit has this number. */
export function secondCopyOf(folder: string, database: OutboxDatabase, commit: number): SecondCopy {
  const columns = Object.fromEntries(tableNames.map((table) => [table, columnsOf(database, table)])) as Columns;
  columns.attempt = [...columns.attempt, uuidOfAttempt];
  const schema = Number(database.pragma('user_version', { simple: true }));
  let segment: Segment | null = null;
  let whole = true;
  let failedAt = -Infinity;
  /** Whether the copy says itself that commits are missing behind its end. */
  let isMarked = false;

  function begin(commit: number): void {
    segment = null;
    try {
      mkdirSync(copyIn(folder), { recursive: true, mode: 0o700 });
      segment = new Segment(join(copyIn(folder), segmentName(commit + 1)), fail);
      segment.add({ schema, columns, bootedAt: bootedAt() });
      isMarked = false;
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

  /** Who has nothing but the copy would take its end for the last commit, and send again what was sent. */
  function mark(): void {
    if (isMarked) return;
    isMarked = true;
    try {
      markEnd(folder);
    } catch (error) {
      log.error('The second copy could not be marked as cut off', error);
    }
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
      if (segment === null) mark();
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
    const bytes = Buffer.from(lineOf(json));
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
