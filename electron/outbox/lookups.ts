/** What is stored for, and of, the looks for contacts whose fate is unknown. Times are milliseconds since 1970. */
import type { Contact } from '#contract/contact.ts';
import type { LookDecision, LookResult, Reason } from '#contract/ledger.ts';
import type { Said } from '#words/message.ts';
import { storedSaid } from '#words/said.ts';
import type { OutboxDatabase } from '../store/database.ts';
import type { Connection } from '#contract/settings.ts';
import { readContact } from './stored-contact.ts';

/** An unconfirmed contact that is to be looked for. */
export interface OpenLook {
  id: number;
  /** When it was last sent. */
  sentAt: number;
  /** When it was last looked for since; null: not yet. */
  lookedAt: number | null;
}

/** A request that may have created its contact. */
export interface UncertainRequest {
  attemptId: number;
  baseUrl: string;
  credentialId: string;
  startedAt: number;
  /** Null while it is under way, and for one cut off by a crash. */
  endedAt: number | null;
}

/** A contact that the CRM may have, or may have twice, without our knowing its id. */
export interface UncertainContact {
  id: number;
  uuid: string;
  /** Null: it cannot be read. */
  contact: Contact | null;
  /** Whether the contact is as it was sent: it cannot have been edited since. */
  asSent: boolean;
  /** Empty: whatever is known of them was lost. */
  requests: UncertainRequest[];
}

/** What came of looking for a contact, as it is stored. */
export interface Look extends Connection {
  /** The contact's. */
  id: number;
  startedAt: number;
  outcome: string;
  status: number | null;
  message: Said | null;
  excerpt: string | null;
  result: LookResult;
  decision: LookDecision;
  /** The ids by which the CRM has it; null where it was not found. */
  delivery: { crmId: string; remoteId: string | null } | null;
}

const leftAlone = JSON.stringify({ code: 'left' } satisfies Reason);

type UncertainRow = (UncertainRequest | Record<keyof UncertainRequest, null>) &
  Pick<UncertainContact, 'id' | 'uuid'> & { body: string; asSent: 0 | 1 };

/** Where a contact is, or was before it was withdrawn. */
const place = `CASE state WHEN 'withdrawn' THEN coalesce(reason ->> '$.from', 'unconfirmed') ELSE state END`;
/** Only a contact that waits or needs attention can be edited, and only to be sent again after that. */
const asSent = `${place} NOT IN ('waiting', 'needs-attention') AND NOT EXISTS (
  SELECT 1 FROM attempt AS later WHERE later.contact_id = contact.id AND later.purpose = 'send' AND later.id > attempt.id
) AS asSent`;
const uncertainColumns = `contact.id, uuid, body, ${asSent}, attempt.id AS attemptId, base_url AS baseUrl,
  credential_id AS credentialId, started_at AS startedAt, ended_at AS endedAt`;

export function lookupsIn(database: OutboxDatabase) {
  // Those that the user has left are known by their index: the contacts' own rows, which are long, are not read.
  const open = database.prepare<[string, string], OpenLook>(
    `SELECT contact.id, sent.started_at AS sentAt,
            (SELECT max(ended_at) FROM attempt WHERE contact_id = contact.id AND purpose = 'look' AND id > sent.id) AS lookedAt
     FROM contact JOIN attempt AS sent
       ON sent.id = (SELECT max(id) FROM attempt WHERE contact_id = contact.id AND purpose = 'send')
     WHERE state = 'unconfirmed' AND contact.id NOT IN (SELECT id FROM contact WHERE left_at IS NOT NULL) AND base_url = ? AND credential_id = ? ORDER BY contact.id`,
  );
  const uncertain = database.prepare<[], UncertainRow>(
    `SELECT ${uncertainColumns} FROM attempt JOIN contact ON contact.id = contact_id
     WHERE processed = 'unknown'
     UNION ALL
     SELECT ${uncertainColumns} FROM contact JOIN attempt ON contact_id = contact.id
     WHERE state = 'sending' AND outcome IS NULL AND ended_at IS NULL
     UNION ALL
     SELECT id, uuid, body, 1, NULL, NULL, NULL, NULL, NULL FROM contact
     WHERE state IN ('unconfirmed', 'withdrawn') AND ${place} = 'unconfirmed'
       AND NOT EXISTS (SELECT 1 FROM attempt WHERE contact_id = contact.id AND processed = 'unknown')`,
  );
  const another = database
    .prepare<[string, number], number>('SELECT count(*) FROM contact WHERE crm_id = ? AND id <> ?')
    .pluck();
  const trace = database.prepare<
    [
      Omit<Look, 'delivery' | 'message' | 'result' | 'decision'> & {
        message: string | null;
        result: string;
        decision: string;
        now: number;
      },
    ]
  >(
    `INSERT INTO attempt (contact_id, purpose, started_at, ended_at, base_url, credential_id, outcome, status, message,
                          excerpt, result, decision)
     VALUES (:id, 'look', :startedAt, :now, :baseUrl, :credentialId, :outcome, :status, :message, :excerpt, :result,
             :decision)`,
  );
  const deliver = database.prepare<[number, string, string | null, number]>(
    `UPDATE contact SET state = 'delivered', reason = NULL, left_at = NULL, delivered_at = ?, delivered_by = 'crm', crm_id = ?, remote_id = ?
     WHERE id = ? AND state = 'unconfirmed'`,
  );
  const leave = database.prepare<[string, number, number]>(
    `UPDATE contact SET reason = ?, left_at = ? WHERE id = ? AND state = 'unconfirmed' AND left_at IS NULL`,
  );
  const left = database.prepare<[], number>('SELECT count(*) FROM contact WHERE left_at IS NOT NULL').pluck();

  return {
    read: {
      /** Returns the unconfirmed contacts that were last sent by this connection and that the user has not left. */
      open: ({ baseUrl, credentialId }: Connection): OpenLook[] => open.all(baseUrl, credentialId),

      /** Returns every contact with a request of unknown fate, whatever has become of it since. */
      uncertain: (): UncertainContact[] => {
        const contacts = new Map<number, UncertainContact>();
        for (const { id, uuid, body, asSent, ...request } of uncertain.all()) {
          const contact = readContact(body);
          const known = contacts.get(id) ?? { id, uuid, contact, asSent: true, requests: [] };
          // Each of its requests of unknown fate has to be the last one, of which there is one.
          known.asSent &&= asSent === 1;
          if (request.attemptId !== null) known.requests.push(request);
          contacts.set(id, known);
        }
        return [...contacts.values()];
      },

      /** Returns whether the CRM gave this id for a contact other than the one with this id of ours. */
      isAnothers: (crmId: string, id: number): boolean => (another.get(crmId, id) ?? 0) > 0,

      /** Returns how many unconfirmed contacts the user has left as they are. */
      left: (): number => left.get() ?? 0,
    },

    /** Stores what came of looking for a contact. An unconfirmed one that was found is delivered. */
    settle: ({ delivery, message, result, decision, ...look }: Look, now: number): void => {
      const words = message === null ? null : storedSaid(message);
      trace.run({ ...look, message: words, result: JSON.stringify(result), decision: JSON.stringify(decision), now });
      if (delivery !== null) deliver.run(now, delivery.crmId, delivery.remoteId, look.id);
    },

    moves: {
      /** The user leaves an unconfirmed contact as it is. */
      leave: (id: number, now: number): boolean => leave.run(leftAlone, now, id).changes > 0,
    },
  };
}
