/** What recovery.test.ts has found, or would find now and then: each by itself. */
import Database from 'better-sqlite3';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backUp } from '../../electron/store/backups.ts';
import { inspect } from '../../electron/store/inspection.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { recover } from '../../electron/recovery/recovery.ts';
import { copyIn, endOfCopy, linesOf, markEnd } from '../../electron/store/segments.ts';
import { StoreDamaged } from '../../electron/outbox/store.ts';
import { contactWith } from '../support/contacts.ts';
import { connection, copyFiles, cutOff, files, leafOf, newestCopy, nextStart, overwrite } from '../support/damage.ts';
import { smallDisk, temporaryFolder } from '../support/folder.ts';
import { canMount } from '../support/mounts.ts';
import { delivered, refused, slowedDown } from '../support/settlements.ts';

const databaseOf = (folder: string) => join(folder, files.database);
const recovering = (folder: string) => recover(folder, Date.now(), () => undefined);

/** Does some work with the outbox in this folder. `isCut`: then the power fails. Returns where it is after that. */
async function worked(folder: string, work: (outbox: Outbox) => unknown, isCut = false): Promise<string> {
  const outbox = openOutbox(folder);
  try {
    outbox.saveConnection(connection);
    await work(outbox);
    if (!isCut) return folder;
    const after = temporaryFolder();
    cutOff(folder, after);
    return after;
  } finally {
    outbox.close();
  }
}

let now = 1_000;

function captureSome(outbox: Outbox, names: readonly string[], account = ''): void {
  for (const lastName of names) outbox.capture(contactWith({ lastName, account }), now++);
}

function claimNext(outbox: Outbox) {
  const claimed = outbox.claim(connection, now++);
  if (claimed === null) throw new Error('None waits');
  return claimed;
}

function loseDatabase(folder: string): void {
  for (const name of Object.values(files)) rmSync(join(folder, name), { force: true });
}

/** Works on a database as a script does that knows nothing of Fieldpost. */
function script(folder: string, sql: string): void {
  const database = new Database(databaseOf(folder));
  database.exec(sql);
  database.close();
}

function states(folder: string): Record<string, string> {
  const database = new Database(databaseOf(folder), { readonly: true });
  const rows = database.prepare<[], [string, string]>('SELECT name, state FROM contact').raw().all();
  database.close();
  return Object.fromEntries(rows);
}

const backedUp = async (folder: string) => {
  expect(await backUp(folder, Date.parse('2026-11-24T10:00:00Z'))).toBe('made');
};

/** An outbox with a backup, in which the first of two contacts was sent after that. */
async function sentSinceBackup(isCut = true): Promise<string> {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B']);
  });
  await backedUp(folder);
  return worked(folder, (outbox) => claimNext(outbox), isCut);
}

it('reads a file of the second copy by another one’s first line where its own is damaged', async () => {
  const folder = await sentSinceBackup(false);
  await worked(folder, (outbox) => {
    outbox.endCutOff();
    outbox.markDelivered(1, 3_000);
  });
  loseDatabase(folder);
  overwrite(newestCopy(folder), 30, Buffer.from('?'));
  recovering(folder);
  expect(states(folder)['A']).toBe('delivered');
});

it('knows nothing of commits of which it is not known what their rows are made of', async () => {
  const folder = await sentSinceBackup(false);
  loseDatabase(folder);
  for (const file of copyFiles(folder)) overwrite(file, 30, Buffer.from('?'));
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'unconfirmed', B: 'unconfirmed' });
});

it('leaves a withdrawn contact withdrawn, and sends it by nothing but the user’s word once its end is lost', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B', 'C']);
    outbox.withdraw(1, now++);
    outbox.withdraw(2, now++);
  });
  await backedUp(folder);
  await worked(folder, (outbox) => {
    // Put back, and sent: the backup alone does not know.
    outbox.undoWithdraw(1);
    claimNext(outbox);
  });
  loseDatabase(folder);
  for (const file of copyFiles(folder)) rmSync(file);
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'withdrawn', B: 'withdrawn', C: 'unconfirmed' });
  await worked(folder, (outbox) => {
    expect(outbox.row(1)?.reason).toMatchObject({ code: 'withdrawn', mayBeThere: true });
    expect(outbox.claim(connection, now++)).toBeNull();
    outbox.undoWithdraw(1);
    expect(outbox.row(1)).toMatchObject({ state: 'unconfirmed', reason: { code: 'record-lost' } });
    expect(outbox.claim(connection, now++)).toBeNull();
  });
});

it('takes the newest of what is said of a withdrawn contact, and delivered before all', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B', 'C']);
    outbox.withdraw(1, now++);
    outbox.withdraw(2, now++);
  });
  await backedUp(folder);
  await worked(folder, (outbox) => {
    outbox.undoWithdraw(1);
    outbox.undoWithdraw(2);
    outbox.settle(claimNext(outbox), delivered('crm-1'), now++);
    outbox.withdraw(3, now++);
  });
  loseDatabase(folder);
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'delivered', B: 'waiting', C: 'withdrawn' });
  await worked(folder, (outbox) => {
    expect(outbox.row(3)?.reason).toMatchObject({ code: 'withdrawn', mayBeThere: false, from: 'waiting' });
  });
});

