/** Takes out of a damaged database what can still be read: for when its journal is damaged too. */
import Database from 'better-sqlite3';
import * as v from 'valibot';
import { contactSchema } from '../contract/contact.ts';
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

const unsureReason =
  'The outbox was damaged, and with it the record whether this contact was sent. The CRM may have it or not.';

const readable = v.looseObject({
  body: v.pipe(v.string(), v.parseJson(), contactSchema),
  state: v.picklist(contactStates),
});

/** Adds to the database, which is as far as backup and journal lead, what the file of the damaged one still holds. */
export function salvage(database: OutboxDatabase, damagedFile: string): Salvaged {
  const damaged = readerOf(damagedFile);
  const write = rowWriter(database);
  const stateOf = database.prepare<[number], string>('SELECT state FROM contact WHERE id = ?').pluck();
  const doubt = database.prepare<[string, number]>(
    `UPDATE contact SET state = 'unconfirmed', reason = ? WHERE id = ? AND state IN ('waiting', 'sending')`,
  );
  const newest = database.prepare<[], number | null>('SELECT max(id) FROM contact').pluck();
  const salvaged: Salvaged = { unsure: 0, lost: 0 };
  database.transaction(() => {
    for (let id = 1; id <= Math.max(newest.get() ?? 0, damaged.newest()); id++) {
      const here = stateOf.get(id);
      const there = damaged.contact(id);
      if (there !== null && further.indexOf(String(there['state'])) > further.indexOf(here ?? '')) {
        if (write(['contact', there])) {
          for (const attempt of damaged.attempts(id)) write(['attempt', attempt]);
          continue;
        }
      }
      if (here === undefined) salvaged.lost++;
      else if (there === null) salvaged.unsure += doubt.run(unsureReason, id).changes;
    }
  })();
  damaged.close();
  return salvaged;
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
    attempts: (id: number): Row[] => read<Row[]>('SELECT * FROM attempt WHERE contact_id = ?', id, []),
    close: (): void => {
      database?.close();
    },
  };
}
