/**
 * The queue as a value: what is known of it, what can happen to it, and what it can ask to be done. `step.ts` leads from
 * one to the next, `next.ts` says what is to be done now; README.md beside this has the table. Times are milliseconds of
 * the clock that never jumps, unless said otherwise.
 */
import type { Decision, Reason } from '#contract/ledger.ts';
import type { ContactState } from '#contract/outbox.ts';
import type { Said } from '#words/message.ts';
import type { ListOutcome, Outcome, ProbeOutcome, ReachOutcome } from '../crm/outcome.ts';
import type { Behind } from '../outbox/delivery.ts';
import type { QueueMemory } from '../store/settings.ts';
import { canaries, type RestReason } from './schedule.ts';

/** What the queue met last. It ends by its time, and by a try that goes well. */
export interface Rest {
  reason: RestReason;
  since: number;
  met: number;
  until: number;
  tries: number;
  /** Offline: the CRM's host was reached since, so that a contact may be tried. */
  reached: boolean;
  status: number | null;
  code: string | null;
  message: Said | null;
}

/**
 * The CRM is ill, or something else answers for it: what goes out may be lost. It is asked a harmless question; and since
 * there are CRMs that never answer that, one contact at a time is risked (a canary) at growing distances.
 */
export interface Outage {
  reason: 'api-ill' | 'portal';
  since: number;
  met: number;
  probeAt: number;
  /** How many questions were not answered well. */
  probes: number;
  canaryAt: number;
  /** How many canaries in a row are of unknown fate. */
  canaries: number;
  /** A contact that went out on a good answer was lost all the same: the question proves nothing. */
  misled: boolean;
  /** The question was answered well, or the user has said so: the next canary goes at once. */
  go: 'no' | 'by-answer' | 'by-user';
  status: number | null;
  code: string | null;
  message: Said | null;
}

export interface Queue {
  /** Whether no other laptop may send what is in the outbox. */
  ours: 'yes' | 'no' | 'unknown';
  connected: boolean;
  key: 'wanted' | 'known' | 'none';
  /** Of the connection: rises with each change. What an older request met is of no interest. */
  generation: number;
  /** Contacts whose request is under way. */
  inFlight: number;
  /** The one question that is under way. */
  asking: Question | null;
  rest: Rest | null;
  /** Before this the CRM wants no request. */
  notBefore: number;
  outage: Outage | null;
  /** The contact that was risked in an outage, and why. */
  canary: { id: number; by: Outage['go'] } | null;
  /** The CRM dealt with a contact since anything failed: several may go at the same time. */
  proven: boolean;
  refusals: { status: number; words: string; count: number } | null;
  /**
   * Contacts that failed and go behind the others, the one that was tried last at the end. `alone`: how often the next
   * one did not fail; `until`: not before this.
   */
  behind: ReadonlyMap<number, Failure>;
  /** The contact that failed last, and when, until one that was begun after that is dealt with. */
  failed: { id: number; at: number } | null;
  /** The laptop falls asleep: nothing is begun before this. */
  quietUntil: number;
  looksAfter: number;
}

export interface Failure {
  alone: number;
  until: number;
  status: number;
  message: Said | null;
}

export type Question = 'owner' | 'key' | 'reach' | 'probe' | 'look';

/** What surrounds an event. */
export interface Moment {
  at: number;
  /** From 0 to 1. */
  chance: number;
  /** How many contacts wait that are not being edited. */
  waiting: number;
  /** When the next unconfirmed contact is to be looked for; Infinity: none is. */
  lookAt: number;
  /** How many requests the pace allows now, and when it allows the next one. */
  free: number;
  freeAt: number;
  /** How many may be in flight. */
  most: number;
}

