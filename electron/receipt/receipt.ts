/** Reads what was captured in a span of time. No index serves this: one would make every save slower. */
import type { Contact } from '#contract/contact.ts';
import { readReason, type Reason } from '#contract/ledger.ts';
import { countsOf, type Attempt, type ContactState, type Counts, type DeliveredBy } from '#contract/outbox.ts';
import { capturedOf, momentsOf, type Receipt, type ReceiptQuery, type ReceiptRow } from '#contract/receipt.ts';
import { attemptsIn } from '../outbox/attempts.ts';
import { readContact } from '../outbox/stored-contact.ts';
import { openSnapshot, type OutboxDatabase } from '../store/database.ts';

/** From `begin` on and before `end`, in milliseconds since 1970. */
export interface Moments {
  begin: number;
  end: number;
}

/** All that a saved receipt says of one contact. */
export interface ReceiptContact {
  uuid: string;
  /** Null: it cannot be read. */
  contact: Contact | null;
  state: ContactState;
  reason: Reason | null;
  capturedAt: number;
  deliveredAt: number | null;
  deliveredBy: DeliveredBy | null;
  crmId: string | null;
  remoteId: string | null;
  /** Oldest first. */
  attempts: Attempt[];
  /** What is stored of it; only where that cannot be read. */
  unreadable?: string;
}

/** `body`: the contact as typed, as JSON. */
type Stored = Omit<ReceiptContact, 'contact' | 'attempts' | 'reason'> & {
  id: number;
  body: string;
  reason: string | null;
  takenBack: 0 | 1;
};

const inSpan = 'FROM contact WHERE captured_at >= :begin AND captured_at < :end';
/** What was typed of it went back into the form: who counts it as well counts one person twice. One that may be in the CRM is none. */
const wasTakenBack = `(state = 'withdrawn' AND
  CASE WHEN json_valid(reason) THEN reason ->> '$.code' IS 'undone' AND NOT coalesce(reason ->> '$.mayBeThere', TRUE) ELSE FALSE END)`;

/** Returns what became of the contacts that were captured in a span of days, in the open outbox of this folder. @throws StoreProblem */
export function receiptOf(folder: string, { span, limit }: ReceiptQuery): Receipt {
  const snapshot = openSnapshot(folder);
  try {
    const receipt = receiptIn(snapshot);
    const { counts, takenBack } = receipt.counts(momentsOf(span));
    // No more than there are: the last one of them ends the search.
    return { counts, takenBack, rows: receipt.rows(momentsOf(span), Math.min(limit, capturedOf(counts))) };
  } finally {
    snapshot.close();
  }
}

export function receiptIn(database: OutboxDatabase) {
  const count = database.prepare<[Moments], [ContactState, 0 | 1, number]>(
    `SELECT state, ${wasTakenBack} AS takenBack, count(*) ${inSpan} GROUP BY state, takenBack`,
  );
  const newest = database.prepare<
    [Moments & { limit: number }],
    Omit<ReceiptRow, 'account' | 'reason'> & { body: string; reason: string | null }
  >(
    `SELECT id, name, body, state, crm_id AS crmId, reason, captured_at AS capturedAt ${inSpan} AND NOT ${wasTakenBack} ORDER BY id DESC LIMIT :limit`,
  );
  const all = database.prepare<[Moments], Stored>(
    `SELECT id, uuid, body, state, reason, captured_at AS capturedAt, delivered_at AS deliveredAt,
            delivered_by AS deliveredBy, crm_id AS crmId, remote_id AS remoteId,
            ${wasTakenBack} AS takenBack ${inSpan} ORDER BY id`,
  );
  const attempts = attemptsIn(database);

  return {
    /** Returns how many contacts of the span are in each state, and how many were taken back. */
    counts(moments: Moments): Pick<Receipt, 'counts' | 'takenBack'> {
      const counted = count.raw().all(moments);
      const [there, back] = [0, 1].map((takenBack) =>
        countsOf(counted.filter((row) => row[1] === takenBack).map(([state, , contacts]) => [state, contacts])),
      ) as [Counts, Counts];
      return { counts: there, takenBack: back.withdrawn };
    },

    /** Returns at most `limit` contacts of the span, the newest first. */
    rows: (moments: Moments, limit: number): ReceiptRow[] =>
      newest.all({ ...moments, limit }).map(({ body, reason, ...row }) => ({
        ...row,
        reason: readReason(reason),
        account: readContact(body)?.account ?? '',
      })),

    /**
     * Yields each contact of the span with its attempts, oldest first; those that were taken back only where they are wanted.
     * Nothing can be written by `database` meanwhile.
     */
    *contacts(moments: Moments, withTakenBack: boolean): Generator<ReceiptContact, void, undefined> {
      for (const { id, body, reason, takenBack, ...rest } of all.iterate(moments)) {
        if (takenBack === 1 && !withTakenBack) continue;
        const contact = readContact(body);
        const unreadable = contact === null ? { unreadable: body } : {};
        yield { ...rest, reason: readReason(reason), contact, ...unreadable, attempts: attempts(id).reverse() };
      }
    },
  };
}
