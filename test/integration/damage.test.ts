/**
 * Whatever is destroyed of the outbox's files, what was captured is there after the next start, and what was delivered is
 * not sent again. FIELDPOST_DAMAGE_SEED repeats a run.
 */
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ContactState } from '../../electron/contract/outbox.ts';
import type { Settlement } from '../../electron/outbox/delivery.ts';
import { openDesk } from '../../electron/desk.ts';
import { backUp } from '../../electron/outbox/backups.ts';
import { openDatabase } from '../../electron/outbox/database.ts';
import { createJournal } from '../../electron/outbox/journal.ts';
import { inspectInBackground } from '../../electron/outbox/inspect-in-background.ts';
import { inspect } from '../../electron/outbox/inspection.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { StoreProblem } from '../../electron/outbox/problems.ts';
import { openMending } from '../../electron/outbox/mend.ts';
import { repairStore } from '../../electron/outbox/store.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { contactWith } from '../support/contacts.ts';
import { smallDisk, temporaryFolder } from '../support/folder.ts';
import { canMount } from '../support/mounts.ts';

const seed = Number(process.env['FIELDPOST_DAMAGE_SEED'] ?? Date.now() % 2 ** 31);
const chance = seeded(seed);
const connection = { baseUrl: 'https://crm.example.com', credentialId: 'c' };
const everything = { search: '', state: null, before: null, limit: 500 } as const;
const files = { database: 'outbox.sqlite', log: 'outbox.sqlite-wal', journal: 'outbox.journal' };

/** What the user was told of each contact, by name. */
type Told = Map<string, ContactState>;

interface Day {
  /** As a power cut left it: the log is not merged. */
  folder: string;
  told: Told;
}

/**
 * A day's work: of sixty contacts each third was delivered, some are in front of the user, one is being sent.
 * `merged`: half of it is in the database itself, and not in its log only.
 */
function workingDay(merged: boolean): Day {
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
  for (const name of Object.values(files)) copyFileSync(join(live, name), join(folder, name));
  return { folder, told };

  function attempt(state: 'delivered' | 'unconfirmed'): void {
    const claimed = outbox.claim(connection, 2_000);
    if (claimed === null) return;
    outbox.settle(claimed, settlementOf(state, claimed.id), null, 3_000);
    told.set(nameOf(outbox, claimed.id), state);
  }
}

function settlementOf(state: 'delivered' | 'unconfirmed', id: number): Settlement {
  const delivery = state === 'delivered' ? { crmId: `crm-${id}`, remoteId: null } : null;
  const reason = state === 'delivered' ? null : 'No answer.';
  return {
    outcome: 'x',
    status: 200,
    code: null,
    message: null,
    excerpt: null,
    result: 'x',
    decision: 'x',
    state,
    reason,
    delivery,
  };
}

const nameOf = (outbox: Outbox, id: number) => outbox.row(id)?.name ?? '';

/** As the workspace opens it. */
function openRecovered(folder: string): Outbox {
  return openMending(folder, () => {
    const outbox = openOutbox(folder);
    try {
      outbox.recover();
      return outbox;
    } catch (error) {
      outbox.close();
      throw error;
    }
  }).opened;
}

/** Starts as the app does, its inspection and repair included, and returns where each contact is. */
function nextStart(folder: string): { found: Told; claimed: string[] } {
  let outbox = openRecovered(folder);
  const inspection = inspect(folder, false);
  if (inspection.database.length > 0) {
    outbox.close();
    repairStore(folder, 5_000);
    outbox = openRecovered(folder);
  }
  const found: Told = new Map();
  for (const { name, state } of outbox.page(everything).rows) found.set(name, state);
  const claimed: string[] = [];
  for (let one = outbox.claim(connection, 1); one !== null; one = outbox.claim(connection, 1))
    claimed.push(nameOf(outbox, one.id));
  outbox.close();
  return { found, claimed };
}

/** What may have been sent must not be sent again; the rest must be there, as it was. */
function expectAllThere({ folder, told }: Day): void {
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

function overwrite(file: string, from: number, bytes: Buffer): void {
  const content = readFileSync(file);
  bytes.copy(content, from);
  writeFileSync(file, content);
}

const garbage = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(chance() * 256)));
const somewhere = (file: string, align = 1) => Math.floor((chance() * statSync(file).size) / align) * align;

