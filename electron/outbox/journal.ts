/**
 * The journal beside the database: each commit's changes, written before the commit, only ever added to. It is what the
 * outbox is rebuilt from where the database was destroyed (rebuild.ts), and it is never read otherwise.
 *
 * A line is a checksum (CRC-32, 8 hexadecimal digits), a space, and JSON. The first one names the journal, every other
 * one is one commit: an array of changes.
 */
import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';

/** How long a change may stay out of the journal's place on the disk, in milliseconds: a save waits for one flush, the database's. */
const flushDelay = 250;

export interface JournalHeader {
  /** Tells this journal from every other one. */
  id: string;
  /** The version of the database's schema whose columns are in it. */
  schema: number;
}

export interface Journal {
  readonly header: JournalHeader;
  /** How many bytes it has. */
  length: () => number;
  /** Writes the changes of one commit: each a JSON text. @throws what the file system throws; `cutTo` takes back what is there of it */
  append: (changes: string[]) => void;
  /** Takes back what was appended behind this length, since its commit failed. */
  cutTo: (length: number) => void;
  /** Resolves when all that was appended is on the disk. Rejects where the disk failed. */
  flushed: () => Promise<void>;
  close: () => void;
}

/**
 * Makes a new journal with these commits in it; what is in the file is replaced once the new one is on the disk.
 * @throws what the file system throws; the file is as it was then
 */
export function createJournal(file: string, header: JournalHeader, commits: Iterable<string[]>): Journal {
  const fresh = `${file}.new`;
  const descriptor = openSync(fresh, 'w+');
  try {
    let length = 0;
    const add = (bytes: Buffer) => {
      writeWhole(descriptor, bytes, length);
      length += bytes.length;
    };
    add(line(JSON.stringify({ journal: header })));
    for (const changes of commits) add(line(`[${changes.join(',')}]`));
    fdatasyncSync(descriptor);
    renameSync(fresh, file);
    return journalOn(descriptor, header, length);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/**
 * Opens a journal to be added to. Returns null where there is none in this file, or one whose first or last line is
 * damaged. @throws what the file system throws
 */
export function openJournal(file: string): Journal | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r+');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const length = fstatSync(descriptor).size;
  const header = headerIn(descriptor);
  if (header !== null && endsWithLine(descriptor, length)) return journalOn(descriptor, header, length);
  closeSync(descriptor);
  return null;
}

/** Returns what the journal in this file says of itself; null where there is none, or it is damaged there. */
export function journalHeader(file: string): JournalHeader | null {
  try {
    const descriptor = openSync(file, 'r');
    try {
      return headerIn(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

/** One line of a journal: a commit's changes, or null where it is damaged. `end`: the offset behind it, in bytes. */
export interface JournalLine {
  changes: Change[] | null;
  end: number;
}

/** What became of one row of one table: all of its columns, or those that have changed and the key. */
export type Change = [table: string, row: Row];
export type Row = Record<string, string | number | null>;

/** Yields each line of a journal behind the offset `from`, which is a line's beginning; 0 or less: all commits. */
export function* journalLines(file: string, from: number): Generator<JournalLine, void, undefined> {
  const descriptor = openSync(file, 'r');
  try {
    let offset = Math.max(0, from);
    let rest = Buffer.alloc(0);
    const chunk = Buffer.alloc(1024 * 1024);
    for (;;) {
      const read = readSync(descriptor, chunk, 0, chunk.length, offset + rest.length);
      if (read === 0) break;
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      let start = 0;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
        const value = valueOf(rest.toString('utf8', start, end));
        const begin = offset + start;
        start = end + 1;
        if (begin > 0) yield { changes: Array.isArray(value) ? (value as Change[]) : null, end: offset + start };
      }
      offset += start;
      rest = rest.subarray(start);
    }
    // What a power cut tore off.
    if (rest.length > 0) yield { changes: null, end: offset + rest.length };
  } finally {
    closeSync(descriptor);
  }
}

function journalOn(descriptor: number, header: JournalHeader, size: number): Journal {
  let length = size;
  let flushed = Promise.resolve();
  let isFlushed = true;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (isFlushed || closed) return flushed;
    isFlushed = true;
    flushed = new Promise((resolve, reject) => {
      fdatasync(descriptor, (error) => {
        if (error === null) {
          resolve();
          return;
        }
        isFlushed = false;
        reject(error);
      });
    });
    // Whoever waits for it hears of it; where nobody does, the next flush meets the same disk.
    flushed.catch(() => undefined);
    return flushed;
  }

  return {
    header,
    length: () => length,
    append(changes) {
      const bytes = line(`[${changes.join(',')}]`);
      // From here on there may be a piece of it in the file.
      isFlushed = false;
      writeWhole(descriptor, bytes, length);
      length += bytes.length;
      timer ??= setTimeout(() => void flush(), flushDelay).unref();
    },
    cutTo(shorter) {
      length = shorter;
      try {
        ftruncateSync(descriptor, shorter);
      } catch {
        // The next line is written over it, at the same place.
      }
    },
    flushed: flush,
    close() {
      clearTimeout(timer);
      closed = true;
      if (!isFlushed) fdatasyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

function writeWhole(descriptor: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  }
}

function line(json: string): Buffer {
  return Buffer.from(`${checksum(json)} ${json}\n`);
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}

/** Returns what a line without its end says; undefined where it is damaged. */
function valueOf(text: string): unknown {
  const json = text.slice(9);
  if (text.slice(0, 9) !== `${checksum(json)} `) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function headerIn(descriptor: number): JournalHeader | null {
  const bytes = Buffer.alloc(200);
  const text = bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
  const value = valueOf(text.slice(0, Math.max(0, text.indexOf('\n'))));
  return (value as { journal: JournalHeader } | undefined)?.journal ?? null;
}

function endsWithLine(descriptor: number, length: number): boolean {
  const bytes = Buffer.alloc(1);
  readSync(descriptor, bytes, 0, 1, length - 1);
  return bytes[0] === 10;
}
