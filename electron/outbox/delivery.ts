/** Moves contacts through their states. Each move is one commit; what must be on the disk before a request goes out, is. */
import type { Contact } from '../contract/contact.ts';
import type { ContactState } from '../contract/outbox.ts';
import { mostPerMinute } from '../contract/settings.ts';
import type { OutboxDatabase } from './database.ts';
import type { Connection } from './settings.ts';

/** A contact whose attempt is on the disk and whose request may go out now. */
export interface ClaimedContact {
  id: number;
  attemptId: number;
  uuid: string;
  contact: Contact;
}

/** What an attempt came to, as it is stored. */
export interface Settlement {
  /** The kind of `electron/crm/outcome.ts`. */
  outcome: string;
  /** HTTP status, null without an answer. */
  status: number | null;
  /** As in `Attempt` (contract/outbox.ts). */
  code: string | null;
  message: string | null;
  excerpt: string | null;
  /** What came of the attempt, as a sentence. */
  result: string;
  /** Where the contact goes, whether the queue rests, and why, in sentences. */
  decision: string;
  /** Where the contact goes. */
  state: Exclude<ContactState, 'sending'>;
  /** Why it is not delivered, as a sentence; null where nothing is wrong with it. */
  reason: string | null;
  /** The ids the CRM gave; set where and only where the state is delivered. */
  delivery: { crmId: string; remoteId: string | null } | null;
}

const unknownAfterCrash = 'Fieldpost ended before the CRM answered. The CRM may have this contact or not.';
const decidedAfterCrash =
  'Unconfirmed at the next start, since its request may have arrived. It is not sent again without your say.';

/**
 * The contact that is being edited, which is not sent under the user's hands; 0: none. An older edit that was never
 * finished is not shown any more (capture.ts), and holds nothing.
 */
const edited = `(SELECT coalesce((SELECT editing FROM draft WHERE editing > 0 ORDER BY changed_at DESC LIMIT 1), 0))`;

