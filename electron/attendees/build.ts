/** Makes the list of an event from a file: as a whole, or the list stays as it was. */
import Database from 'better-sqlite3';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  mostAttendees,
  mostRowsNamed,
  type Imported,
  type ImportListAnswer,
  type LeftOutWhy,
  type ListChoices,
  type Rows,
} from '#contract/attendees.ts';
import type { Part } from '#contract/badge-rule.ts';
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { isEmpty } from './choices.ts';
import { keyOf, listFile, type About, type StoredRow } from './list.ts';
import { tableIn, type Row } from './table.ts';

export interface ListToImport {
  /** Of the outbox. */
  folder: string;
  /** Its id. */
  event: string;
  /** The file's name. */
  file: string;
  bytes: Uint8Array;
  choices: ListChoices;
}

/** Its progress is told after so many rows. */
const rowsOfProgress = 10_000;
/** Longest text of a cell that is kept, in UTF-16 code units. */
const longestCell = 2_000;

/** Takes a list and the time, in milliseconds since 1970; puts it in the place of the event's. `progress`: rows so far. */
export function importList(list: ListToImport, now: number, progress: (rows: number) => void): ImportListAnswer {
  const { columns } = list.choices;
  if (!columns.includes('badgeId')) return { imported: false, problem: say('attendees.noIdColumn') };
  if (!columns.some((part) => part === 'lastName' || part === 'name')) {
    return { imported: false, problem: say('attendees.noNameColumn') };
  }
  const file = listFile(list.folder, list.event);
  const unfinished = `${file}.part`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(unfinished, { force: true });
    const result = build(unfinished, list, now, progress);
    if (result.attendees === 0) return { imported: false, problem: say('attendees.empty') };
    flush(unfinished);
    renameSync(unfinished, file);
    return { imported: true, result };
  } catch (error) {
    if (error instanceof SaidError) return { imported: false, problem: error.said };
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function build(file: string, list: ListToImport, now: number, progress: (rows: number) => void): Imported {
  const { choices } = list;
  const database = new Database(file);
  try {
    // Nobody reads it before it is whole.
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.exec(
      'CREATE TABLE list (about TEXT NOT NULL); CREATE TABLE attendee (key TEXT NOT NULL, row TEXT NOT NULL)',
    );
    // The same attendee twice is one; two with the same ID are two.
    database.exec('CREATE UNIQUE INDEX by_key ON attendee (key, row); BEGIN');
    const insert = database.prepare<[string, string]>('INSERT OR IGNORE INTO attendee (key, row) VALUES (?, ?)');
    const result: Imported = { attendees: 0, leftOut: {}, destroyedPhones: { count: 0, first: [] } };
    const leaveOut = (why: LeftOutWhy, number: number) => {
      note((result.leftOut[why] ??= { count: 0, first: [] }), number);
    };
    const headings: string[][] = [];
    tableIn(list.bytes, choices).read((row) => {
      if (row.number % rowsOfProgress === 0) progress(row.number);
      if (isEmpty(row.cells)) return true;
      if (choices.hasHeading && headings.length === 0) {
        headings.push(row.cells.map((cell) => cell.trim().slice(0, longestCell)));
        return true;
      }
      const taken = result.attendees < mostAttendees ? takenOf(row, choices) : { why: 'tooMany' as const };
      if (taken.why !== null) leaveOut(taken.why, row.number);
      else if (insert.run(taken.key, JSON.stringify(taken.row)).changes === 0) leaveOut('twice', row.number);
      else {
        result.attendees++;
        if (taken.lostPhone) note(result.destroyedPhones, row.number);
      }
      return true;
    });
    const { prefix, zeros } = choices;
    const about: About = {
      rule: { prefix, zeros },
      columns: headings[0] ?? [],
      attendees: result.attendees,
      file: list.file,
      importedAt: now,
    };
    database.prepare('INSERT INTO list (about) VALUES (?)').run(JSON.stringify(about));
    database.exec('COMMIT');
    return result;
  } finally {
    database.close();
  }
}

function note(rows: Rows, number: number): void {
  rows.count++;
  if (rows.first.length < mostRowsNamed) rows.first.push(number);
}

type Taken = { why: LeftOutWhy } | { why: null; key: string; row: StoredRow; lostPhone: boolean };

/** A long number that a spreadsheet made four digits of: 4,93023E+11. */
const isDestroyed = (text: string): boolean => /^[+-]?\d(?:[.,]\d+)?E\+\d{2,3}$/iu.test(text);
/** Spreadsheets are kept from calculating by it. */
const withoutGuard = (text: string): string => text.replace(/^'(?=[=+@-])/u, '');

function takenOf({ cells, isBroken }: Row, { columns, ...rule }: ListChoices): Taken {
  if (isBroken) return { why: 'broken' };
  const row: StoredRow = [];
  let id = '';
  let lostPhone = false;
  for (const [at, part] of columns.entries()) {
    const text = withoutGuard((cells[at] ?? '').trim()).slice(0, longestCell);
    if (part === 'none' || text === '') continue;
    if (part === 'badgeId' && id === '') id = text;
    else if (isPhone(part) && isDestroyed(text)) lostPhone = true;
    else row.push([at, part, text]);
  }
  if (isDestroyed(id)) return { why: 'destroyedId' };
  const key = keyOf(id, rule);
  if (key === '') return { why: 'noId' };
  if (!row.some(([, part]) => part === 'lastName' || part === 'name')) return { why: 'noName' };
  return { why: null, key, row, lostPhone };
}

const isPhone = (part: Part): boolean => part === 'phone' || part === 'mobile' || part === 'fax';

function flush(file: string): void {
  const opened = openSync(file, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
