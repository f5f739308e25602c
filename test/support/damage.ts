/** What destroys an outbox's files, and what must be there after the next start all the same. FIELDPOST_DAMAGE_SEED repeats a run. */
import type Database from 'better-sqlite3';
import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished } from 'vitest';
import type { ContactState } from '#contract/outbox.ts';
import type { Settlement } from '../../electron/outbox/delivery.ts';
import { openModes } from '../../electron/modes/modes.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { segmentsIn } from '../../electron/store/segments.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { contactWith } from './contacts.ts';
import { temporaryFolder } from './folder.ts';
import { startRepaired } from './repaired.ts';
import { seeded } from './seeded.ts';
import { delivered, unanswered } from './settlements.ts';

export const seed = Number(process.env['FIELDPOST_DAMAGE_SEED'] ?? Date.now() % 2 ** 31);
export const chance = seeded(seed);
export const connection = { baseUrl: 'https://crm.example.com', credentialId: 'c' };
export const everything = { search: '', state: null, before: null, limit: 500 } as const;
export const files = { database: 'outbox.sqlite', log: 'outbox.sqlite-wal' };

/** The second copy's, the newest last. */
export const copyFiles = (folder: string) => segmentsIn(folder).map(({ file }) => file);
export const newestCopy = (folder: string) => copyFiles(folder).at(-1) ?? '';

/** What the user was told of each contact, by name. */
export type Told = Map<string, ContactState>;

export interface Day {
  /** As a power cut left it: the log is not merged. */
  folder: string;
  told: Told;
}

/**
 * A day's work: of sixty contacts each third was delivered, some are in front of the user, one is being sent.
 * `merged`: half of it is in the database itself, and not in its log only.
 */
export function workingDay(merged: boolean): Day {
  const live = temporaryFolder();
  let outbox = openOutbox(live);
  onTestFinished(() => {
    outbox.close();
  });
  outbox.saveConnection(connection);
  const told: Told = new Map();
  for (let n = 0; n < 60; n++) {
    outbox.capture(contactWith({ lastName: `C${n}`, account: 'x'.repeat(n * 20) }), 1_000 + n);
    told.set(`C${n}`, 'waiting');
    if (n % 3 === 0) attempt('delivered');
    if (n % 10 === 5) attempt('unconfirmed');
    if (n === 30 && merged) {
      // All that was so far is in the database itself, and what follows in its log.
      outbox.close();
      outbox = openOutbox(live);
    }
  }
  const last = outbox.claim(connection, 9_000);
  if (last !== null) told.set(nameOf(outbox, last.id), 'sending');
  const folder = temporaryFolder();
  cutOff(live, folder);
  return { folder, told };

  function attempt(state: 'delivered' | 'unconfirmed'): void {
    const claimed = outbox.claim(connection, 2_000);
    if (claimed === null) return;
    outbox.settle(claimed, settlementOf(state, claimed.id), 3_000);
    told.set(nameOf(outbox, claimed.id), state);
  }
}

/** Copies an outbox that is open, as a power cut leaves it: without what SQLite keeps in shared memory. */
export function cutOff(live: string, folder: string): void {
  cpSync(live, folder, { recursive: true, filter: (name) => !/-shm$|outbox\.lock|opened-by/u.test(name) });
}

export function settlementOf(state: 'delivered' | 'unconfirmed', id: number): Settlement {
  return state === 'delivered' ? delivered(`crm-${id}`) : unanswered;
}

export const nameOf = (outbox: Outbox, id: number) => outbox.row(id)?.name ?? '';

/** Starts as the app does, its inspection and repair included, and returns where each contact is. */
export function nextStart(folder: string): { found: Told; claimed: string[] } {
  const outbox = startRepaired(folder);
  const found: Told = new Map();
  for (const { name, state } of outbox.page(everything).rows) found.set(name, state);
  const claimed: string[] = [];
  for (let one = outbox.claim(connection, 1); one !== null; one = outbox.claim(connection, 1))
    claimed.push(nameOf(outbox, one.id));
  outbox.close();
  return { found, claimed };
}

/** What may have been sent must not be sent again; the rest must be there, as it was. */
export function expectAllThere({ folder, told }: Day): void {
  const { found, claimed } = nextStart(folder);
  expect([...found.keys()].sort()).toEqual([...told.keys()].sort());
  for (const [name, state] of told) {
    const now = found.get(name);
    const expected = state === 'sending' ? 'unconfirmed' : state;
    // Where nobody knows any more, a contact is put in front of the user, and nothing else.
    if (now !== expected) expect([name, now]).toEqual([name, 'unconfirmed']);
    if (state !== 'waiting') expect(claimed).not.toContain(name);
  }
}

export function overwrite(file: string, from: number, bytes: Buffer): void {
  const content = readFileSync(file);
  bytes.copy(content, from);
  writeFileSync(file, content);
}

export const garbage = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(chance() * 256)));
export const somewhere = (file: string, align = 1) => Math.floor((chance() * statSync(file).size) / align) * align;

/** Modes at which nobody looks. */
export const modesIn = (dataFolder: string) =>
  openModes({
    dataFolder,
    laptop: () => Promise.resolve(null),
    policy: noPolicy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    practiceChanged: () => undefined,
  });

/** Returns the page, from 0, with the row of this contact. */
export function leafOf(database: Database.Database, id: number): number {
  const bytes = readFileSync(database.name);
  const name = database.prepare<[number], string>('SELECT uuid FROM contact WHERE id = ?').pluck().get(id) ?? '';
  // What stands before it is left over from when the table was small.
  return Math.floor(bytes.lastIndexOf(name) / 4_096);
}
