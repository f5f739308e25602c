/** Moves contacts through their states. Each move is one commit; what must be on the disk before a request goes out, is. */
import type { Contact } from '#contract/contact.ts';
import type { NamedPath } from '#contract/fields.ts';
import { cutOff as cutOffCode, needsNameReason, readReason, type Decision, type Reason } from '#contract/ledger.ts';
import type { Alike, ContactState } from '#contract/outbox.ts';
import { mostConnections, mostPerMinute } from '#contract/settings.ts';
import { storedSaid } from '#words/said.ts';
import type { Outcome } from '../crm/outcome.ts';
import type { Lanes } from './lanes.ts';
import { checkedRowsIn } from '../store/changes.ts';
import type { OutboxDatabase } from '../store/database.ts';
import type { Connection } from '#contract/settings.ts';
import { edited, portion, type Portions } from './portions.ts';
import { readContact } from './stored-contact.ts';

/** A contact whose attempt is on the disk and whose request may go out now. */
export interface ClaimedContact {
  id: number;
  attemptId: number;
  uuid: string;
  contact: Contact;
  /** The fields that were given and do not go with it; missing: none was given that might not. */
  kept?: readonly NamedPath[];
}

/** Contacts that go behind the others. */
export interface Behind {
  ids: readonly number[];
  /** Those of them that may be tried again where no other waits; the first one first. */
  ready: readonly number[];
}

/** What an attempt came to, as it is stored. */
export interface Settlement {
  outcome: Outcome;
  /** Where the contact goes. */
  state: Exclude<ContactState, 'sending' | 'withdrawn'>;
  /** Why it is not delivered; null where nothing is wrong with it. */
  reason: Reason | null;
  decision: Decision;
}

const noConnection = JSON.stringify({ code: 'no-connection' } satisfies Reason);
const unreadable = JSON.stringify({ code: 'unreadable' } satisfies Reason);
const afterCrash = JSON.stringify({ code: 'cut-off' } satisfies Reason);
const decidedAfterCrash = JSON.stringify({ contact: 'unconfirmed', queue: 'goes-on' } satisfies Decision);

/** Who is next: the oldest but these, by a connection; where there is none, the first of those that are ready. Ids as JSON. */
interface Next {
  lane: string;
  ids: string;
  ready: string;
}

