/** Takes out of a damaged database what can still be read: for when its journal is damaged too. */
import Database from 'better-sqlite3';
import * as v from 'valibot';
import { contactSchema } from '../contract/contact.ts';
import type { Reason } from '../contract/ledger.ts';
import { contactStates } from '../contract/outbox.ts';
import type { OutboxDatabase } from './database.ts';
import type { Row } from './journal.ts';
import { rowWriter } from './replay.ts';

export interface Salvaged {
  /** Contacts of which nobody knows any more whether they were sent. */
  unsure: number;
  /** Contacts of which nothing can be read. */
  lost: number;
}

/** The further a contact is, the less there is to be done with it: of two records the one that is further holds. */
const further = ['waiting', 'sending', 'needs-attention', 'unconfirmed', 'delivered'];

const unsureReason = JSON.stringify({ code: 'record-lost' } satisfies Reason);

const readable = v.looseObject({
  body: v.pipe(v.string(), v.parseJson(), contactSchema),
  state: v.picklist(contactStates),
});

/** Adds to the database, which is as far as backup and journal lead, what the file of the damaged one still holds. */
export function salvage(database: OutboxDatabase, damagedFile: string): Salvaged {
  const doubt = database.prepare<[string, number]>(
    `UPDATE contact SET state = 'unconfirmed', reason = ? WHERE id = ? AND state IN ('waiting', 'sending')`,
  );
  const salvaged: Salvaged = { unsure: 0, lost: 0 };
  merge(database, damagedFile, (id, found) => {
    if (!found.here) salvaged.lost++;
    else if (!found.there) salvaged.unsure += doubt.run(unsureReason, id).changes;
  });
  return salvaged;
}

/** Adds to the database what this file holds beyond it. */
export function takeOver(database: OutboxDatabase, file: string): void {
  merge(database, file, () => undefined);
}

/** Takes over each setting that is missing here, and each contact that is missing or further there; tells of each other one where it is. */
function merge(
  database: OutboxDatabase,
  file: string,
  left: (id: number, found: { here: boolean; there: boolean }) => void,
): void {
  const other = readerOf(file);
  const write = rowWriter(database);
  const stateOf = database.prepare<[number], string>('SELECT state FROM contact WHERE id = ?').pluck();
  const newest = database.prepare<[], number | null>('SELECT max(id) FROM contact').pluck();
  const isSet = database.prepare<[string], number>('SELECT count(*) FROM setting WHERE name = ?').pluck();
  database.transaction(() => {
    for (const setting of other.settings()) {
      if (isSet.get(String(setting['name'])) === 0) write(['setting', setting]);
    }
    for (let id = 1; id <= Math.max(newest.get() ?? 0, other.newest()); id++) {
      const here = stateOf.get(id);
      const there = other.contact(id);
      if (there !== null && further.indexOf(String(there['state'])) > further.indexOf(here ?? '')) {
        if (write(['contact', there])) {
          for (const attempt of other.attempts(id)) write(['attempt', attempt]);
          continue;
        }
      }
      left(id, { here: here !== undefined, there: there !== null });
    }
  })();
  other.close();
}

/** Answers what can be read, and nothing where that fails. */
function readerOf(file: string) {
  let database: OutboxDatabase | null = null;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
  } catch {
    // Nothing of it can be read.
  }
  function read<Value>(sql: string, id: number | null, otherwise: Value): Value {
    try {
      const statement = database?.prepare(sql);
      return (statement?.all(...(id === null ? [] : [id])) ?? otherwise) as Value;
    } catch {
      return otherwise;
    }
  }
  return {
    newest: (): number => {
      const [row] = read<{ newest: number | null }[]>('SELECT max(id) AS newest FROM contact', null, []);
      // A number that damage has made up would keep the search going for ever.
      return Math.min(row?.newest ?? 0, 10_000_000);
    },
    contact: (id: number): Row | null => {
      const [row] = read<Row[]>('SELECT * FROM contact WHERE id = ?', id, []);
      return row !== undefined && v.is(readable, row) ? row : null;
    },
    settings: (): Row[] => read<Row[]>('SELECT * FROM setting', null, []),
    attempts: (id: number): Row[] => read<Row[]>('SELECT * FROM attempt WHERE contact_id = ?', id, []),
    close: (): void => {
      database?.close();
    },
  };
}