describe(`what was captured is there after the next start (seed ${seed}), and nothing is sent twice, after`, () => {
  const damages: [string, (folder: string) => void][] = [
    [
      'the whole database was deleted',
      (folder) => {
        for (const name of ['outbox.sqlite', 'outbox.sqlite-wal']) rmSync(join(folder, name), { force: true });
      },
    ],
    [
      'the whole database became garbage',
      (folder) => {
        writeFileSync(join(folder, files.database), garbage(50_000));
      },
    ],
    [
      'the whole database became zeros',
      (folder) => {
        writeFileSync(join(folder, files.database), Buffer.alloc(50_000));
      },
    ],
    [
      'the database was emptied',
      (folder) => {
        truncateSync(join(folder, files.database));
      },
    ],
    [
      'the database was cut in half',
      (folder) => {
        truncateSync(join(folder, files.database), Math.floor(statSync(join(folder, files.database)).size / 2));
      },
    ],
    [
      'the header of the database was destroyed',
      (folder) => {
        overwrite(join(folder, files.database), 0, garbage(100));
      },
    ],
    [
      'the log was deleted',
      (folder) => {
        rmSync(join(folder, files.log), { force: true });
      },
    ],
    [
      'the log became garbage',
      (folder) => {
        if (existsSync(join(folder, files.log))) writeFileSync(join(folder, files.log), garbage(50_000));
      },
    ],
    [
      'the log was cut in half',
      (folder) => {
        if (existsSync(join(folder, files.log)))
          truncateSync(join(folder, files.log), Math.floor(statSync(join(folder, files.log)).size / 2));
      },
    ],
    [
      'the journal was deleted',
      (folder) => {
        rmSync(join(folder, files.journal));
      },
    ],
    [
      'the journal became garbage',
      (folder) => {
        writeFileSync(join(folder, files.journal), garbage(20_000));
      },
    ],
    [
      'the journal was cut in half',
      (folder) => {
        truncateSync(join(folder, files.journal), Math.floor(statSync(join(folder, files.journal)).size / 2));
      },
    ],
  ];
  for (const merged of [false, true]) {
    for (const [what, damage] of damages) {
      it(`${what}${merged ? ', half of the log merged before' : ''}`, () => {
        const day = workingDay(merged);
        damage(day.folder);
        expectAllThere(day);
      });
    }
  }

  it('each byte of the first header, one at a time, was flipped', { timeout: 120_000 }, () => {
    const day = workingDay(true);
    for (let at = 0; at < 100; at++) {
      const folder = temporaryFolder();
      cpSync(day.folder, folder, { recursive: true });
      const file = join(folder, files.database);
      overwrite(file, at, Buffer.from([(readFileSync(file)[at] ?? 0) ^ 0xff]));
      expectAllThere({ ...day, folder });
    }
  });

  for (const name of Object.values(files)) {
    it(`one byte of ${name} was flipped, 40 times elsewhere`, { timeout: 120_000 }, () => {
      const day = workingDay(false);
      for (let round = 0; round < 40; round++) {
        const folder = temporaryFolder();
        cpSync(day.folder, folder, { recursive: true });
        const file = join(folder, name);
        const at = somewhere(file);
        overwrite(file, at, Buffer.from([(readFileSync(file)[at] ?? 0) ^ (1 << Math.floor(chance() * 8))]));
        expectAllThere({ ...day, folder });
      }
    });

    it(`4 kB of ${name} were destroyed, 20 times elsewhere`, { timeout: 120_000 }, () => {
      const day = workingDay(name !== files.log);
      for (let round = 0; round < 20; round++) {
        const folder = temporaryFolder();
        cpSync(day.folder, folder, { recursive: true });
        const file = join(folder, name);
        if (!existsSync(file)) continue;
        overwrite(file, somewhere(file, 4_096), round % 2 === 0 ? garbage(4_096) : Buffer.alloc(4_096));
        expectAllThere({ ...day, folder });
      }
    });
  }
});

