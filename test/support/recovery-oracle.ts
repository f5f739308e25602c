/**
 * Reads what is left of an outbox's files, slowly and simply, by none of the code that recovers one: each row by its key from
 * a copy of each database, and the second copy line by line. What it can read a recovery has to bring back.
 */
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, uptime } from 'node:os';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';

export type Fields = Record<string, string | number | null>;
export type Table = 'contact' | 'attempt' | 'draft' | 'setting';

/** A row as one of the sources has it. */
export interface ReadRow {
  table: Table;
  fields: Fields;
  /** Of a contact its own, of an attempt its contact's. */
  uuid: string | null;
  changed: number;
  /** Whether its checksum is right, or it has none. */
  isGood: boolean;
  /** The commit as of which the source says so; null: it does not tell. */
  upTo: number | null;
  source: string;
}

interface Line {
  commit?: number;
  rows?: [Table, ...(string | number | null)[]][];
  columns?: Record<Table, string[]>;
  bootedAt?: number;
  closed?: true;
}

export interface Segment {
  name: string;
  from: number;
  /** Null: damaged. */
  lines: (Line | null)[];
}

export interface Left {
  rows: ReadRow[];
  /** Whether SQLite calls the database sound. */
  isSound: boolean;
  /** The text of its schema; null: that cannot be read. */
  schema: string | null;
  /** The last commits of what SQLite calls sound: the database, and the backups. */
  soundUpTo: number[];
  /** The last commit that the database counts; null: that cannot be read, or there is none. */
  databaseUpTo: number | null;
  /** The last commit of which there is any trace. */
  end: number;
  /** Whether the sources say that nothing came after it: they may say both. */
  endSaid: 'yes' | 'no' | 'unclear';
  /** Whether every commit after this one, up to the end, can be read in the second copy. */
  isKnownFrom: (commit: number) => boolean;
}

export interface Keys {
  contacts: readonly number[];
  attempts: readonly number[];
}

const keyOf = { contact: 'id', attempt: 'id', draft: 'editing', setting: 'name' } as const;

/** Takes the folder of an outbox and the keys to ask for: of all that was ever put into it, and some more. */
export function readAll(folder: string, keys: Keys): Left {
  const database = readDatabase(join(folder, 'outbox.sqlite'), keys, 'the database');
  const backups = listed(join(folder, 'backups'), /^outbox-.*\.sqlite$/u).map((file) =>
    readDatabase(file, keys, basename(file)),
  );
  const segments = listed(join(folder, 'changes'), /\d+\.log$/u).map(readSegment);
  // What the rows are made of is the same in all of them: no history here is of two versions.
  const columns = segments.flatMap(({ lines }) => lines.flatMap((line) => line?.columns ?? []))[0];
  const rows = [
    ...database.rows,
    ...segments.flatMap((segment) => rowsOfSegment(segment, columns)),
    ...backups.flatMap((backup) => backup.rows),
  ];

  const commits = new Set(
    segments.flatMap(({ lines }) => lines.flatMap((line) => (columns && line?.rows && line.commit) ?? [])),
  );
  const lasts = [database.upTo, ...backups.map(({ upTo }) => upTo)].map((upTo) => upTo ?? 0);
  const good = rows.filter((row) => row.isGood).map((row) => row.changed);
  // A segment is begun when all before its own number is on the disk.
  const told = segments.flatMap(({ lines }) => lines.flatMap((line) => line?.commit ?? []));
  const end = Math.max(0, ...lasts, ...told, ...good, (segments.at(-1)?.from ?? 1) - 1);
  return {
    rows,
    isSound: database.isSound,
    schema: database.schema,
    soundUpTo: [database, ...backups].flatMap(({ isSound, upTo }) => (isSound && upTo !== null ? upTo : [])),
    databaseUpTo: database.upTo,
    end,
    endSaid: endSaid(database, segments, end),
    isKnownFrom: (commit) => {
      for (let next = commit + 1; next <= end; next++) if (!commits.has(next)) return false;
      return true;
    },
  };
}

function endSaid(database: { upTo: number | null; isClosed: boolean }, segments: readonly Segment[], end: number) {
  const newest = segments.at(-1);
  const isTorn = newest !== undefined && newest.lines.at(-1) === null;
  const inCopy = Math.max(0, ...segments.flatMap(({ lines }) => lines.map((line) => line?.commit ?? 0)));
  if (database.upTo === end) {
    // Of a commit that the database has not got, a torn line is left; or of the word that it was closed.
    return isTorn && inCopy === end && !database.isClosed ? 'unclear' : 'yes';
  }
  if (newest === undefined || isTorn) return 'no';
  const headers = newest.lines.filter((line) => line?.columns !== undefined);
  const isSameStart = Math.abs((headers.at(-1)?.bootedAt ?? 0) - (Date.now() - uptime() * 1000)) < 60_000;
  return isSameStart || newest.lines.at(-1)?.closed === true ? 'yes' : 'no';
}