export function deliveryIn(database: OutboxDatabase, lanes: Lanes) {
  /** `waiting`: the contacts that wait, or where there are several connections those that wait for one. */
  const nextFrom = (waiting: string) => {
    const whoIs = (which: string) =>
      database
        .prepare<[Next], number>(`SELECT one.id FROM ${waiting} AND one.id <> ${edited} AND ${which} LIMIT 1`)
        .pluck();
    return {
      oldest: whoIs('one.id NOT IN (SELECT value FROM json_each(:ids)) ORDER BY one.id'),
      firstReady: whoIs(
        `one.id IN (SELECT value FROM json_each(:ready)) ORDER BY (SELECT key FROM json_each(:ready) WHERE value = one.id)`,
      ),
    };
  };
  const next = nextFrom(`contact AS one WHERE state = 'waiting'`);
  const waitingFor = 'waiting_by AS one WHERE connection = :lane';
  let nextOfLane: typeof next | undefined;
  const move = database.prepare<[ContactState, string | null, number, ContactState]>(
    'UPDATE contact SET state = ?, reason = ?, left_at = NULL WHERE id = ? AND state = ?',
  );
  const beginAttempt = database.prepare<[number, number, string, string]>(
    'INSERT INTO attempt (contact_id, started_at, base_url, credential_id) VALUES (?, ?, ?, ?)',
  );
  const endAttempt = database.prepare<
    [
      Omit<Outcome, 'kind' | 'message'> & {
        id: number;
        now: number;
        message: string | null;
        outcome: string;
        decision: string;
      },
    ]
  >(
    `UPDATE attempt SET ended_at = :now, outcome = :outcome, processed = :processed, phase = :phase, status = :status,
            head_ms = :headMs, code = :code, message = :message, excerpt = :excerpt, decision = :decision WHERE id = :id`,
  );
  const deliver = database.prepare<[number, 'crm' | 'user', string | null, string | null, number]>(
    `UPDATE contact SET state = 'delivered', reason = NULL, left_at = NULL, delivered_at = ?, delivered_by = ?, crm_id = ?, remote_id = ? WHERE id = ?`,
  );
  const sending = database.prepare<[], number>(`SELECT id FROM contact WHERE state = 'sending'`).pluck();
  const cutOff = database.prepare<[string, string, number]>(
    `UPDATE attempt SET outcome = 'unknown', processed = 'unknown', phase = 'request', code = ?, decision = ?
     WHERE contact_id = ? AND ended_at IS NULL AND outcome IS NULL`,
  );
  // Within a minute no more are started than the pace allows at most (contract/settings.ts).
  const newestFirst = database.prepare<[], { at: number; purpose: string; to: string; account: string }>(
    `SELECT started_at AS at, purpose, base_url AS "to", credential_id AS account
     FROM attempt ORDER BY id DESC LIMIT ${mostPerMinute * mostConnections}`,
  );
  const held = `(SELECT count(*) FROM contact WHERE id = ${edited} AND state = 'waiting')`;
  const heldBack = database.prepare<[], number>(`SELECT ${held}`).pluck();
  const toSend = database
    .prepare<[], number>(`SELECT contacts - ${held} FROM state_count WHERE state = 'waiting'`)
    .pluck();
  const parkSome = database
    .prepare<[string, number, number], number>(
      `UPDATE contact SET state = 'needs-attention', reason = ? WHERE id IN (
         SELECT id FROM contact WHERE state = 'waiting' AND id <= ? AND id > ? ORDER BY id LIMIT ${portion}) RETURNING id`,
    )
    .pluck();
  const reasons = database.prepare<[], Omit<Alike, 'reason'> & { reason: string | null }>(
    `SELECT reason, count(*) AS contacts, max(id) AS id FROM contact INDEXED BY contact_by_reason
     WHERE state = 'needs-attention'
     GROUP BY reason ORDER BY contacts DESC, id DESC LIMIT 50`,
  );
  const reasonOf = database
    .prepare<[number], string | null>(`SELECT reason FROM contact WHERE id = ? AND state = 'needs-attention'`)
    .pluck();
  const retrySome = database
    .prepare<[string | null, number], number>(
      `UPDATE contact SET state = 'waiting', reason = NULL WHERE id IN (
         SELECT id FROM contact WHERE state = 'needs-attention' AND reason IS ? AND reason IS NOT '${needsNameReason}' AND id > ? ORDER BY id LIMIT ${portion}
       ) RETURNING id`,
    )
    .pluck();
  const retryOne = database.prepare<[number]>(
    `UPDATE contact SET state = 'waiting', reason = NULL, left_at = NULL
     WHERE id = ? AND state = 'needs-attention' AND reason IS NOT '${needsNameReason}'`,
  );
  const lastId = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM contact').pluck();
  const checked = checkedRowsIn(database, 'contact');
  const stateOf = database.prepare<[number], ContactState>('SELECT state FROM contact WHERE id = ?').pluck();

  function nextOf(lane: string, { ids, ready }: Behind): number | undefined {
    // Their table is there only where there are several connections.
    const { oldest, firstReady } = lanes.several() ? (nextOfLane ??= nextFrom(waitingFor)) : next;
    const given = { lane, ids: JSON.stringify(ids), ready: JSON.stringify(ready) };
    return oldest.get(given) ?? (ready.length === 0 ? undefined : firstReady.get(given));
  }

  return {
    reads: {
      /** Returns how many contacts can be sent by a connection; of several, `mostCounted` (lanes.ts) at most. */
      toSend: (lane = ''): number => (lanes.several() ? lanes.toSend(lane) : (toSend.get() ?? 0)),

      /** Returns how many waiting contacts are not sent because they are being edited: 0 or 1. */
      heldBack: (): number => heldBack.get() ?? 0,

      /** Returns the reasons for which contacts need attention, the most frequent first. */
      reasons: (): Alike[] =>
        reasons
          .all()
          .map(({ reason, ...rest }) => ({ ...rest, reason: readReason(reason) ?? { code: 'text', text: '' } })),

      /** Returns the id of the newest contact; 0: there is none. */
      lastId: (): number => lastId.get() ?? 0,

      /** Returns when the attempts of the last minute were begun, those after `since`, by this connection, oldest first; in milliseconds since 1970. */
      startsSince: (since: number, by?: Connection): number[] => {
        const starts: number[] = [];
        for (const { at, purpose, to, account } of newestFirst.iterate()) {
          if (at > since) {
            if (by === undefined || (to === by.baseUrl && account === by.credentialId)) starts.push(at);
            // A look is stored when it has ended, a contact's attempt when it begins: what is before this one is older.
          } else if (purpose === 'send') break;
        }
        return starts.reverse();
      },
    },

    /**
     * Takes a waiting contact out of the queue: it is `sending`, and its attempt stored, before this returns. It is the
     * oldest that is not among those with the ids `behind`; where there is none, the first of `behind.ready`, in that order.
     * Returns null where neither waits. One that is not as it was saved is not taken: that is damage. One that cannot be read is
     * put in front of the user, as is one whose connection is gone; `parked` hears of it. `lane`: the id of the connection. `now`: milliseconds since 1970.
     */
    claim: (
      connection: Connection,
      now: number,
      behind: Behind,
      parked: (id: number) => void = () => undefined,
      lane = '',
    ): ClaimedContact | null => {
      for (;;) {
        const id = nextOf(lane, behind);
        if (id === undefined) return null;
        const { uuid, body } = checked(id) as { uuid: string; body: string };
        const contact = readContact(body);
        // A contact goes to the CRM it was captured for, and to no other.
        if (contact === null || contact.connection !== lane) {
          move.run('needs-attention', contact === null ? unreadable : noConnection, id, 'waiting');
          parked(id);
          continue;
        }
        move.run('sending', null, id, 'waiting');
        const { lastInsertRowid } = beginAttempt.run(id, now, connection.baseUrl, connection.credentialId);
        return { id, uuid, attemptId: Number(lastInsertRowid), contact };
      }
    },

    /** Stores what an attempt came to and moves its contact on. `now`: milliseconds since 1970. */
    settle: (claimed: ClaimedContact, settlement: Settlement, now: number): void => {
      const { outcome, state, reason, decision } = settlement;
      const { processed, phase, status, headMs, code, excerpt } = outcome;
      const message = outcome.message === null ? null : storedSaid(outcome.message);
      const evidence = { processed, phase, status, headMs, code, message, excerpt };
      const told: Decision = claimed.kept === undefined ? decision : { ...decision, kept: claimed.kept };
      const more = { outcome: outcome.kind, decision: JSON.stringify(told), id: claimed.attemptId, now };
      endAttempt.run({ ...evidence, ...more });
      if (outcome.kind === 'delivered') deliver.run(now, 'crm', outcome.crmId, outcome.remoteId, claimed.id);
      else move.run(state, reason === null ? null : JSON.stringify(reason), claimed.id, 'sending');
    },

    /**
     * For the start: what is still `sending` was cut off by the end of the last run, and its fate is not known.
     * Returns the ids of these contacts, now unconfirmed.
     */
    endCutOff: (): number[] => {
      const ids = sending.all();
      for (const id of ids) {
        move.run('unconfirmed', afterCrash, id, 'sending');
        cutOff.run(cutOffCode, decidedAfterCrash, id);
      }
      return ids;
    },

    /** Puts the waiting contacts up to this id in front of the user. */
    parkUpTo:
      (id: number, reason: Reason): Portions =>
      (after) =>
        parkSome.all(JSON.stringify(reason), id, after),

    /** Lets the contacts wait again that need attention for the same reason as this one. */
    retryAlike: (id: number): Portions => {
      const reason = reasonOf.get(id);
      return (after) => (reason === undefined ? [] : retrySome.all(reason, after));
    },

    moves: {
      /** Waiting → needs attention, with the reason. */
      park: (id: number, reason: Reason): boolean =>
        move.run('needs-attention', JSON.stringify(reason), id, 'waiting').changes > 0,

      /** Needs attention → waiting. */
      retry: (id: number): boolean => retryOne.run(id).changes > 0,

      /** Unconfirmed → waiting, on the user's word. */
      sendAgain: (id: number): boolean => move.run('waiting', null, id, 'unconfirmed').changes > 0,

      /** Unconfirmed or needs attention → delivered, on the user's word. */
      markDelivered: (id: number, now: number): boolean => {
        const state = stateOf.get(id);
        if (state !== 'unconfirmed' && state !== 'needs-attention') return false;
        deliver.run(now, 'user', null, null, id);
        return true;
      },
    },
  };
}
