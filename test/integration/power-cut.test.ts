/**
 * A power cut leaves the journal with all that was flushed and perhaps a piece of what was not, and takes the database back
 * to a commit of before. What may have been sent is not sent again by itself.
 */
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import Database from 'better-sqlite3';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';

const connection = { baseUrl: 'https://crm.example.com', credentialId: 'c' };

function open(folder: string): Outbox {
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

/** Returns a folder with the database as it was before a contact was taken to be sent, and the journal of after that. */
function cutAfterClaim(): string {
  const live = temporaryFolder();
  const folder = temporaryFolder();
  const outbox = open(live);
  outbox.capture(contactWith({ lastName: 'Sent' }), 1_000);
  for (const name of ['outbox.sqlite', 'outbox.sqlite-wal']) copyFileSync(join(live, name), join(folder, name));
  outbox.together(() => outbox.claim(connection, 2_000));
  copyFileSync(join(live, 'outbox.journal'), join(folder, 'outbox.journal'));
  return folder;
}

function expectUnconfirmed(folder: string): void {
  const outbox = open(folder);
  outbox.recover();
  expect(outbox.row(1)?.state).toBe('unconfirmed');
  expect(outbox.detail(1)?.attempts).toHaveLength(1);
}

it('takes over what the journal is ahead by', () => {
  expectUnconfirmed(cutAfterClaim());
});

it('takes it over where the journal ends with a torn line', () => {
  const folder = cutAfterClaim();
  appendFileSync(join(folder, 'outbox.journal'), '0123abcd [["contact",{"id":2');
  expectUnconfirmed(folder);
});

it('takes it over where the journal ends with what was never written', () => {
  const folder = cutAfterClaim();
  appendFileSync(join(folder, 'outbox.journal'), Buffer.alloc(500));
  expectUnconfirmed(folder);
});

it('takes it over where the next start is that of a newer Fieldpost', () => {
  const folder = cutAfterClaim();
  const file = join(folder, 'outbox.journal');
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  const older = first.slice(9).replace(/"schema":\d+/u, '"schema":3');
  const sum = crc32(older).toString(16).padStart(8, '0');
  writeFileSync(file, [`${sum} ${older}`, ...rest].join('\n'));
  expectUnconfirmed(folder);
});

it('takes it over where the database was damaged as well, which is met while it is taken over', () => {
  const folder = cutAfterClaim();
  const file = join(folder, 'outbox.sqlite');
  const database = new Database(file);
  database.pragma('wal_checkpoint(TRUNCATE)');
  const root = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'attempt_by_contact'").pluck().get();
  const size = Number(database.pragma('page_size', { simple: true }));
  database.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, (Number(root) - 1) * size, Number(root) * size);
  writeFileSync(file, bytes);
  expectUnconfirmed(folder);
});
