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
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { backUp } from '../../electron/store/backups.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { copyIn } from '../../electron/store/segments.ts';
import { repairStore } from '../../electron/outbox/store.ts';
import { contactWith } from '../support/contacts.ts';
import {
  seed,
  chance,
  connection,
  copyFiles,
  files,
  newestCopy,
  workingDay,
  nextStart,
  expectAllThere,
  leafOf,
  overwrite,
  settlementOf,
  garbage,
  somewhere,
} from '../support/damage.ts';
import { textOf } from '../support/words.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openRepaired } from '../support/repaired.ts';

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
      'the second copy was deleted',
      (folder) => {
        rmSync(copyIn(folder), { recursive: true });
      },
    ],
    [
      'the second copy became garbage',
      (folder) => {
        for (const file of copyFiles(folder)) writeFileSync(file, garbage(20_000));
      },
    ],
    [
      'the second copy was cut in half',
      (folder) => {
        for (const file of copyFiles(folder)) truncateSync(file, Math.floor(statSync(file).size / 2));
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
      const folder = copyOf(day.folder);
      const file = join(folder, files.database);
      overwrite(file, at, Buffer.from([(readFileSync(file)[at] ?? 0) ^ 0xff]));
      expectAllThere({ ...day, folder });
    }
  });

  const places: [string, (folder: string) => string][] = [
    ['the database', (folder) => join(folder, files.database)],
    ['its log', (folder) => join(folder, files.log)],
    ['the second copy', newestCopy],
  ];
  for (const [name, place] of places) {
    it(`one byte of ${name} was flipped, 40 times elsewhere`, { timeout: 120_000 }, () => {
      const day = workingDay(false);
      for (let round = 0; round < 40; round++) {
        const folder = copyOf(day.folder);
        const file = place(folder);
        const at = somewhere(file);
        overwrite(file, at, Buffer.from([(readFileSync(file)[at] ?? 0) ^ (1 << Math.floor(chance() * 8))]));
        expectAllThere({ ...day, folder });
      }
    });

    it(`4 kB of ${name} were destroyed, 20 times elsewhere`, { timeout: 120_000 }, () => {
      const day = workingDay(name !== 'its log');
      for (let round = 0; round < 20; round++) {
        const folder = copyOf(day.folder);
        const file = place(folder);
        overwrite(file, somewhere(file, 4_096), round % 2 === 0 ? garbage(4_096) : Buffer.alloc(4_096));
        expectAllThere({ ...day, folder });
      }
    });
  }
});

describe('with the database and its second copy damaged at once', () => {
  it('the last backup holds what was captured before it, and nothing that may have been sent is sent', async () => {
    const day = workingDay(false);
    await backedUp(day.folder);
    writeFileSync(join(day.folder, files.database), garbage(50_000));
    rmSync(join(day.folder, files.log));
    rmSync(copyIn(day.folder), { recursive: true });
    const outbox = await openRepaired(day.folder);
    expect(textOf(outbox.repair() ?? '')).toMatch(
      /60 contacts are here.* Whether \d+ of them were sent is no longer known/u,
    );
    outbox.close();
    expectAllThere(day);
  });

  it('a lost line takes none of the others along', () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    outbox.saveConnection(connection);
    for (let n = 0; n < 20; n++) outbox.capture(contactWith({ lastName: `N${n}`, account: 'x'.repeat(500) }), n);
    outbox.close();
    rmSync(join(folder, files.database));
    overwrite(newestCopy(folder), 5_000, garbage(50));
    const { found } = nextStart(folder);
    expect(found.size).toBe(19);
    const next = openOutbox(folder);
    expect(next.connection()).toEqual(connection);
    next.close();
  });

  it('all that can still be read is taken over, and the user is told how many of how many that is', async () => {
    const day = workingDay(true);
    openOutbox(day.folder).close();
    rmSync(copyIn(day.folder), { recursive: true });
    const database = new Database(join(day.folder, files.database));
    const ids = [5, 6, 25, 40];
    const pages = ids.map((id) => leafOf(database, id));
    database.close();
    for (const page of pages) overwrite(join(day.folder, files.database), page * 4_096, garbage(4_096));
    (await openRepaired(day.folder)).close();
    const { found, claimed } = nextStart(day.folder);
    for (const [name, state] of found) {
      const before = day.told.get(name);
      if (before === 'delivered') expect(['delivered', 'unconfirmed']).toContain(state);
      if (before !== 'waiting') expect(claimed).not.toContain(name);
    }
    expect(found.size).toBeGreaterThan(20);
    expect(found.size).toBeLessThan(60);
    const outbox = openOutbox(day.folder);
    expect(outbox.connection()).toEqual(connection);
    const told = /([0-9]+) of ([0-9]+) contacts are here\. ([0-9]+) could not be read/u.exec(
      textOf(outbox.repair() ?? ''),
    );
    outbox.close();
    expect(told?.slice(1).map(Number)).toEqual([found.size, day.told.size, day.told.size - found.size]);
  });
});

it('keeps the damaged files, byte by byte, and says until when', async () => {
  const day = workingDay(false);
  const spoilt = garbage(9_000);
  writeFileSync(join(day.folder, files.database), spoilt);
  const outbox = await openRepaired(day.folder);
  expect(textOf(outbox.repair() ?? '')).toMatch(/Until \d+ \w+ \d{4}, the damaged files are kept in .*damaged.*\.$/u);
  outbox.close();
  const [kept] = readdirSync(join(day.folder, 'damaged'));
  expect(readFileSync(join(day.folder, 'damaged', kept ?? '', files.database)).equals(spoilt)).toBe(true);
});