export function deliveryIn(database: OutboxDatabase) {
  const waiting = `SELECT id, uuid, body FROM contact WHERE state = 'waiting' AND id <> ${edited}`;
  const oldest = database.prepare<[], { id: number; uuid: string; body: string }>(`${waiting} ORDER BY id LIMIT 1`);
  const oldestBut = database.prepare<[string], { id: number; uuid: string; body: string }>(
    `${waiting} AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 1`,
  );
  const move = database.prepare<[ContactState, string | null, number, ContactState]>(
    'UPDATE contact SET state = ?, reason = ?, left_at = NULL WHERE id = ? AND state = ?',
  );
  const beginAttempt = database.prepare<[number, number, string, string]>(
    'INSERT INTO attempt (contact_id, started_at, base_url, credential_id) VALUES (?, ?, ?, ?)',
  );
  const endAttempt = database.prepare<
    [Omit<Settlement, 'state' | 'reason' | 'delivery'> & { id: number; now: number }]
  >(
    `UPDATE attempt SET ended_at = :now, outcome = :outcome, status = :status, code = :code, message = :message,
            excerpt = :excerpt, result = :result, decision = :decision WHERE id = :id`,
  );
  const deliver = database.prepare<[number, 'crm' | 'user', string | null, string | null, number]>(
    `UPDATE contact SET state = 'delivered', reason = NULL, left_at = NULL, delivered_at = ?, delivered_by = ?, crm_id = ?, remote_id = ? WHERE id = ?`,
  );
  const sending = database.prepare<[], number>(`SELECT id FROM contact WHERE state = 'sending'`).pluck();
  const cutOff = database.prepare<[string, string, number]>(
    `UPDATE attempt SET outcome = 'unknown', result = ?, decision = ? WHERE contact_id = ? AND ended_at IS NULL AND outcome IS NULL`,
  );
  // Within a minute no more are started than the pace allows at most (contract/settings.ts): older ones need no look.
  const startedSince = database
    .prepare<[number], number>(
      `SELECT started_at FROM (SELECT id, started_at FROM attempt ORDER BY id DESC LIMIT ${mostPerMinute})
       WHERE started_at > ? ORDER BY id`,
    )
    .pluck();
  const heldBack = database
    .prepare<[], number>(`SELECT count(*) FROM contact WHERE id = ${edited} AND state = 'waiting'`)
    .pluck();
  const parkUpTo = database
    .prepare<[string, number], number>(
      `UPDATE contact SET state = 'needs-attention', reason = ? WHERE state = 'waiting' AND id <= ? RETURNING id`,
    )
    .pluck();
  const lastId = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM contact').pluck();
  const stateOf = database.prepare<[number], ContactState>('SELECT state FROM contact WHERE id = ?').pluck();

  return {
    /**
     * Takes the oldest waiting contact out of the queue: it is `sending`, and its attempt stored, before this returns.
     * Returns null where none waits. `now`: milliseconds since 1970; `but`: the ids of those that are passed over.
     */
    claim: (connection: Connection, now: number, but: readonly number[] = []): ClaimedContact | null => {
      const row = but.length === 0 ? oldest.get() : oldestBut.get(JSON.stringify(but));
      if (row === undefined) return null;
      move.run('sending', null, row.id, 'waiting');
      const { lastInsertRowid } = beginAttempt.run(row.id, now, connection.baseUrl, connection.credentialId);
      const { id, uuid, body } = row;
      return { id, uuid, attemptId: Number(lastInsertRowid), contact: JSON.parse(body) as Contact };
    },

    /** Returns how many waiting contacts are not sent because they are being edited: 0 or 1. */
    heldBack: (): number => heldBack.get() ?? 0,

    /** Stores what an attempt came to and moves its contact on. `now`: milliseconds since 1970. */
    settle: (claimed: ClaimedContact, settlement: Settlement, now: number): void => {
      const { state, reason, delivery, ...came } = settlement;
      endAttempt.run({ ...came, id: claimed.attemptId, now });
      if (delivery === null) move.run(state, reason, claimed.id, 'sending');
      else deliver.run(now, 'crm', delivery.crmId, delivery.remoteId, claimed.id);
    },

    /**
     * For the start: what is still `sending` was cut off by the end of the last run, and its fate is not known.
     * Returns the ids of these contacts, now unconfirmed.
     */
    recover: (): number[] => {
      const ids = sending.all();
      for (const id of ids) {
        move.run('unconfirmed', unknownAfterCrash, id, 'sending');
        cutOff.run('Fieldpost ended before an answer came.', decidedAfterCrash, id);
      }
      return ids;
    },

    /** Puts a waiting contact in front of the user. Returns false, and changes nothing, in any other state. */
    park: (id: number, reason: string): boolean => move.run('needs-attention', reason, id, 'waiting').changes > 0,

    /** Puts all waiting contacts up to this id in front of the user; returns their ids. */
    parkUpTo: (id: number, reason: string): number[] => parkUpTo.all(reason, id),

    /** Returns the id of the newest contact; 0: there is none. */
    lastId: (): number => lastId.get() ?? 0,

    /** Lets a contact that needs attention wait for its turn again. Returns false, and changes nothing, in any other state. */
    retry: (id: number): boolean => move.run('waiting', null, id, 'needs-attention').changes > 0,

    /** Lets an unconfirmed contact be sent again, by the user's word. Returns false, and changes nothing, in any other state. */
    sendAgain: (id: number): boolean => move.run('waiting', null, id, 'unconfirmed').changes > 0,

    /**
     * Takes the user's word that an unconfirmed contact, or one that needs attention, is in the CRM.
     * Returns false, and changes nothing, in any other state.
     */
    markDelivered: (id: number, now: number): boolean => {
      const state = stateOf.get(id);
      if (state !== 'unconfirmed' && state !== 'needs-attention') return false;
      deliver.run(now, 'user', null, null, id);
      return true;
    },

    /** Returns when the attempts of the last minute were begun, those after `since`, oldest first; in milliseconds since 1970. */
    startsSince: (since: number): number[] => startedSince.all(since),
  };
}
