/** Reads the ledger: every request that went out for a contact, and what came of it. */
import type { Attempt } from '../contract/outbox.ts';
import type { OutboxDatabase } from './database.ts';

/** Returns a function that takes a contact's id and returns its attempts, the newest first. */
export function attemptsIn(database: OutboxDatabase): (contactId: number) => Attempt[] {
  const attempts = database.prepare<[number], Attempt>(
    `SELECT id, purpose, started_at AS startedAt, ended_at AS endedAt, base_url AS baseUrl, credential_id AS credentialId, status,
            code, message, excerpt, coalesce(result, 'On its way.') AS result, decision
     FROM attempt WHERE contact_id = ? ORDER BY id DESC`,
  );
  return (contactId) => attempts.all(contactId);
}
