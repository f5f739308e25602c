/** Badges that wait for a name, until a list that comes later has it. */
import type { Contact } from '#contract/contact.ts';
import { needsNameReason } from '#contract/ledger.ts';
import type { OutboxDatabase } from '../store/database.ts';
import { edited, portion } from './portions.ts';
import { readContact } from './stored-contact.ts';

export interface Nameless {
  id: number;
  contact: Contact;
}

export function namelessIn(database: OutboxDatabase) {
  // One that is being edited is left to whoever types its name.
  const page = database.prepare<[string, number], { id: number; body: string }>(
    `SELECT id, body FROM contact
     WHERE state = 'needs-attention' AND reason IS '${needsNameReason}'
       AND CASE WHEN json_valid(body) THEN body ->> '$.event.id' END IS ? AND id > ? AND id <> ${edited}
     ORDER BY id LIMIT ${portion}`,
  );

  return {
    /** Returns the next portion of an event's badges without a name, those with ids above this one. */
    nameless: (event: string, after: number): Nameless[] =>
      page.all(event, after).flatMap(({ id, body }) => {
        const contact = readContact(body);
        return contact === null ? [] : [{ id, contact }];
      }),
  };
}
