/** What other desktop apps keep their records in, used as their users do. Each has 1,000 contacts stored already. */
import Conf from 'conf';
import { JSONFilePreset } from 'lowdb/node';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Contact } from '#contract/contact.ts';
import { madeUpContact } from '../contacts.ts';

export interface Peer {
  name: string;
  save: (contact: Contact) => void | Promise<void>;
  close: () => void;
}

const stored = Array.from({ length: 1_000 }, (_, number) => madeUpContact(number));

export async function openPeers(folder: string): Promise<Peer[]> {
  mkdirSync(folder, { recursive: true });
  return [nodeSqlite(folder), electronStore(folder), await lowdb(folder)];
}

/** Node's own SQLite with a plain table, as durable as ours. */
function nodeSqlite(folder: string): Peer {
  const database = new DatabaseSync(join(folder, 'node-sqlite.sqlite'));
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE contact (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO contact (body) VALUES (?)');
  database.exec('BEGIN');
  for (const contact of stored) insert.run(JSON.stringify(contact));
  database.exec('COMMIT');
  return {
    name: 'node:sqlite, plain table, WAL, synchronous = FULL',
    save: (contact) => {
      insert.run(JSON.stringify(contact));
    },
    close: () => {
      database.close();
    },
  };
}

/** The core of electron-store. It writes the whole file anew, flushes it and renames it into place. */
function electronStore(folder: string): Peer {
  const store = new Conf<Record<string, unknown>>({ cwd: folder, configName: 'conf' });
  let next = stored.length;
  store.set('contacts', Object.fromEntries(stored.map((contact, number) => [`c${number}`, contact])));
  return {
    name: 'conf (electron-store), one key per contact',
    save: (contact) => {
      store.set(`contacts.c${next++}`, contact);
    },
    close: () => undefined,
  };
}

/** It writes the whole file anew and renames it into place, without a flush: a power cut may take the contact. */
async function lowdb(folder: string): Promise<Peer> {
  const database = await JSONFilePreset(join(folder, 'lowdb.json'), { contacts: stored });
  await database.write();
  return {
    name: 'lowdb, one array, no flush',
    save: (contact) =>
      database.update(({ contacts }) => {
        contacts.push(contact);
      }),
    close: () => undefined,
  };
}
