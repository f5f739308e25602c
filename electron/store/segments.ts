/**
 * The files of the second copy, and how they are read. A line is a checksum (CRC-32, 8 hexadecimal digits), a space, and
 * JSON. The first one of a file says what its rows are made of, every other one is one commit.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { contactStates } from '#contract/outbox.ts';
import type { CountedTable, Value } from './changes.ts';

/** When the computer was started, in milliseconds since 1970, to within a minute. */
export const bootedAt = () => Math.round(Date.now() - uptime() * 1000);

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

/** Whether a line says which rows were changed. A version that writes other lines may have been here. */
export const hasRows = (
  line: SegmentHeader | SegmentLine,
): line is SegmentLine & { rows: NonNullable<SegmentLine['rows']> } =>
  'rows' in line && Number.isSafeInteger(line.commit) && Array.isArray(line.rows) && line.rows.every(Array.isArray);

/** Stands in the place of a line's end where commits follow that could not be written. */
const cutOff = '~';

/**
 * Says at the end of the copy that more was committed than it has. Overwrites one byte, for which a full disk has room.
 * @throws what the disk throws
 */
export function markEnd(folder: string): void {
  const newest = segmentsIn(folder).at(-1);
  if (newest === undefined) return;
  const descriptor = openSync(newest.file, 'r+');
  try {
    const last = fstatSync(descriptor).size - 1;
    const byte = Buffer.alloc(1);
    // Anything else is a line that is torn off, which says the same.
    if (last > 0 && readSync(descriptor, byte, 0, 1, last) === 1 && byte.toString() === '\n')
      writeSync(descriptor, cutOff, last);
  } finally {
    closeSync(descriptor);
  }
}

/** How much of a file is read at once, in bytes. */
const chunkSize = 256 * 1024;

const checksum = (json: string | Buffer) => crc32(json).toString(16).padStart(8, '0');

/** Returns the line that says this, with its end. */
export const lineOf = (json: string): string => `${checksum(json)} ${json}\n`;

export const segmentName = (from: number) => `${String(from).padStart(15, '0')}.log`;
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
  for (const bytes of bytesOf(file)) yield valueOf(bytes) as SegmentHeader | SegmentLine | null;
}

/** Yields the lines of a file as they are, to be read with `valueOf` before the next one. @throws what the disk throws */
export function* bytesOf(file: string): Generator<Buffer, void, undefined> {
  const descriptor = openSync(file, 'r');
  try {
    /** The beginning of a line, in pieces: it may be longer than any of them. */
    let begun: Buffer[] = [];
    const chunk = Buffer.allocUnsafe(chunkSize);
    for (;;) {
      const read = readSync(descriptor, chunk, 0, chunk.length, null);
      if (read === 0) break;
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0 && end < read; end = chunk.indexOf(10, start)) {
        const last = chunk.subarray(start, end);
        if (begun.length > 0) yield* unmarked(Buffer.concat([...begun, last]));
        // An empty one stands where a later start went on (Segment).
        else if (end > start) yield* unmarked(last);
        begun = [];
        start = end + 1;
      }
      if (start < read) begun.push(Buffer.from(chunk.subarray(start, read)));
    }
    // What a power cut tore off, be it the line's end alone.
    if (begun.length > 0) yield* unmarked(Buffer.concat(begun));
  } finally {
    closeSync(descriptor);
  }
}

/** Returns the line, and the mark behind it as a line of its own, which says nothing, as one that is torn off. */
const unmarked = (line: Buffer): Buffer[] =>
  line.toString('latin1', line.length - 2) === `}${cutOff}` ? [line.subarray(0, -1), line.subarray(-1)] : [line];