export type Event =
  | { kind: 'saved' | 'tick' | 'hint' | 'slept' | 'woke' | 'user' | 'key' | 'answered-late' }
  /** The user has changed, retried or set aside this contact. */
  | { kind: 'changed'; id: number }
  | { kind: 'connection'; connected: boolean }
  | { kind: 'owner'; ours: boolean }
  | { kind: 'key-read'; found: 'known' | 'none'; generation: number }
  | { kind: 'key-read'; found: 'unavailable'; message: Said; generation: number }
  | { kind: 'claimed'; ids: readonly number[] }
  /** `began`: when its request was begun. */
  | { kind: 'landed'; id: number; outcome: Outcome; generation: number; began: number }
  | { kind: 'probed'; outcome: ProbeOutcome; generation: number }
  | { kind: 'reached'; outcome: ReachOutcome; generation: number }
  /** Null: nothing was asked. */
  | { kind: 'looked'; outcome: ListOutcome | null; generation: number }
  /** The outbox could not be read for a question, or an owner not be found out. */
  | { kind: 'question-failed'; question: Question; message: Said }
  | { kind: 'disk-failed'; message: Said };

export type Effect =
  | { kind: 'claim'; most: number; behind: Behind }
  | {
      kind: 'settle';
      id: number;
      state: Exclude<ContactState, 'sending' | 'withdrawn'>;
      reason: Reason | null;
      decision: Decision;
    }
  | { kind: 'park'; id: number; reason: Reason }
  | { kind: 'ask'; question: Question }
  | { kind: 'sleep'; until: number }
  /** No connection of before is used again. `woken`: the laptop has slept. */
  | { kind: 'renew'; woken: boolean };

export type Step = [queue: Queue, effects: Effect[]];

/** A moment of the wall clock, in milliseconds since 1970, and the same one by the clock that never jumps. */
export interface Clocks {
  wall: number;
  steady: number;
}

/** Takes what was remembered over a restart; returns the queue with which a run begins. */
export function openQueue(
  memory: QueueMemory,
  connected: boolean,
  ours: Queue['ours'],
  { wall, steady }: Clocks,
): Queue {
  const met = { since: steady, met: steady, reached: false, status: null, code: null, message: null };
  const { outage, refusing, refusals, notBefore } = memory;
  // The clock may have been set meanwhile.
  const left = Math.min(Math.max((notBefore ?? 0) - wall, 0), 60 * 60_000);
  const since = (moment: number) => steady - Math.max(0, wall - moment);
  const limited = { ...met, reason: 'rate-limited', until: steady + left, tries: 1 } as const;
  const refused = refusing && {
    ...met,
    ...refusing,
    since: since(refusing.since),
    reason: 'refusing' as const,
    until: steady,
    tries: 1,
  };
  return {
    ours,
    connected,
    key: 'wanted',
    generation: 0,
    inFlight: 0,
    asking: null,
    rest: left > 0 ? limited : refused,
    notBefore: steady + left,
    outage: outage && {
      ...met,
      ...outage,
      since: since(outage.since),
      probeAt: steady,
      probes: 0,
      // A restart puts it off no longer than it was.
      canaryAt: steady + Math.min(Math.max(outage.canaryAt - wall, 0), canaries.longest),
      go: 'no',
    },
    canary: null,
    proven: outage === null && refusing === null,
    refusals,
    behind: new Map(memory.alone.map(([id, times]) => [id, { alone: times, until: steady, status: 0, message: null }])),
    failed: null,
    quietUntil: steady,
    looksAfter: steady,
  };
}

/** Returns what has to be known over a restart. The moments in it are the same for the same queue, so that it is written once. */
export function memoryOf({ notBefore, outage, rest, refusals, behind }: Queue, { wall, steady }: Clocks): QueueMemory {
  const moment = (at: number) => Math.round((wall + at - steady) / 1_000) * 1_000;
  return {
    notBefore: notBefore > steady ? moment(notBefore) : null,
    outage: outage && {
      reason: outage.reason,
      since: moment(outage.since),
      canaries: outage.canaries,
      misled: outage.misled,
      canaryAt: moment(outage.canaryAt),
    },
    refusing:
      rest?.reason === 'refusing'
        ? { since: moment(rest.since), status: rest.status ?? 0, message: rest.message }
        : null,
    refusals,
    alone: [...behind].filter(([, { alone }]) => alone > 0).map(([id, { alone }]) => [id, alone]),
  };
}

/** Takes the words of a refusal; returns them without what differs from one request to the next: numbers and ids. */
export function alike(message: string | null): string {
  return (message ?? '').replace(/[\da-f-]{8,}|\d+/giu, '#');
}
