/** What the ledger knows of contacts that the CRM declined: it answered 503, which says that it did not take the request. */
import type { OutboxDatabase } from './database.ts';

export interface Declines {
  /** How often the CRM declined this contact. */
  tries: number;
  /** In how many of these tries it dealt with the very next contact, so that it was this one alone. */
  alone: number;
}

/** Returns a function that takes a contact's id and returns how often the CRM declined it. */
export function declinesIn(database: OutboxDatabase): (contactId: number) => Declines {
  // An attempt that never left, or is still under way, says nothing of the CRM.
  const declines = database.prepare<[number], Declines>(
    `SELECT count(*) AS tries,
            count(*) FILTER (WHERE (
              SELECT outcome FROM attempt AS next WHERE next.id > own.id AND outcome <> 'not-sent' ORDER BY next.id LIMIT 1
            ) IN ('delivered', 'refused', 'already-there')) AS alone
     FROM attempt AS own WHERE contact_id = ? AND status = 503`,
  );
  return (contactId) => declines.get(contactId) ?? { tries: 0, alone: 0 };
}