function listed(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  return names.sort().map((name) => join(folder, name));
}

const nothing = { rows: [] as ReadRow[], upTo: null, isClosed: false, isSound: false, schema: null };

function readDatabase(file: string, keys: Keys, source: string) {
  const scratch = mkdtempSync(join(tmpdir(), 'fieldpost-oracle-'));
  try {
    for (const end of ['', '-wal'])
      if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, join(scratch, `copy.sqlite${end}`));
    if (!existsSync(join(scratch, 'copy.sqlite'))) return nothing;
    const database = new Database(join(scratch, 'copy.sqlite'));
    try {
      const sound = looksOurs(file) && isSound(database);
      // As SQLite's own shell recovers: else it reads nothing of a file that was cut off.
      database.unsafeMode(true).pragma('writable_schema = ON');
      return { ...readRows(database, keys, source), isSound: sound };
    } finally {
      database.close();
    }
  } catch {
    return nothing;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Where the log has the first page, SQLite reads what is no database by its file alone. */
function looksOurs(file: string): boolean {
  const header = readFileSync(file).subarray(0, 72).toString('latin1');
  return header.startsWith('SQLite format 3\0') && header.endsWith('FPst');
}

function isSound(database: Database.Database): boolean {
  const answer = attempted(() => database.pragma('integrity_check', { simple: true }));
  // An empty file is sound, and no outbox.
  return answer === 'ok' && attempted(() => database.prepare('SELECT count(*) FROM change').get()) !== null;
}

function attempted<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function readRows(database: Database.Database, keys: Keys, source: string) {
  const upTo = attempted(() => database.prepare<[], number>('SELECT last FROM change').pluck().get()) ?? null;
  const names = attempted(() => database.prepare<[], string>('SELECT name FROM setting').pluck().all()) ?? [];
  const asked = { contact: keys.contacts, attempt: keys.attempts, draft: [0], setting: names } as const;
  const rows = Object.entries(asked).flatMap(([name, of]) => {
    const table = name as Table;
    const uuid = table === 'attempt' ? ', (SELECT uuid FROM contact WHERE id = attempt.contact_id) AS uuid' : '';
    const ask = attempted(() =>
      database.prepare<[string | number], Fields>(`SELECT *${uuid} FROM ${table} WHERE ${keyOf[table]} = ?`),
    );
    return of.flatMap((key): ReadRow[] => {
      const row = attempted(() => ask?.get(key));
      if (!row) return [];
      const { changed, sum, ...fields } = row;
      const text = JSON.stringify([table, ...Object.values(fields)]);
      const isGood = sum === null || crc32(text, Number(changed) >>> 0) === sum;
      return [{ table, fields, uuid: uuidOf(fields), changed: Number(changed), isGood, upTo, source }];
    });
  });
  const isClosed = attempted(() => database.prepare<[], number>('SELECT closed FROM change').pluck().get()) === 1;
  const schema = attempted(() => database.prepare<[], string>('SELECT sql FROM sqlite_schema').pluck().all()) ?? [];
  return { rows, upTo, isClosed, schema: schema.join('\n') };
}

const uuidOf = ({ uuid }: Fields) => (typeof uuid === 'string' ? uuid : null);

function readSegment(file: string): Segment {
  const texts = readFileSync(file).toString('latin1').split('\n');
  // Nothing stands behind the last line's end.
  if (texts.at(-1) === '') texts.pop();
  // A blank line parts what was torn off from what was written after it.
  const lines = texts
    .filter((text) => text !== '')
    .map((text) => {
      const bytes = Buffer.from(text, 'latin1');
      const json = bytes.subarray(9);
      const isRight = bytes.toString('latin1', 0, 9) === `${crc32(json).toString(16).padStart(8, '0')} `;
      return isRight ? (JSON.parse(json.toString()) as Line) : null;
    });
  const name = /(\d+)\.log$/u.exec(file)?.[1] ?? '';
  return { name, from: Number(name), lines };
}

function rowsOfSegment({ name, lines }: Segment, columns: Line['columns']): ReadRow[] {
  return lines.flatMap((line) => {
    const { commit = 0, rows = [] } = line ?? {};
    const read = rows.flatMap(([table, ...values]): ReadRow[] => {
      const names = columns?.[table];
      if (names === undefined || !(table in keyOf)) return [];
      const fields = Object.fromEntries(names.map((column, index) => [column, values[index] ?? null]));
      const source = `segment ${name}`;
      return [{ table, fields, uuid: uuidOf(fields), changed: commit, isGood: true, upTo: commit, source }];
    });
    // What was changed twice in a commit is there twice: the later one holds.
    const isLater = (row: ReadRow, index: number) =>
      !read.some((other, at) => at > index && other.table === row.table && keyed(other) === keyed(row));
    return read.filter(isLater);
  });
}

const keyed = ({ table, fields }: ReadRow) => fields[keyOf[table]];