it('takes a line that was torn off for a commit, and one without its end for whole', async () => {
  const folder = await sentSinceBackup();
  loseDatabase(folder);
  const file = newestCopy(folder);
  const whole = temporaryFolder();
  cutOff(folder, whole);
  truncateSync(newestCopy(whole), statSync(file).size - 1);
  recovering(whole);
  expect(states(whole)).toEqual({ A: 'sending', B: 'waiting' });
  truncateSync(file, statSync(file).size - 3);
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'unconfirmed', B: 'unconfirmed' });
});

it.skipIf(!canMount).each([
  ['a part of the line', 0],
  ['nothing of the line', 4_096],
])('knows that the copy lacks its end where the disk had room for %s', async (_words, page) => {
  const folder = temporaryFolder();
  const disk = smallDisk(400);
  symlinkSync(disk, copyIn(folder));
  await worked(folder, (outbox) => {
    captureSome(outbox, ['A', 'B', 'C']);
    // Empty lines say nothing.
    if (page > 0) appendFileSync(newestCopy(folder), '\n'.repeat(page - (statSync(newestCopy(folder)).size % page)));
    expect(() => {
      writeFileSync(join(disk, 'filler'), Buffer.alloc(500_000));
    }).toThrow(/ENOSPC/u);
    // What is left of the last page takes some.
    for (let n = 0; n < (page > 0 ? 1 : 20); n++) captureSome(outbox, [`more ${n}`]);
    outbox.settle(claimNext(outbox), delivered('crm-1'), now++);
  });
  loseDatabase(folder);
  rmSync(join(disk, 'filler'));
  recovering(folder);
  expect(states(folder)).toMatchObject({ A: 'unconfirmed', B: 'unconfirmed', C: 'unconfirmed' });
});

it('reads each line before the mark that says that more was committed, and does not take the last for the end', async () => {
  const folder = await sentSinceBackup(false);
  const before = [...linesOf(newestCopy(folder))];
  markEnd(folder);
  markEnd(folder);
  expect([...linesOf(newestCopy(folder))]).toEqual([...before, null]);
  expect(endOfCopy(folder).isTorn).toBe(true);
  loseDatabase(folder);
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'unconfirmed', B: 'unconfirmed' });
});

it('sees that the database lacks the commit of which a line was torn off', async () => {
  let before = '';
  const folder = await worked(
    temporaryFolder(),
    (outbox) => {
      captureSome(outbox, ['A']);
      before = temporaryFolder();
      cutOff(outbox.folder, before);
      claimNext(outbox);
    },
    true,
  );
  for (const name of Object.values(files)) copyFileSync(join(before, name), join(folder, name));
  truncateSync(newestCopy(folder), statSync(newestCopy(folder)).size - 3);
  expect(() => openOutbox(folder)).toThrow(StoreDamaged);
  recovering(folder);
  expect(nextStart(folder)).toEqual({ found: new Map([['A', 'unconfirmed']]), claimed: [] });
});

it('begins from no backup whose index is damaged', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B']);
  });
  await backedUp(folder);
  loseDatabase(folder);
  const backup = join(folder, 'backups', 'outbox-2026-11-24T10-00-00.sqlite');
  spoilIndex(backup);
  recovering(folder);
  expect(inspect(folder, true).database).toEqual([]);
  expect(states(folder)).toEqual({ A: 'waiting', B: 'waiting' });
});

it('counts on behind every change that can be read, also where the count itself cannot be', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B', 'C', 'D']);
  });
  rmSync(copyIn(folder), { recursive: true });
  const database = new Database(databaseOf(folder));
  const newest = database.prepare<[], number>('SELECT max(changed) FROM contact').pluck().get() ?? 0;
  const page = rootOf(database, 'change');
  database.close();
  overwrite(databaseOf(folder), page * 4_096, Buffer.alloc(4_096, 0xff));
  recovering(folder);
  const recovered = new Database(databaseOf(folder), { readonly: true });
  expect(recovered.prepare<[], number>('SELECT last FROM change').pluck().get()).toBeGreaterThan(newest);
  recovered.close();
});

it('says of no contact that it was sent since, because of an attempt that it has put right itself', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A']);
    outbox.settle(claimNext(outbox), slowedDown, 3_000);
  });
  rmSync(copyIn(folder), { recursive: true });
  script(folder, "UPDATE attempt SET message = 'not as saved'");
  recovering(folder);
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'waiting' });
});

it('does not send what another outbox may have sent by now, and brings it in all the same', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B']);
  });
  await addBackupOf(await foreignOutbox(), folder);
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'waiting', B: 'waiting', X: 'unconfirmed', Y: 'unconfirmed' });
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'waiting', B: 'waiting', X: 'unconfirmed', Y: 'unconfirmed' });
});

