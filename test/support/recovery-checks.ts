/** What a recovery has to come to, held against what was readable before it and what was done in truth. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect } from 'vitest';
import type { ContactState } from '#contract/outbox.ts';
import { searchIndexOf } from '../../electron/search/search-index.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { inspect } from '../../electron/store/inspection.ts';
import type { Merged } from '../../electron/recovery/merging.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { connection } from './damage.ts';
import { asOf, type History, type Version } from './recovery-history.ts';
import type { Fields, Left, ReadRow, Table } from './recovery-oracle.ts';

export interface Truth {
  own: History;
  foreign: History;
  scripted: ReadonlyMap<string, number>;
}

/** States of contacts that the CRM may have, or has. */
const mayBeThere: readonly ContactState[] = ['sending', 'unconfirmed', 'delivered'];
/** States of contacts that are not sent by themselves. */
const notSent: readonly ContactState[] = [...mayBeThere, 'withdrawn'];
/** States from which a contact is sent, by itself or by a user who does not know better. */
const sentFrom: readonly ContactState[] = ['waiting', 'needs-attention'];
const further: readonly ContactState[] = [
  'waiting',
  'sending',
  'needs-attention',
  'unconfirmed',
  'withdrawn',
  'delivered',
];

type Row = Fields & { uuid: string; id: number; state: ContactState; name: string };

/** Takes the folder after the recovery, before it was opened. */
export function expectRecovered(folder: string, left: Left, truth: Truth): void {
  const database = new Database(join(folder, 'outbox.sqlite'), { readonly: true });
  try {
    expectSound(folder, database);
    const contacts = new Map(
      database
        .prepare<[], Row>('SELECT * FROM contact')
        .all()
        .map((row) => [row.uuid, row]),
    );
    for (const [uuid, read] of grouped(left.rows, 'contact'))
      expectContact(uuid, read, contacts.get(uuid), left, truth);
    expectNothingSentAgain(contacts, left, truth);
    expectAttempts(database, left, truth);
    for (const table of ['draft', 'setting'] as const) if (!isMixed(left)) expectNewestOf(database, table, left);
  } finally {
    database.close();
  }
}

function expectSound(folder: string, database: Database.Database): void {
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  expect(inspect(folder, true).database).toEqual([]);
  expect(database.prepare('SELECT uuid FROM contact GROUP BY uuid HAVING count(*) > 1').all()).toEqual([]);
}

function grouped(rows: readonly ReadRow[], table: Table): Map<string, ReadRow[]> {
  const of = rows.filter((row) => row.table === table && row.uuid !== null);
  return groupedBy(of, (row) => row.uuid ?? '');
}

const stateOf = (row: ReadRow) => row.fields['state'] as ContactState;

/** The newest change; and delivered stays delivered. */
function newestOf(rows: readonly ReadRow[]): ReadRow | undefined {
  const rank = (row: ReadRow) => [Number(stateOf(row) === 'delivered'), row.changed, further.indexOf(stateOf(row))];
  return [...rows].sort((one, other) => compare(rank(other), rank(one)))[0];
}

function groupedBy<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