/** Returns what a line without its end says, an object; null where it is damaged. */
export function valueOf(line: Buffer): unknown {
  // A tool that takes the file for text may have made its lines end as on Windows.
  const json = line.subarray(9, line.at(-1) === 13 ? -1 : undefined);
  if (line.toString('latin1', 0, 9) !== `${checksum(json)} `) return null;
  try {
    const value = JSON.parse(json.toString()) as unknown;
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** How much of a file's end is looked at first, in bytes. */
const tail = 256 * 1024;

/** So many of the last commits tell whether a database is the one that this is the copy of. */
const telling = 50;

export interface CopiedContact {
  id: number;
  uuid: string;
}

export interface EndOfCopy {
  /** The number of the last commit that the copy knows of; 0: it knows none. */
  last: number;
  /** Whether a line behind it is torn off, or could not be written: one more commit, or the word that the outbox was closed. */
  isTorn: boolean;
  /** The contacts of the last commits, as far as they are in this schema: the database that this is the copy of has them. */
  contacts: (schema: number) => CopiedContact[];
}

const none = () => [];

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** Takes what is in a row, by column; returns whether it can be a contact at all: a repair takes no other, and none is missed. */
export function isContactRow(get: (column: string) => unknown): boolean {
  const [id, uuid, state, body] = ['id', 'uuid', 'state', 'body'].map(get);
  if (typeof id !== 'number' || id < 1 || typeof uuid !== 'string' || !uuidPattern.test(uuid)) return false;
  return contactStates.some((one) => one === state) && typeof body === 'string';
}

/** Looks for the end of the copy in this folder. */
export function endOfCopy(folder: string): EndOfCopy {
  const segments = segmentsIn(folder);
  const current = segments.at(-1);
  if (current === undefined) return { last: 0, isTorn: false, contacts: none };
  // It was begun when all before its own number was on the disk.
  const before = current.from - 1;
  const { isTorn } = endOf(current.file, tail) ?? endOf(current.file, Infinity) ?? { isTorn: false };
  const newestFirst = segments.reverse().map(({ file }) => file);
  const contacts = (schema: number) => contactsIn(newestFirst, schema);
  for (const file of newestFirst) {
    for (const most of [tail, Infinity]) {
      const last = endOf(file, most)?.newest[0]?.commit ?? 0;
      if (last > 0) return { last: Math.max(last, before), isTorn, contacts };
    }
  }
  return { last: before, isTorn, contacts };
}

function contactsIn(newestFirst: readonly string[], schema: number): CopiedContact[] {
  const found: CopiedContact[] = [];
  for (const file of newestFirst) {
    if (found.length >= telling) break;
    const header = headerOf(file);
    if (header?.schema !== schema) continue;
    const columns = (header.columns as Partial<Columns>).contact ?? [];
    const at = (values: readonly Value[]) => (column: string) => values[columns.indexOf(column)];
    for (const { rows = [] } of endOf(file, tail)?.newest ?? []) {
      for (const [table, ...values] of rows) {
        const get = at(values);
        if (table === 'contact' && isContactRow(get)) found.push({ id: Number(get('id')), uuid: String(get('uuid')) });
      }
    }
  }
  return found;
}

/** Returns what a file begins with; null where that cannot be read. */
export function headerOf(file: string): SegmentHeader | null {
  try {
    for (const line of linesOf(file)) return line !== null && 'columns' in line ? line : null;
  } catch {
    // What cannot be read tells nothing.
  }
  return null;
}

/** Looks at so many bytes at a file's end, and returns the lines of the last commits, newest first; null where nothing of it can be read. */
function endOf(file: string, most: number): { newest: SegmentLine[]; isTorn: boolean } | null {
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
      .flatMap((line) => unmarked(Buffer.from(line)))
      .reverse();
    const isTorn = lines[0] !== undefined && valueOf(lines[0]) === null;
    const newest: SegmentLine[] = [];
    let isReadable = false;
    for (const line of lines) {
      const value = valueOf(line) as SegmentHeader | SegmentLine | null;
      isReadable ||= value !== null;
      if (value !== null && hasRows(value)) newest.push(value);
      if (newest.length === telling) break;
    }
    return isReadable ? { newest, isTorn } : null;
  } catch {
    // What cannot be read tells nothing.
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