describe('with the database and the journal damaged at once', () => {
  it('the last backup holds what was captured before it, and nothing that may have been sent is sent', async () => {
    const day = workingDay(false);
    const database = openDatabase(day.folder);
    await backUp(database, day.folder, Date.now());
    database.close();
    writeFileSync(join(day.folder, files.database), garbage(50_000));
    truncateSync(join(day.folder, files.journal), 1_000);
    expectAllThere(day);
    const outbox = openOutbox(day.folder);
    expect(outbox.repair()).toMatch(/repaired: all 60 contacts are here\. Of \d+ it is not known any more/u);
    outbox.close();
  });

  it('a backup of before the journal holds what that has lost', async () => {
    const day = workingDay(false);
    const outbox = openOutbox(day.folder);
    const database = openDatabase(day.folder);
    await backUp(database, day.folder, Date.now());
    database.close();
    outbox.renewJournal();
    outbox.close();
    rmSync(join(day.folder, files.database));
    overwrite(join(day.folder, files.journal), 5_000, garbage(100));
    expectAllThere(day);
  });

  it('the first lines of the journal that are lost take none of the others along', async () => {
    const live = temporaryFolder();
    const outbox = openOutbox(live);
    outbox.saveConnection(connection);
    outbox.capture(contactWith({ lastName: 'First' }), 1);
    const database = openDatabase(live);
    await backUp(database, live, Date.now());
    database.close();
    outbox.renewJournal();
    for (let n = 0; n < 20; n++) outbox.capture(contactWith({ lastName: `N${n}`, account: 'x'.repeat(500) }), n);
    outbox.close();
    rmSync(join(live, files.database));
    overwrite(join(live, files.journal), 0, garbage(50));
    const { found } = nextStart(live);
    expect(found.size).toBe(21);
    const next = openOutbox(live);
    expect(next.connection()).toEqual(connection);
    next.close();
  });

  it('all that can still be read is taken over, and the user is told how much could not', () => {
    const day = workingDay(true);
    openOutbox(day.folder).close();
    rmSync(join(day.folder, files.journal));
    // Leaves of the contact table, and not its root.
    const file = join(day.folder, files.database);
    for (let page = 20; page < 24; page++) overwrite(file, page * 4_096, garbage(4_096));
    const { found, claimed } = nextStart(day.folder);
    for (const [name, state] of found) {
      const before = day.told.get(name);
      if (before === 'delivered') expect(['delivered', 'unconfirmed']).toContain(state);
      if (before !== 'waiting') expect(claimed).not.toContain(name);
    }
    expect(found.size).toBeGreaterThan(20);
    const outbox = openOutbox(day.folder);
    expect(outbox.connection()).toEqual(connection);
    const told = /([0-9]+) contacts are here, ([0-9]+) could not be read/u.exec(outbox.repair() ?? '');
    outbox.close();
    expect(told?.slice(1).map(Number)).toEqual([found.size, day.told.size - found.size]);
  });
});

it('makes a backup some time after a change, and no second one within the hour', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  const backups = () => readdirSync(join(folder, 'backups')).filter((name) => name !== 'new.sqlite');
  const change = () => {
    outbox.capture(contactWith({}), 1_000);
    vi.advanceTimersByTime(60_000);
  };
  change();
  await vi.waitFor(() => {
    expect(backups()).toEqual([expect.stringMatching(/^outbox-.*\.sqlite$/u)]);
  });
  // A second one would bear the name of another minute, and be there by then.
  change();
  await wait(1_000);
  expect(backups()).toHaveLength(1);
  vi.setSystemTime(Date.now() + 3_600_000);
  change();
  await vi.waitFor(() => {
    expect(backups()).toHaveLength(2);
  });
});

it('keeps the damaged files, byte by byte', () => {
  const day = workingDay(false);
  const spoilt = garbage(9_000);
  writeFileSync(join(day.folder, files.database), spoilt);
  openOutbox(day.folder).close();
  const [kept] = readdirSync(join(day.folder, 'damaged'));
  expect(readFileSync(join(day.folder, 'damaged', kept ?? '', files.database)).equals(spoilt)).toBe(true);
});

