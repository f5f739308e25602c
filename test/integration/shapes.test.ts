/**
 * What each version has left: an outbox of every schema, with a contact and drafts in the shape of that time, is brought to
 * today with nothing lost, and nothing else sent than was typed.
 */
import Database from 'better-sqlite3';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, describe, it, onTestFinished } from 'vitest';
import { emptyContact } from '#contract/contact.ts';
import { createContactBody } from '../../electron/crm/body.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { repairStore } from '../../electron/outbox/store.ts';
import { countChanges } from '../../electron/store/changes.ts';
import { hasItsSchema, type OutboxDatabase } from '../../electron/store/database.ts';
import { inspect } from '../../electron/store/inspection.ts';
import { applyMigration, migrations } from '../../electron/store/migrations.ts';
import { secondCopyOf } from '../../electron/store/second-copy.ts';
import { contactWith } from '../support/contacts.ts';
import { fieldMapOf } from '../support/field-map.ts';
import { temporaryFolder } from '../support/folder.ts';
import { textOf } from '../support/words.ts';

const connection = { baseUrl: 'https://crm.example.com', credentialId: 'c' };

/** As it was stored before there was a note. */
const first = (lastName: string) => ({
  lastName,
  firstName: 'Anna',
  account: 'Acme',
  addresses: [
    {
      addressType: 'main',
      street1: 'Ring 1',
      street2: '',
      city: 'Bonn',
      state: '',
      countrySubdivision: '',
      country: 'DE',
      postalCode: '53111',
    },
  ],
  emailAddresses: [{ emailAddressType: 'main', emailAddress: 'anna@example.com' }],
  phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber: '+49 228 1' }],
  customFields: [{ name: 'Budget', value: '12345678901234567890', kind: 'json' as const }],
});

/** What that version sent of it. */
const bodyOfThen = {
  lastName: 'Meier',
  firstName: 'Anna',
  account: 'Acme',
  addresses: [{ addressType: 'main', street1: 'Ring 1', city: 'Bonn', country: 'DE', postalCode: '53111' }],
  emailAddresses: [{ emailAddressType: 'main', emailAddress: 'anna@example.com' }],
  phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber: '+49 228 1' }],
};

function fill(database: OutboxDatabase): void {
  const contact = database.prepare(
    `INSERT INTO contact (uuid, body, name, detail, search, state, captured_at) VALUES (?, ?, ?, 'Acme', ?, 'waiting', 1)`,
  );
  for (const [n, name] of ['Meier', 'Edited'].entries()) {
    contact.run(`00000000-0000-0000-0000-00000000000${n}`, JSON.stringify(first(name)), name, `${name}\nAcme`);
  }
  const draft = database.prepare('INSERT INTO draft (editing, body, changed_at) VALUES (?, ?, ?)');
  draft.run(0, JSON.stringify(first('Typed')), 1);
  draft.run(2, JSON.stringify(first('Being edited')), 2);
  const setting = database.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
  setting.run('connection', JSON.stringify(connection));
  setting.run('reference-field', JSON.stringify('fieldpost_id__c'));
}

/** Leaves an outbox in a folder as a version with this schema did. */
function outboxOf(schema: number): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const database: OutboxDatabase = new Database(join(folder, 'outbox.sqlite'));
  database.pragma('journal_mode = WAL');
  for (let from = 0; from < schema; from++) applyMigration(database, from);
  database.pragma('application_id = 0x46507374');
  database.pragma(`user_version = ${schema}`);
  if (schema < 6) {
    fill(database);
  } else {
    const counted = countChanges(database);
    const copy = secondCopyOf(folder, database, counted.last());
    const { rows } = counted.transact(() => {
      fill(database);
    });
    copy.append(counted.last(), rows);
    counted.close();
    copy.close(counted.last());
  }
  database.close();
  return folder;
}

