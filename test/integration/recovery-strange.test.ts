/** What lies in an outbox's folder and is not its own, or not of this version, or nothing at all: no contact is lost to it. */
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { backUp, backupsIn } from '../../electron/store/backups.ts';
import { NewerDatabase } from '../../electron/store/database.ts';
import { inspect } from '../../electron/store/inspection.ts';
import { HeldByAnother } from '../../electron/store/lock.ts';
import { copyIn, lineOf } from '../../electron/store/segments.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import {
  connection,
  copyFiles,
  cutOff,
  files,
  garbage,
  leafOf,
  newestCopy,
  nextStart,
  overwrite,
} from '../support/damage.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openRepaired } from '../support/repaired.ts';

const databaseOf = (folder: string) => join(folder, files.database);

/** An outbox with a contact by each of these names, of which the first is in a backup. */
async function outboxOf(...names: string[]): Promise<string> {
  const folder = temporaryFolder();
  for (const [index, lastName] of names.entries()) {
    const outbox = openOutbox(folder);
    outbox.saveConnection(connection);
    outbox.capture(contactWith({ lastName, account: 'x'.repeat(2_000) }), 1_000 + index);
    outbox.close();
    if (index === 0) expect(await backUp(folder, Date.parse('2026-11-24T10:00:00Z'))).toBe('made');
  }
  return folder;
}

const backupOf = (folder: string) => backupsIn(folder)[0]?.file ?? '';
const found = (folder: string) => [...nextStart(folder).found.keys()].sort();

