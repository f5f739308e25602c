/** What can come of a request to the CRM, and what is proved by it. Closed: every place that acts on an outcome handles every kind. */
import type { Said } from '#words/message.ts';
import type { ListedContact } from './list.ts';

/** Whether the CRM has done what was asked: what is proved, not what is likely. */
export type Processed = 'no' | 'unknown' | 'yes';

/** How far an exchange came: nothing had left this laptop, the request had begun to leave, an answer's head had come. */
export type Phase = 'connection' | 'request' | 'answer';

/** What an outcome rests on. The ledger keeps it. */
interface Evidence {
  phase: Phase;
  /** HTTP status; null without an answer. */
  status: number | null;
  /** From the request's end to the answer's head, in milliseconds; null without an answer. */
  headMs: number | null;
  /** What broke or was wrong, e.g. ECONNRESET or HTTP_500; null where the status says it all. */
  code: string | null;
  /** The API's own words, shortened, or what is said of the connection that failed; null where there were none. */
  message: Said | null;
  /** The beginning of the answer's body, without the key; null where it had none. */
  excerpt: string | null;
}

/** An answer came. */
export type Answered = Evidence & { phase: 'answer'; status: number; headMs: number; message: string | null };

export type Outcome =
  /** The documented success. `crmId` is not empty. */
  | (Answered & { kind: 'delivered'; processed: 'yes'; crmId: string; remoteId: string | null })
  /** The request never left: no name, no connection, no TLS, no proxy. */
  | (Evidence & { kind: 'not-sent'; processed: 'no'; phase: 'connection'; status: null; code: string; message: Said })
  /** Something answered that is not the API: a portal's, a proxy's or a web filter's page. Over TLS it may have passed the request on. */
  | (Answered & { kind: 'portal'; processed: 'no' | 'unknown' })
  /** The API refused this contact. */
  | (Answered & { kind: 'refused'; processed: 'no' })
  /** The API says that it has this contact. */
  | (Answered & { kind: 'already-there'; processed: 'no' })
  | (Answered & { kind: 'key-rejected'; processed: 'no' })
  | (Answered & { kind: 'plan-refused'; processed: 'no' })
  | (Answered & { kind: 'access-refused'; processed: 'no' })
  | (Answered & { kind: 'wrong-address'; processed: 'no' })
  /** The API says that it did not take the request. `retryAfter`: how long it asks to wait, in milliseconds; null: it does not say. */
  | (Answered & { kind: 'rate-limited'; processed: 'no'; retryAfter: number | null })
  /** The request left, at least a part of it, and no answer says what became of it. */
  | (Evidence & { kind: 'unknown'; processed: 'unknown'; code: string });

/**
 * What a harmless look at the API can come to: one of the outcomes that say why not, or `well`: it answers. With another
 * status than 200 it is the question that it does not like.
 */
export type ProbeOutcome =
  (Answered & { kind: 'well' }) | Exclude<Outcome, { kind: 'delivered' | 'refused' | 'already-there' }>;

/** What a look for a contact can come to; `not-listed`: the API answers, but lists nothing. */
export type ListOutcome =
  | { kind: 'listed'; contacts: ListedContact[] }
  | (Answered & { kind: 'not-listed' })
  | Exclude<ProbeOutcome, { kind: 'well' }>;

/** What an attempt to connect to the API's host, with no request, can come to. */
export type ReachOutcome = { kind: 'reached' } | Extract<Outcome, { kind: 'not-sent' }>;

/** Takes an outcome; returns whether the API dealt with the contact itself. */
export function concernsTheContact(
  outcome: Outcome,
): outcome is Extract<Outcome, { kind: 'delivered' | 'refused' | 'already-there' }> {
  const { kind } = outcome;
  return kind === 'delivered' || kind === 'refused' || kind === 'already-there';
}