/** A desk on which nobody looks. */
const deskIn = (dataFolder: string) =>
  openDesk({
    dataFolder,
    laptop: () => Promise.resolve(null),
    policy: noPolicy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    practiceChanged: () => undefined,
  });

it('repairs damage that it meets while it is open, saves what was to be saved then, and says so once', async () => {
  const dataFolder = temporaryFolder();
  const folder = join(dataFolder, 'outbox');
  const desk = deskIn(dataFolder);
  onTestFinished(() => desk.close());
  desk.enterOwn();
  await desk.show();
  for (let n = 0; n < 200; n++) desk.workspace().outbox.capture(contactWith({ lastName: `L${n}` }), n);
  await desk.close();
  desk.enterOwn();
  await desk.show();
  const file = join(folder, files.database);
  const size = statSync(file).size;
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, garbage(size - 4_096), 0, size - 4_096, 4_096);
  closeSync(descriptor);
  const id = await desk.repairing(({ outbox }) => {
    // What SQLite still has in memory hides the damage from the save alone.
    outbox.page(everything);
    return outbox.capture(contactWith({ lastName: 'Typed' }), 1_000);
  });
  const { outbox } = desk.workspace();
  expect(outbox.row(id)?.name).toBe('Typed');
  expect(outbox.page(everything).rows).toHaveLength(201);
  expect(desk.status().repair).toContain('all 200 contacts are here');
  outbox.noteRepair(null);
  expect(desk.status().repair).toBeNull();
});

it('finds, beside everything else, a contact that is not as it was saved, and sends nothing before that', async () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  outbox.capture(contactWith({ lastName: 'Meier' }), 1_000);
  outbox.close();
  const file = join(folder, files.database);
  overwrite(file, readFileSync(file).lastIndexOf('Meier'), Buffer.from('Maier'));
  const opened = openOutbox(folder);
  onTestFinished(() => {
    opened.close();
  });
  expect((await inspectInBackground(folder, false)).database).toEqual(['contact 1: not as saved']);
});

describe('a full disk', () => {
  it.skipIf(!canMount)('at whatever write it is met, refuses that one, and keeps what was saved before', () => {
    let refused = 0;
    for (let free = 0; free <= 120; free += 4) {
      const disk = smallDisk(1_024);
      const folder = join(disk, 'outbox');
      const outbox = openOutbox(folder);
      outbox.saveConnection(connection);
      const told: Told = new Map();
      const filler = join(disk, 'filler');
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - free * 1_024)));
      for (let n = 0; n < 12; n++) {
        try {
          outbox.capture(contactWith({ lastName: `F${n}`, account: 'x'.repeat(2_000) }), 1_000);
          told.set(`F${n}`, 'waiting');
          const claimed = n % 2 === 0 ? outbox.claim(connection, 2_000) : null;
          if (claimed === null) continue;
          const name = nameOf(outbox, claimed.id);
          told.set(name, 'sending');
          outbox.settle(claimed, settlementOf('delivered', claimed.id), null, 3_000);
          told.set(name, 'delivered');
        } catch (error) {
          expect(error).toBeInstanceOf(StoreProblem);
          expect((error as Error).message).toContain('disk is full');
          refused++;
        }
      }
      // As a power cut leaves it.
      const after = temporaryFolder();
      for (const name of Object.values(files)) copyFileSync(join(folder, name), join(after, name));
      outbox.close();
      expectAllThere({ folder: after, told });
    }
    expect(refused).toBeGreaterThan(0);
  });
});

function seeded(start: number): () => number {
  // mulberry32
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

it('opens after a crash in the very first start, between the journal and the database', () => {
  const folder = temporaryFolder();
  createJournal(join(folder, files.journal), { id: 'first', schema: 4 }, []).close();
  const outbox = openOutbox(folder);
  expect(outbox.repair()).toBeNull();
  outbox.close();
});

it('begins anew, says so and keeps what was there, where the database is gone and the journal cannot be read', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, files.journal), 'nothing of it can be read\n');
  const outbox = openOutbox(folder);
  expect(outbox.repair()).toContain('begins anew');
  outbox.close();
  const [kept = ''] = readdirSync(join(folder, 'damaged'));
  expect(readFileSync(join(folder, 'damaged', kept, files.journal), 'utf8')).toBe('nothing of it can be read\n');
});

