/** What can come of a request to the CRM. Closed: every place that acts on an outcome handles every kind. */
import type { ListedContact } from './list.ts';

interface Answered {
  /** HTTP status. */
  status: number;
  /** The API's own words, shortened; null where it gave none. */
  message: string | null;
  /** The beginning of the answer's body, without the key; null where it had none. */
  excerpt: string | null;
}

export type Outcome =
  /** The documented success. `crmId` is not empty. */
  | { kind: 'delivered'; status: number; crmId: string; remoteId: string | null; excerpt: string | null }
  /** The request never left: no name, no connection, no TLS, no proxy. */
  | { kind: 'not-sent'; code: string; message: string }
  /** Something answered that is not the API: a portal's or proxy's page. `reached`: whether the API may have got the request all the same. */
  | ({ kind: 'portal'; reached: 'no' | 'unknown' } & Answered)
  /** The API refused this contact. */
  | ({ kind: 'refused' } & Answered)
  /** The API says that it has this contact. */
  | ({ kind: 'already-there' } & Answered)
  | ({ kind: 'key-rejected' } & Answered)
  | ({ kind: 'plan-refused' } & Answered)
  | ({ kind: 'access-refused' } & Answered)
  | ({ kind: 'wrong-address' } & Answered)
  /** The API did not take the request. `retryAfter`: how long it asks to wait, in milliseconds. */
  | ({ kind: 'rate-limited'; retryAfter: number | null } & Answered)
  /** The request left and no answer says what became of it. */
  | { kind: 'unknown'; status: number | null; code: string; message: string | null; excerpt: string | null };

/**
 * What a harmless look at the API can come to: one of the outcomes that say why not, or `well`: it answers. With another
 * status than 200 it is the question that it does not like.
 */
export type ProbeOutcome =
  | { kind: 'well'; status: number; message: string | null }
  | Exclude<Outcome, { kind: 'delivered' | 'refused' | 'already-there' }>;

/** What a look for a contact can come to; `not-listed`: the API answers, but lists nothing. */
export type ListOutcome =
  | { kind: 'listed'; contacts: ListedContact[] }
  | { kind: 'not-listed'; status: number; message: string | null }
  | Exclude<ProbeOutcome, { kind: 'well' }>;

/**
 * Takes an outcome; returns whether it is said of the whole queue but may be meant of one contact: 403 and 404 also stand
 * for an account or a field that this contact names.
 */
export function mayMeanTheContact(
  outcome: Outcome,
): outcome is Extract<Outcome, { kind: 'access-refused' | 'wrong-address' }> {
  return outcome.kind === 'access-refused' || outcome.kind === 'wrong-address';
}

/** Takes an outcome; returns whether the API dealt with the contact itself. */
export function concernsTheContact(
  outcome: Outcome,
): outcome is Extract<Outcome, { kind: 'delivered' | 'refused' | 'already-there' }> {
  const { kind } = outcome;
  return kind === 'delivered' || kind === 'refused' || kind === 'already-there';
}
