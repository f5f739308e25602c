/** What the status line is drawn from. Times are milliseconds since 1970. */
import type { Said } from '#words/message.ts';
import { countsOf, type Counts } from './outbox.ts';

/**
 * Why the whole queue rests. Each has its own sentence on the screen (renderer/status/sentence.ts); no contact loses its
 * place or an attempt by any of them.
 */
export const pauseReasons = [
  'other-laptop',
  'not-connected',
  'no-key',
  'keychain-unavailable',
  'offline',
  'portal',
  'key-rejected',
  'plan-refused',
  'access-refused',
  'wrong-address',
  'refusing',
  'rate-limited',
  'api-ill',
  'disk-trouble',
] as const;
export type PauseReason = (typeof pauseReasons)[number];

export interface Pause {
  reason: PauseReason;
  since: number;
  /** When it was last met, by a contact or by a look at the API. */
  met: number;
  /** When it is looked at again by itself; null: when the user has done something. */
  until: number | null;
  /** Before this moment the CRM wants no request, whatever else there is; null: it set none. */
  notBefore: number | null;
  /** Whether the user's word is asked for before the rest goes on: "Try now" gives it. */
  asks: boolean;
  /** HTTP status of the answer that led to it; null: there was none. */
  status: number | null;
  /** What broke, e.g. ENOTFOUND; null: nothing did. */
  code: string | null;
  /** The API's words, or what is said of the connection that failed; never the key. */
  message: Said | null;
  /** How many times in a row it was met; spaces the tries. */
  tries: number;
}

/** How one of several connections does. */
export interface ConnectionStatus {
  id: string;
  /** What the user calls it, else its host; may be empty. */
  name: string;
  /** Contacts that wait for it, but for one that is being edited. */
  waiting: number;
  inFlight: number;
  pause: Pause | null;
}

export interface Status {
  /** Whether the outbox is open: where it is not, nothing is known of what is in it. */
  isOpen: boolean;
  counts: Counts;
  pause: Pause | null;
  /** How each of several connections does; empty: there is only one, and all else is of it. */
  connections: readonly ConnectionStatus[];
  /** Waiting contacts that are not sent while they are being edited: 0 or 1. */
  heldBack: number;
  /** Unconfirmed contacts that the user has left as they are. */
  left: number;
  /** Waiting contacts that failed where others did not: they rest and are tried again by themselves. */
  declined: number;
  /** Contacts whose request is under way now. */
  inFlight: number;
  /** The last moment the CRM answered that a contact was created; null before the first. */
  lastDeliveredAt: number | null;
  /** False only when the laptop itself says that it has no network: the one thing it is to be trusted with. */
  link: boolean;
  /** Bytes that are left on the disk, where they are few; null: there is room enough. */
  diskLow: number | null;
  /** Why nothing can be saved now; null: saving works. */
  storeProblem: Said | null;
  /** What was damaged in the outbox and repaired, until the user has read it; null: nothing. */
  repair: Said | null;
  /** What is under way with the outbox itself, and keeps contacts from being sent or saved; null: nothing. */
  work: Work | null;
}

/**
 * `checking`: after an end that was none (a crash, a power cut) nothing is sent before all of the outbox was read; saving
 * works. `repairing`: the outbox is closed meanwhile; so many of so many contacts are there already, 0 of 0 at first.
 */
export type Work = { kind: 'checking' } | { kind: 'repairing'; done: number; total: number };

/** Returns the status while the outbox is not open: nothing is known of what is in it. */
export function closedStatus(known: Pick<Status, 'link' | 'storeProblem' | 'work'>): Status {
  return {
    isOpen: false,
    counts: countsOf([]),
    heldBack: 0,
    left: 0,
    declined: 0,
    pause: null,
    connections: [],
    inFlight: 0,
    lastDeliveredAt: null,
    diskLow: null,
    repair: null,
    ...known,
  };
}