const compare = (one: readonly number[], other: readonly number[]): number =>
  one.map((value, index) => value - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

function expectContact(uuid: string, read: readonly ReadRow[], now: Row | undefined, left: Left, truth: Truth): void {
  const isOurs = truth.own.contacts.has(uuid) || truth.foreign.contacts.has(uuid) || truth.scripted.has(uuid);
  const best = newestOf(read.filter((row) => row.isGood));
  const what = `${uuid}, read: ${read.map((row) => `${stateOf(row)} ${String(row.fields['name'])} of ${row.changed} in ${row.source}`).join('; ')}`;
  if (best === undefined) {
    // Damaged, and nothing better: where it can be a contact at all, it is one.
    const id = read[0]?.fields['id'];
    const isAlone = left.rows.every((row) => row.table !== 'contact' || row.fields['id'] !== id || row.uuid === uuid);
    if (isOurs && isAlone && read.some((row) => canBeContact(row))) expect(now, what).toBeDefined();
    return;
  }
  expect(now, what).toBeDefined();
  expect(now?.name, what).toBe(best.fields['name']);
  expect(now?.['body'] === best.fields['body'], what).toBe(true);
  const states = isProven(best, read, left) ? [stateOf(best)] : [stateOf(best), 'unconfirmed'];
  expect(states, `${what}; now ${now?.state}`).toContain(now?.state);
}

function canBeContact({ fields }: ReadRow): boolean {
  const { state, body, id } = fields;
  try {
    return further.includes(state as ContactState) && Number(id) >= 1 && typeof JSON.parse(String(body)) === 'object';
  } catch {
    return false;
  }
}

/** Whether the sources prove that this is what became of the contact last. */
function isProven(best: ReadRow, read: readonly ReadRow[], left: Left): boolean {
  if (left.endSaid !== 'yes' || isMixed(left)) return false;
  const same = read.filter((row) => row.isGood && row.changed === best.changed && stateOf(row) === stateOf(best));
  return same.some(({ upTo }) => upTo !== null && left.isKnownFrom(upTo));
}

/** Whether two outboxes are mixed, so that one number stands for two contacts. */
function isMixed({ rows }: Left): boolean {
  const good = rows.filter((row) => row.table === 'contact' && row.isGood);
  const owners = groupedBy(good, (row) => row.fields['id'] ?? 0);
  return [...owners.values()].some((of) => of.some((row) => row.uuid !== of[0]?.uuid));
}

/**
 * What is known to be there, or may be, is not sent. Where the end is lost without a trace, the sources speak of the time
 * before, and so does this.
 */
function expectNothingSentAgain(contacts: ReadonlyMap<string, Row>, left: Left, truth: Truth): void {
  const end = left.endSaid === 'no' ? truth.own.last : Math.min(left.end, truth.own.last);
  const told = (versions: readonly Version[]) =>
    versions.map(({ commit, state }) => `${state} of ${commit}`).join('; ');
  for (const [uuid, versions] of truth.own.contacts) {
    const state = asOf(versions, end)?.state;
    const now = contacts.get(uuid)?.state;
    if (now === undefined || state === undefined || !notSent.includes(state)) continue;
    // Also where the user undoes a withdrawal that comes out of an older record.
    if (now === 'withdrawn' && mayBeThere.includes(state)) {
      expect(JSON.parse(String(contacts.get(uuid)?.['reason'])), uuid).toMatchObject({
        mayBeThere: true,
        from: 'unconfirmed',
      });
    }
    expect(sentFrom, `${uuid} is ${now}, and was ${told(versions)}; the end is ${left.end}`).not.toContain(now);
  }
  // Of what another outbox has, nothing is known after its files were copied.
  if (!isMixed(left)) return;
  for (const [uuid, versions] of truth.foreign.contacts) {
    const now = contacts.get(uuid)?.state;
    const state = versions.at(-1)?.state;
    if (now === undefined || state === undefined || !notSent.includes(state)) continue;
    expect(sentFrom, `another outbox's ${uuid} is ${now}, and was ${told(versions)}`).not.toContain(now);
  }
}

function expectAttempts(database: Database.Database, left: Left, truth: Truth): void {
  const all = database
    .prepare<[], Fields>('SELECT attempt.*, contact.uuid FROM attempt LEFT JOIN contact ON contact.id = contact_id')
    .all();
  const owners = new Map([...truth.own.attempts, ...truth.foreign.attempts]);
  const now = new Map(all.map((row) => [Number(row['started_at']), row]));
  // None is there twice.
  expect(now.size).toBe(all.length);
  const good = left.rows.filter((row) => row.table === 'attempt' && row.isGood && row.uuid !== null);
  for (const [at, read] of groupedBy(good, (row) => Number(row.fields['started_at']))) {
    const owner = owners.get(at);
    const there = now.get(at);
    const newest = read.reduce((one, other) => (other.changed > one.changed ? other : one));
    const isKept = left.rows.some((row) => row.table === 'contact' && row.isGood && row.uuid === newest.uuid);
    if (isKept) expect(there?.['outcome'], `the attempt of ${owner}`).toBe(newest.fields['outcome']);
  }
  // A contact whose UUID was damaged, and that is nowhere else, keeps what is left of it.
  const uuids = new Set(owners.values());
  for (const [at, row] of now) {
    // Of one that is not as it was saved, when it was begun may be what is damaged.
    const isDamaged = left.rows.some(
      (one) => one.table === 'attempt' && !one.isGood && one.fields['started_at'] === at,
    );
    if (!isDamaged && uuids.has(String(row['uuid']))) {
      expect(row['uuid'], `the attempt of ${at}`).toBe(owners.get(at));
    }
  }
}

function expectNewestOf(database: Database.Database, table: 'draft' | 'setting', left: Left): void {
  const key = table === 'draft' ? 'editing' : 'name';
  const value = table === 'draft' ? 'body' : 'value';
  const good = left.rows.filter((row) => row.table === table && row.isGood);
  for (const [name, read] of groupedBy(good, (row) => row.fields[key] ?? null)) {
    const newest = read.reduce((one, other) => (other.changed > one.changed ? other : one));
    const ask = database.prepare<[string | number | null], string | null>(
      `SELECT ${value} FROM ${table} WHERE ${key} = ?`,
    );
    expect(ask.pluck().get(name), `${table} ${name}`).toBe(newest.fields[value]);
  }
}

/** What the user is told of how many contacts are here, and how many are not. */
export function expectCounted(folder: string, told: Merged, left: Left, truth: Truth): void {
  const database = new Database(join(folder, 'outbox.sqlite'), { readonly: true });
  const here = new Set(database.prepare<[], string>('SELECT uuid FROM contact').pluck().all());
  database.close();
  expect(told.contacts).toBe(here.size);
  const end = left.endSaid === 'no' ? truth.own.last : left.end;
  const captured = [...truth.own.contacts].filter(([, versions]) => asOf(versions, end) !== undefined);
  const missing = captured.filter(([uuid]) => !here.has(uuid)).length;
  const isProven = left.endSaid === 'yes' && !isMixed(left) && left.soundUpTo.some((upTo) => left.isKnownFrom(upTo));
  if (isProven) expect(told.isLostKnown).toBe(true);
  // Of another outbox's files alone nobody can tell that they are.
  const isOwn = left.rows.every(({ uuid }) => uuid === null || !truth.foreign.contacts.has(uuid));
  if (!told.isLostKnown || !(isOwn || isMixed(left))) return;
  // What a script put there, and is unreadable now, may have left a trace or none.
  const scripted = [...truth.scripted.keys()].filter((uuid) => !here.has(uuid)).length;
  expect(told.lost).toBeGreaterThanOrEqual(missing);
  expect(told.lost).toBeLessThanOrEqual(missing + scripted);
}

/** As the upkeep does: a recovery lets go of it, and a question waits for a part of it only. */
function fillIndex(folder: string): void {
  const database = openDatabase(folder);
  const index = searchIndexOf(database);
  while (index.addSome());
  database.close();
}

/** Takes the folder of a recovered outbox: as it is used, each contact is found, and none is claimed that does not wait. */
export function expectUsable(folder: string): void {
  fillIndex(folder);
  const outbox = openOutbox(folder);
  try {
    outbox.endCutOff();
    const database = new Database(join(folder, 'outbox.sqlite'), { readonly: true });
    const rows = database.prepare<[], Row>('SELECT * FROM contact').all();
    database.close();
    for (const { id, name } of rows) {
      const found = outbox.page({ search: name, state: null, before: null, limit: 50 }).rows.map((row) => row.id);
      expect(found, name).toContain(id);
    }
    const waiting = rows.filter(({ state }) => state === 'waiting').map(({ id }) => id);
    const claimed: number[] = [];
    for (let one = outbox.claim(connection, 1); one !== null; one = outbox.claim(connection, 1)) claimed.push(one.id);
    expect(claimed.sort((one, other) => one - other)).toEqual(waiting.sort((one, other) => one - other));
  } finally {
    outbox.close();
  }
}

/** Returns each row of a database in a line, to compare it. */
export function contentOf(folder: string): string[] {
  const database = new Database(join(folder, 'outbox.sqlite'), { readonly: true });
  try {
    const tables = ['contact', 'attempt', 'setting', 'clock', 'draft', 'change', 'state_count', 'search_progress'];
    return tables.flatMap((table) =>
      database
        .prepare<[], Fields>(`SELECT * FROM ${table}`)
        .all()
        .map((row) => `${table} ${Object.values(row).map(shortened).join(' ')}`),
    );
  } finally {
    database.close();
  }
}

const shortened = (value: unknown) =>
  String(value).replace(/(.{40}).{20,}/gsu, (long, begin: string) => `${begin}…${crc32(long)}`);
