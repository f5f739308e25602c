/** What the ledger knows of contacts that the CRM declined: it answered 503, which says that it did not take the request. */
import type { OutboxDatabase } from './database.ts';

/**
 * Returns a function that takes a contact's id and returns how often the CRM declined it and dealt with the very next
 * contact, so that it was this one alone.
 */
export function declinedAloneIn(database: OutboxDatabase): (contactId: number) => number {
  // An attempt that never left, or is still under way, says nothing of the CRM.
  const times = database
    .prepare<[number], number>(
      `SELECT count(*) FROM attempt AS own WHERE contact_id = ? AND purpose = 'send' AND status = 503 AND (
         SELECT outcome FROM attempt AS next WHERE next.id > own.id AND purpose = 'send' AND outcome <> 'not-sent' ORDER BY next.id LIMIT 1
       ) IN ('delivered', 'refused', 'already-there')`,
    )
    .pluck();
  return (contactId) => times.get(contactId) ?? 0;
}