it('puts no other outbox’s contact into the place of one that is not as it was saved', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B']);
  });
  rmSync(copyIn(folder), { recursive: true });
  script(folder, "UPDATE contact SET detail = 'not as saved' WHERE name = 'A'");
  await addBackupOf(await foreignOutbox(), folder);
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'unconfirmed', B: 'waiting', X: 'unconfirmed', Y: 'unconfirmed' });
});

it('lets no contact be sent again that was refused, and may have been sent since', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A']);
    outbox.settle(claimNext(outbox), refused('No such account'), 3_000);
  });
  await backedUp(folder);
  await worked(folder, (outbox) => {
    outbox.retry(1);
    outbox.settle(claimNext(outbox), delivered('crm-1'), 5_000);
  });
  loseDatabase(folder);
  rmSync(copyIn(folder), { recursive: true });
  recovering(folder);
  expect(states(folder)).toEqual({ A: 'unconfirmed' });
});

it('makes a database anew in whose schema a name is damaged', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B']);
  });
  const bytes = readFileSync(databaseOf(folder), 'latin1');
  writeFileSync(databaseOf(folder), bytes.replace('head_ms', 'heed_ms'), 'latin1');
  expect(() => openOutbox(folder)).toThrow(StoreDamaged);
  expect([...nextStart(folder).found.keys()].sort()).toEqual(['A', 'B']);
});

it('finds a contact with a bogus number behind damage that begins before another one', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B', 'C', 'D', 'E', 'F'], 'x'.repeat(3_000));
  });
  rmSync(copyIn(folder), { recursive: true });
  script(
    folder,
    `INSERT INTO contact (id, uuid, body, name, detail, search, state, captured_at)
     WITH RECURSIVE bogus(number) AS (VALUES (1) UNION ALL SELECT number + 1 FROM bogus WHERE number < 40)
     SELECT number * 1000000000000, printf('00000000-0000-4000-8000-%012d', number), body, 'Bogus ' || number, detail, search, state, 5
     FROM contact, bogus WHERE contact.id = 1`,
  );
  const database = new Database(databaseOf(folder));
  const page = leafOf(database, 20_000_000_000_000);
  database.close();
  overwrite(databaseOf(folder), page * 4_096, Buffer.alloc(4_096, 0xff));
  recovering(folder);
  const found = Object.keys(states(folder));
  expect(found).toEqual(expect.arrayContaining(['A', 'Bogus 40']));
  expect(found).not.toContain('Bogus 20');
});

it('lets what no contact can be made of hold up no other one', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['A', 'B']);
  });
  rmSync(copyIn(folder), { recursive: true });
  script(folder, "UPDATE contact SET body = substr(body, 5), sum = NULL WHERE name = 'A'");
  recovering(folder);
  expect(nextStart(folder).claimed).toEqual(['B']);
});

const foreignOutbox = () =>
  worked(temporaryFolder(), (outbox) => {
    captureSome(outbox, ['X', 'Y']);
  });

async function addBackupOf(foreign: string, folder: string): Promise<void> {
  await backedUp(foreign);
  mkdirSync(join(folder, 'backups'), { recursive: true });
  const name = join('backups', 'outbox-2026-11-24T10-00-00.sqlite');
  copyFileSync(join(foreign, name), join(folder, name));
}

/** Returns the first page of a table or an index, from 0. */
const rootOf = (database: Database.Database, name: string): number =>
  (database.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name) ?? 0) - 1;

/** The index says of a contact that it is in another state: SQLite sees that where it compares it with the table. */
function spoilIndex(file: string): void {
  const database = new Database(file, { readonly: true });
  const at = rootOf(database, 'contact_by_state') * 4_096;
  database.close();
  const bytes = readFileSync(file);
  const page = bytes.subarray(at, at + 4_096);
  page.write('waitinh', page.lastIndexOf('waiting'));
  writeFileSync(file, bytes);
}

it('finds every contact again: the search begins with the newest, says that others are missing, and has all in the end', async () => {
  const folder = await worked(temporaryFolder(), (outbox) => {
    outbox.together(() => {
      captureSome(outbox, ['Oldest', ...Array.from({ length: 1_200 }, (_, n) => `C${n}`)]);
    });
  });
  loseDatabase(folder);
  recovering(folder);
  await worked(folder, async (outbox) => {
    const search = () => outbox.page({ search: 'Oldest', state: null, before: null, limit: 10 });
    expect(search()).toMatchObject({ rows: [], isWhole: false });
    await outbox.tidy();
    expect(search()).toMatchObject({ rows: [{ name: 'Oldest' }], isWhole: true });
  });
});

it('searches for what a contact is called now, where it was edited since the backup that is begun from', async () => {
  const folder = await worked(temporaryFolder(), async (outbox) => {
    captureSome(outbox, ['Before']);
    await outbox.tidy();
  });
  await backedUp(folder);
  await worked(folder, (outbox) => {
    outbox.edit(1, contactWith({ lastName: 'Since' }));
  });
  loseDatabase(folder);
  recovering(folder);
  await worked(folder, (outbox) => {
    const found = (search: string) => outbox.page({ search, state: null, before: null, limit: 10 }).rows.length;
    expect([found('Since'), found('Before')]).toEqual([1, 0]);
  });
});
