/** Whatever is destroyed of the outbox's files, what was captured is there after the next start, and what was delivered is not sent again. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp } from '../../electron/outbox/backups.ts';
import { openDatabase } from '../../electron/outbox/database.ts';
import { createJournal } from '../../electron/outbox/journal.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { StoreProblem } from '../../electron/outbox/problems.ts';
import { repairStore } from '../../electron/outbox/store.ts';
import { contactWith } from '../support/contacts.ts';
import {
  seed,
  chance,
  connection,
  files,
  workingDay,
  nextStart,
  expectAllThere,
  overwrite,
  garbage,
  somewhere,
} from '../support/damage.ts';
import { temporaryFolder } from '../support/folder.ts';

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

it('keeps the damaged files, byte by byte', () => {
  const day = workingDay(false);
  const spoilt = garbage(9_000);
  writeFileSync(join(day.folder, files.database), spoilt);
  openOutbox(day.folder).close();
  const [kept] = readdirSync(join(day.folder, 'damaged'));
  expect(readFileSync(join(day.folder, 'damaged', kept ?? '', files.database)).equals(spoilt)).toBe(true);
});

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