function expectAll(folder: string): void {
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  expect(outbox.detail(1)?.contact).toEqual({ ...emptyContact(), ...first('Meier') });
  expect(outbox.newDrafts()).toEqual([{ slot: 0, contact: { ...emptyContact(), ...first('Typed') } }]);
  expect(outbox.editDraft()).toEqual({ slot: 2, contact: { ...emptyContact(), ...first('Being edited') } });
  expect(outbox.fieldMap()).toEqual(fieldMapOf({ reference: 'fieldpost_id__c' }));
  expect(outbox.counts()).toEqual({
    waiting: 2,
    sending: 0,
    delivered: 0,
    'needs-attention': 0,
    unconfirmed: 0,
    withdrawn: 0,
  });
  const body = createContactBody(outbox.claim(connection, 2)?.contact ?? emptyContact());
  expect(JSON.parse(body)).toMatchObject(bodyOfThen);
  expect(body).toContain('"remoteFields":{"Budget":12345678901234567890}');
  // And all that is new can be done.
  expect(outbox.withdraw(2, 3)).toBe(true);
  expect(outbox.undoWithdraw(2)).toBe(true);
  expect(outbox.edit(2, contactWith({ note: 'New' }))).toBe(true);
  expect(outbox.detail(2)?.contact).toEqual(contactWith({ note: 'New' }));
  expect(inspect(folder, true).database).toEqual([]);
}

describe.each(migrations.map((_migration, index) => index + 1))('an outbox of schema %i', (schema) => {
  it('is brought to today', () => {
    expectAll(outboxOf(schema));
  });
});

describe('the change that lets contacts be withdrawn', () => {
  it('rewrites no contact, and leaves each row as it was saved', () => {
    const folder = outboxOf(6);
    const file = join(folder, 'outbox.sqlite');
    const look = () => {
      const database = new Database(file, { readonly: true });
      const trees = database
        .prepare("SELECT name, rootpage FROM sqlite_schema WHERE tbl_name = 'contact' AND type <> 'trigger'")
        .all();
      const rows = database.prepare('SELECT * FROM contact ORDER BY id').all();
      database.close();
      return { trees, rows };
    };
    const before = look();
    openOutbox(folder).close();
    expect(look()).toEqual(before);
  });

  it('lets nothing else be a state, also for a connection that goes on', () => {
    const database: OutboxDatabase = new Database(':memory:');
    for (const from of migrations.keys()) applyMigration(database, from);
    const insert = (state: string) =>
      database
        .prepare(
          `INSERT INTO contact (uuid, body, name, detail, search, state, captured_at) VALUES ('u', '{}', '', '', '', ?, 1)`,
        )
        .run(state);
    expect(() => insert('withdrawn')).not.toThrow();
    expect(() => insert('sent')).toThrow('CHECK');
    expect(hasItsSchema(database)).toBe(true);
    // Its schema is guarded again.
    expect(() => database.exec("UPDATE sqlite_schema SET sql = '' WHERE name = 'contact'")).toThrow();
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });

  it('is missed where it is not there', () => {
    const database: OutboxDatabase = new Database(':memory:');
    for (const from of migrations.keys()) applyMigration(database, from);
    database.unsafeMode(true).pragma('writable_schema = ON');
    database.exec("UPDATE sqlite_schema SET sql = replace(sql, 'withdrawn', 'withdrawm') WHERE name = 'contact'");
    database.pragma('writable_schema = RESET');
    expect(hasItsSchema(database)).toBe(false);
    database.close();
  });

  it('comes to all or nothing', () => {
    const folder = outboxOf(6);
    const database: OutboxDatabase = new Database(join(folder, 'outbox.sqlite'));
    database.exec('BEGIN');
    applyMigration(database, 6);
    // The power fails: what was not committed is not there.
    database.close();
    expectAll(folder);
  });
});

it('is made anew from what the version before kept beside its database', async () => {
  const folder = outboxOf(6);
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `outbox.sqlite${end}`), { force: true });
  expect(textOf(await repairStore(folder))).toContain('2 contacts are here');
  expectAll(folder);
});