it('completes a repair that was cut off when the old log was gone and the new database not yet in its place', () => {
  const { folder, told } = workingDay(true);
  const repaired = temporaryFolder();
  cpSync(folder, repaired, { recursive: true });
  rmSync(join(repaired, files.database));
  openOutbox(repaired).close();
  mkdirSync(join(folder, 'rebuilt'));
  copyFileSync(join(repaired, files.database), join(folder, 'rebuilt', files.database));
  rmSync(join(folder, files.log));
  rmSync(join(folder, files.journal));
  const { found } = nextStart(folder);
  for (const [name, state] of told) if (state === 'delivered') expect(found.get(name)).toBe('delivered');
  expect(found.size).toBe(told.size);
});

it('takes from a damaged database what a power cut took from the journal', () => {
  const { folder, told } = workingDay(false);
  const journal = readFileSync(join(folder, files.journal));
  const shorter = journal.subarray(0, journal.lastIndexOf(10, journal.length * 0.9) + 1);
  writeFileSync(join(folder, files.journal), shorter);
  repairStore(folder, 5_000);
  const { found } = nextStart(folder);
  expect(found.size).toBe(told.size);
});

it('goes on with a new journal though the database could not take note of it', { timeout: 30_000 }, () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  const other = openDatabase(folder);
  other.exec('BEGIN IMMEDIATE');
  expect(() => {
    outbox.renewJournal();
  }).toThrow(StoreProblem);
  other.close();
  outbox.capture(contactWith({ lastName: 'After' }), 1_000);
  outbox.close();
  rmSync(join(folder, files.database));
  expect(nextStart(folder).found.get('After')).toBe('waiting');
});

it('leaves damage that is met while it closes to the next start', async () => {
  const dataFolder = temporaryFolder();
  const folder = join(dataFolder, 'outbox');
  const desk = deskIn(dataFolder);
  desk.enterOwn();
  await desk.show();
  for (let n = 0; n < 200; n++) desk.workspace().outbox.capture(contactWith({ lastName: `L${n}` }), n);
  await desk.close();
  desk.enterOwn();
  await desk.show();
  const { outbox } = desk.workspace();
  const size = statSync(join(folder, files.database)).size;
  overwrite(join(folder, files.database), 4_096, garbage(size - 4_096));
  const closing = desk.close();
  for (let turn = 0; turn < 3; turn++) await Promise.resolve();
  expect(() => outbox.page(everything)).toThrow(StoreProblem);
  await closing;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(existsSync(join(folder, 'damaged'))).toBe(false);
  expect(desk.status().storeProblem).toBeNull();
  expect(desk.opened()).toBeNull();
});

it('goes on where damage is met by what nobody waits for', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  outbox.capture(contactWith({ lastName: 'Meier' }), 1_000);
  const other = openDatabase(folder);
  other.exec('DROP TABLE search_progress');
  other.close();
  expect(() => vi.advanceTimersByTime(60_000)).not.toThrow();
  outbox.close();
});

it('brings no draft back that was saved since the backup was made', async () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  const id = outbox.capture(contactWith({ lastName: 'Meier' }), 1_000);
  outbox.saveDraft(null, contactWith({ lastName: 'Hal' }), 2_000);
  outbox.saveDraft(id, contactWith({ lastName: 'Maie' }), 2_000);
  const database = openDatabase(folder);
  await backUp(database, folder, Date.now());
  database.close();
  outbox.capture(contactWith({ lastName: 'Half' }), 3_000);
  outbox.edit(id, contactWith({ lastName: 'Maier' }));
  outbox.close();
  writeFileSync(join(folder, files.database), garbage(50_000));
  const next = openOutbox(folder);
  expect(next.row(id)?.name).toBe('Maier');
  expect(next.newDraft()).toBeNull();
  expect(next.editDraft()).toBeNull();
  next.close();
});