it('begins anew, says so and keeps what was there, where the database is gone and nothing else can be read', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'backups'));
  const backup = join(folder, 'backups', 'outbox-2026-11-24T10-00-00.sqlite');
  writeFileSync(backup, 'nothing of it can be read\n');
  const outbox = await openRepaired(folder);
  expect(textOf(outbox.repair() ?? '')).toContain('starts empty');
  outbox.close();
  const [kept = ''] = readdirSync(join(folder, 'damaged'));
  expect(readFileSync(join(folder, 'damaged', kept, 'backups', basename(backup)), 'utf8')).toContain('nothing');
});

it('completes a repair that was cut off when the old log was aside and the new database not yet in its place', async () => {
  const { folder, told } = workingDay(true);
  const repaired = copyOf(folder);
  rmSync(join(repaired, files.database));
  (await openRepaired(repaired)).close();
  mkdirSync(join(folder, 'recovered'));
  copyFileSync(join(repaired, files.database), join(folder, 'recovered', files.database));
  rmSync(join(folder, files.log));
  rmSync(copyIn(folder), { recursive: true });
  const { found } = nextStart(folder);
  for (const [name, state] of told) if (state === 'delivered') expect(found.get(name)).toBe('delivered');
  expect(found.size).toBe(told.size);
});

it('never replaces a database that SQLite calls sound, and takes what only that has for right', async () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  outbox.saveConnection(connection);
  for (let n = 0; n < 50; n++) outbox.capture(contactWith({ lastName: `S${n}` }), n);
  outbox.close();
  // By a script, as the second copy knows nothing of it.
  const database = new Database(join(folder, files.database));
  database.exec(`INSERT INTO contact (uuid, body, name, detail, search, state, captured_at)
    SELECT '00000000-0000-4000-8000-' || printf('%012d', id), body, 'Script' || id, detail, search, state, captured_at FROM contact`);
  database.close();
  const before = statSync(join(folder, files.database)).ino;
  const { found } = nextStart(folder);
  expect(found.size).toBe(100);
  expect(statSync(join(folder, files.database)).ino).toBe(before);
  await repairStore(folder);
  expect(nextStart(folder).found.size).toBe(100);
  expect(statSync(join(folder, files.database)).ino).toBe(before);
});

it('repairs a folder that is blank but for its backups, and says so', async () => {
  const day = workingDay(false);
  await backedUp(day.folder);
  for (const name of readdirSync(day.folder))
    if (name !== 'backups') rmSync(join(day.folder, name), { recursive: true });
  expectAllThere(day);
});

it('brings a database that is older than its second copy up to that', () => {
  const live = temporaryFolder();
  const folder = temporaryFolder();
  let outbox = openOutbox(live);
  const id = outbox.capture(contactWith({ lastName: 'Before' }), 1);
  outbox.close();
  cpSync(join(live, files.database), join(folder, files.database));
  outbox = openOutbox(live);
  outbox.capture(contactWith({ lastName: 'Later' }), 2);
  outbox.edit(id, contactWith({ lastName: 'Edited' }));
  outbox.close();
  cpSync(copyIn(live), copyIn(folder), { recursive: true });
  const { found } = nextStart(folder);
  expect([...found.entries()].sort()).toEqual([
    ['Edited', 'waiting'],
    ['Later', 'waiting'],
  ]);
});

it('sends nobody again who was delivered since the database is from, where nobody is new since then', () => {
  const live = temporaryFolder();
  const folder = temporaryFolder();
  let outbox = openOutbox(live);
  outbox.capture(contactWith({ lastName: 'Once' }), 1);
  outbox.close();
  cpSync(join(live, files.database), join(folder, files.database));
  outbox = openOutbox(live);
  const claimed = outbox.claim(connection, 2);
  if (claimed !== null) outbox.settle(claimed, settlementOf('delivered', claimed.id), 3);
  outbox.close();
  cpSync(copyIn(live), copyIn(folder), { recursive: true });
  expect(nextStart(folder)).toEqual({ found: new Map([['Once', 'delivered']]), claimed: [] });
});

it('brings back what was being typed, and no draft that was saved since the backup was made', async () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  const id = outbox.capture(contactWith({ lastName: 'Meier' }), 1_000);
  outbox.saveDraft(0, contactWith({ lastName: 'Hal' }), 2_000);
  outbox.saveDraft(id, contactWith({ lastName: 'Maie' }), 2_000);
  outbox.close();
  await backedUp(folder);
  const again = openOutbox(folder);
  again.capture(contactWith({ lastName: 'Half' }), 3_000);
  again.edit(id, contactWith({ lastName: 'Maier' }));
  again.saveDraft(0, contactWith({ lastName: 'Nex' }), 4_000);
  again.close();
  writeFileSync(join(folder, files.database), garbage(50_000));
  const next = await openRepaired(folder);
  expect(next.row(id)?.name).toBe('Maier');
  expect(next.newDrafts()[0]?.contact.lastName).toBe('Nex');
  expect(next.editDraft()).toBeNull();
  next.close();
});

it('takes over a contact whose shape nobody here knows: a newer version will', async () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  const id = outbox.capture(contactWith({ lastName: 'Meier' }), 1_000);
  outbox.close();
  const body = '{"shape":2,"person":{"called":"Meier"}}';
  const database = new Database(join(folder, files.database));
  database.prepare('UPDATE contact SET body = ?, sum = NULL WHERE id = ?').run(body, id);
  database.close();
  await backedUp(folder);
  rmSync(join(folder, files.database));
  await repairStore(folder);
  const repaired = new Database(join(folder, files.database));
  expect(repaired.prepare('SELECT body FROM contact').pluck().all()).toEqual([body]);
  repaired.close();
});

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

async function backedUp(folder: string): Promise<void> {
  expect(await backUp(folder, Date.now())).toBe('made');
}