function script(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

it.each([
  ['database', files.database],
  ['database, with its log', `${files.database} ${files.log}`],
  ['log', files.log],
])('loses no contact where the %s is another outbox’s, with as many commits', async (_words, names) => {
  const folder = await outboxOf('A', 'B');
  const foreign = await outboxOf('X', 'Y');
  const open = openOutbox(foreign);
  open.capture(contactWith({ lastName: 'Z' }), 5_000);
  for (const name of names.split(' ')) copyFileSync(join(foreign, name), join(folder, name));
  open.close();
  expect(found(folder)).toEqual(expect.arrayContaining(['A', 'B']));
});

it('loses no contact where another outbox’s database is put under its own log', async () => {
  const folder = await outboxOf('A', 'B', 'C');
  const foreign = await outboxOf('X', 'Y', 'Z');
  const open = openOutbox(folder);
  for (const lastName of ['D', 'E']) open.capture(contactWith({ lastName, account: 'x'.repeat(2_000) }), 5_000);
  const cut = temporaryFolder();
  cutOff(folder, cut);
  open.close();
  copyFileSync(databaseOf(foreign), databaseOf(cut));
  expect(found(cut)).toEqual(expect.arrayContaining(['A', 'B', 'C', 'D', 'E']));
});

it('opens after the repair where the number of the last commit is gone', async () => {
  const folder = await outboxOf('A', 'B');
  script(databaseOf(folder), 'DELETE FROM change');
  expect(found(folder)).toEqual(['A', 'B']);
});

it('reads a second copy whose lines a tool has made end as on Windows', async () => {
  const folder = await outboxOf('A', 'B', 'C');
  rmSync(databaseOf(folder));
  for (const file of copyFiles(folder))
    writeFileSync(file, readFileSync(file, 'latin1').replaceAll('\n', '\r\n'), 'latin1');
  expect(found(folder)).toEqual(['A', 'B', 'C']);
});

it.each(['5', 'null', '{"commit":9,"rows":null}', '{"commit":"x","rows":[]}', '{"commit":9,"rows":[null]}'])(
  'passes over a line of the second copy that says %s',
  async (json) => {
    const folder = await outboxOf('A', 'B');
    rmSync(databaseOf(folder));
    const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
    writeFileSync(newestCopy(folder), readFileSync(newestCopy(folder), 'latin1') + line, 'latin1');
    expect(found(folder)).toEqual(['A', 'B']);
  },
);

it('passes over what the second copy says of a table that its first line does not know', async () => {
  const folder = await outboxOf('A', 'B');
  rmSync(databaseOf(folder));
  for (const file of copyFiles(folder)) {
    const [head = '', ...lines] = readFileSync(file, 'latin1').split('\n');
    const json = head.slice(9).replace('"attempt":', '"trial":');
    writeFileSync(file, [`${crc32(json).toString(16).padStart(8, '0')} ${json}`, ...lines].join('\n'), 'latin1');
  }
  expect(found(folder)).toEqual(['A', 'B']);
});

it('leaves all as it is where only a newer version’s backup is left, and asks for that version', async () => {
  const folder = await outboxOf('A', 'B');
  script(backupOf(folder), 'PRAGMA user_version = 1000');
  rmSync(databaseOf(folder));
  expect(() => openOutbox(folder)).toThrow(NewerDatabase);
  expect(() => openOutbox(folder)).toThrow(NewerDatabase);
  expect(basename(backupOf(folder))).toBe('outbox-2026-11-24T10-00-00.sqlite');
});

it('begins from no newer version’s backup, and takes from it what can be read', async () => {
  const folder = await outboxOf('A', 'B', 'C', 'D');
  script(backupOf(folder), 'PRAGMA user_version = 1000');
  rmSync(copyIn(folder), { recursive: true });
  const database = new Database(databaseOf(folder));
  const page = leafOf(database, 1);
  database.close();
  overwrite(databaseOf(folder), page * 4_096, garbage(4_096));
  expect(found(folder)).toContain('A');
});

it.each(['garbage', ''])('puts nothing that cannot be opened into the place of a database (%j)', async (content) => {
  const folder = await outboxOf('A', 'B');
  rmSync(copyIn(folder), { recursive: true });
  mkdirSync(join(folder, 'recovered'));
  writeFileSync(join(folder, 'recovered', files.database), content);
  expect(found(folder)).toEqual(['A', 'B']);
});

it('opens where the file of its lock is spoilt, and still lets nobody else in', async () => {
  const folder = await outboxOf('A');
  writeFileSync(join(folder, 'outbox.lock'), garbage(5_000));
  const outbox = await openRepaired(folder);
  expect(() => openOutbox(folder)).toThrow(HeldByAnother);
  outbox.close();
});

it('finds damage of the database also where a file of the second copy cannot be read', async () => {
  const folder = await outboxOf('A', 'B');
  rmSync(newestCopy(folder));
  mkdirSync(join(copyIn(folder), '000000000000001.log'), { recursive: true });
  script(databaseOf(folder), "UPDATE contact SET detail = 'not as saved' WHERE id = 1");
  const { database, copy } = inspect(folder, false);
  expect(database).toEqual(['contact 1: not as saved']);
  expect(copy).toHaveLength(1);
});

it('is whole again where the database was cut to nothing, to half a page or to one page', async () => {
  for (const size of [0, 50, 4_096]) {
    const folder = await outboxOf('A', 'B');
    truncateSync(databaseOf(folder), size);
    expect(found(folder)).toEqual(['A', 'B']);
  }
});

it.each([
  ['a state that there is not', { state: 'gone' }],
  ['no body', { body: null }],
  ['no number', { id: null }],
])('is not repaired at each start for a contact of the second copy that is none: it has %s', async (_words, spoilt) => {
  const folder = await outboxOf('A', 'B');
  const file = copyFiles(folder).at(-1) ?? '';
  const [head = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  const columns = (JSON.parse(head.slice(9)) as { columns: { contact: string[] } }).columns.contact;
  const { commit } = JSON.parse(lines.at(-2)?.slice(9) ?? '') as { commit: number };
  const stranger = { id: 9, uuid: randomUUID(), state: 'waiting', body: '{}', ...spoilt } as Record<string, unknown>;
  const row = ['contact', ...columns.map((column) => stranger[column] ?? null)];
  appendFileSync(file, lineOf(JSON.stringify({ commit, rows: [row] })));
  const outbox = openOutbox(folder);
  expect(outbox.counts().waiting).toBe(2);
  outbox.close();
});
