/**
 * Contacts that go from one outbox into another one. Each keeps its UUID, and is taken in before it is given away: where that
 * is cut off between, it is known by it, and not taken in a second time.
 */
import Database from 'better-sqlite3';
import type { Contact } from '#contract/contact.ts';
import { readReason, type Withdrawal } from '#contract/ledger.ts';
import { databaseIn, type OutboxDatabase } from '../store/database.ts';
import type { captureInto } from './capture.ts';
import { doneIn, readContact } from './stored-contact.ts';

/** A contact as it goes from one outbox into another one. */
export interface MovedContact {
  /** In the outbox that it leaves. */
  id: number;
  uuid: string;
  contact: Contact;
  /** Milliseconds since 1970. */
  capturedAt: number;
  /** When what was promised was done, in milliseconds since 1970; null: it is not. */
  doneAt: number | null;
}

type Stored = Omit<MovedContact, 'contact'> & { body: string };

/** One that is on its way is not moved: what comes of that would be told of nobody. */
const canLeave = `state NOT IN ('sending', 'withdrawn')`;

export function movingIn(
  database: OutboxDatabase,
  { captureAs, moves: { markFollowUp } }: ReturnType<typeof captureInto>,
) {
  const all = database.prepare<[], Stored>(
    `SELECT id, uuid, body, captured_at AS capturedAt FROM contact WHERE ${canLeave} ORDER BY id`,
  );
  const reasonOf = database.prepare<[number], string | null>(`SELECT reason FROM contact WHERE id = ?`).pluck();
  const give = database.prepare<[string, number]>(
    `UPDATE contact SET state = 'withdrawn', reason = ?, left_at = NULL,
            delivered_at = NULL, delivered_by = NULL, crm_id = NULL, remote_id = NULL
     WHERE id = ? AND ${canLeave}`,
  );

  return {
    /** Returns those of these contacts that can leave, the oldest first; null: of all. One that cannot be read stays. */
    leaving: (ids: readonly number[] | null): MovedContact[] => {
      const asked = ids === null ? null : new Set(ids);
      return all
        .all()
        .filter(({ id }) => asked?.has(id) ?? true)
        .flatMap(({ body, ...stored }) => {
          const contact = readContact(body);
          return contact === null ? [] : [{ ...stored, contact, doneAt: doneIn(body) }];
        });
    },

    /** Lets these contacts wait here, but for those whose UUIDs are in `there`. */
    receive: (moved: readonly MovedContact[], there: ReadonlySet<string>): number[] =>
      moved
        .filter(({ uuid }) => !there.has(uuid))
        .map(({ uuid, contact, capturedAt, doneAt }) => {
          const id = captureAs(uuid, contact, capturedAt);
          if (doneAt !== null) markFollowUp(id, doneAt);
          return id;
        }),

    /** Withdraws contacts that are in another outbox now. Returns the ids of those that could still leave. */
    giveAway: (ids: readonly number[], now: number): number[] =>
      ids.filter((id) => {
        const before = readReason(reasonOf.get(id) ?? null);
        const reason: Withdrawal = { code: 'moved', at: now, mayBeThere: false, from: 'waiting', before, leftAt: null };
        return give.run(JSON.stringify(reason), id).changes > 0;
      }),
  };
}

/** For the thread: reads all of an outbox, of which nothing knows its UUIDs by heart. Returns which of these are in it. */
export function uuidsIn(folder: string, uuids: readonly string[]): string[] {
  const database = new Database(databaseIn(folder), { fileMustExist: true, readonly: true });
  try {
    return database
      .prepare<[string], string>('SELECT uuid FROM contact WHERE uuid IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(uuids));
  } finally {
    database.close();
  }
}
