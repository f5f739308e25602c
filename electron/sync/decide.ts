/** What follows from an outcome, for the contact and for the queue. A pure function: nothing is read, nothing is written. */
import { hasItAlready } from '../contract/outbox.ts';
import type { Pause, PauseReason } from '../contract/status.ts';
import { concernsTheContact, type Outcome, type ProbeOutcome } from '../crm/outcome.ts';
import type { Settlement } from '../outbox/delivery.ts';
import { backoff, type Schedule } from './backoff.ts';
import { contactSentence, queueSentence } from './decision-words.ts';

export interface Decision {
  settlement: Settlement;
  /** The queue rests for this; null: it goes on. */
  pause: Pause | null;
}

export interface Circumstances {
  /** The last pause, over or not, as long as nothing went well since; null: none. */
  before: Pause | null;
  /** Milliseconds since 1970. */
  now: number;
  /** From 0 to 1. */
  chance: number;
}

const second = 1_000;
const minute = 60 * second;

/** The longest `Retry-After` that is believed, in milliseconds. */
const longestRetryAfter = 60 * minute;

const mayBeThere = 'The CRM may have this contact or not.';

/** When a pause is looked at again by itself. Null: only the user can end it. */
const schedules: Record<PauseReason, Schedule | null> = {
  'other-laptop': null,
  'not-connected': null,
  'no-key': null,
  // Rarely: each look may open the system's own password window.
  'keychain-unavailable': { first: 5 * minute, longest: 15 * minute },
  offline: { first: 2 * second, longest: 30 * second },
  portal: { first: 5 * second, longest: 30 * second },
  // Soon at first: the harmless question tells whether it is the queue that is refused or this one contact.
  'key-rejected': { first: 10 * second, longest: 15 * minute },
  'plan-refused': { first: 10 * second, longest: 15 * minute },
  'access-refused': { first: 10 * second, longest: 15 * minute },
  'wrong-address': { first: 10 * second, longest: 15 * minute },
  'rate-limited': { first: 5 * second, longest: 5 * minute },
  'api-ill': { first: 5 * second, longest: 5 * minute },
  'disk-trouble': { first: 5 * second, longest: 30 * second },
};

/** Takes why the queue must rest; returns that pause with the time of its next look. */
export function pauseFor(reason: PauseReason, detail: string | null, { before, now, chance }: Circumstances): Pause {
  const again = before?.reason === reason ? before : null;
  const tries = (again?.tries ?? 0) + 1;
  const schedule = schedules[reason];
  const until = schedule === null ? null : now + backoff(schedule, tries - 1, chance);
  return { reason, since: again?.since ?? now, met: now, until, notBefore: null, detail, tries };
}

/**
 * Takes what came of sending a contact, and whether the connection was changed while that was under way: the queue then
 * has nothing to learn from it. Returns where the contact goes and whether the queue rests, also in sentences.
 */
export function decide(outcome: Outcome, circumstances: Circumstances, connectionChanged = false): Decision {
  const follows = concernsTheContact(outcome) ? null : queuePause(outcome, circumstances);
  const pause = connectionChanged ? null : follows;
  const queue =
    connectionChanged && follows !== null
      ? 'The queue goes on with the connection that was entered meanwhile.'
      : queueSentence(pause, circumstances.now);
  const came = {
    outcome: outcome.kind,
    status: 'status' in outcome ? outcome.status : null,
    code: 'code' in outcome ? outcome.code : null,
    message: 'message' in outcome ? outcome.message : null,
    excerpt: 'excerpt' in outcome ? outcome.excerpt : null,
    decision: `${contactSentence(outcome)} ${queue}`,
    delivery: outcome.kind === 'delivered' ? { crmId: outcome.crmId, remoteId: outcome.remoteId } : null,
  };
  return { settlement: { ...came, ...destination(outcome, follows) }, pause };
}

/** The same for a contact that did not go out because its attempt could not be stored; `message`: what the disk said. */
export function decideUnrecorded(message: string, circumstances: Circumstances): Decision & { pause: Pause } {
  const nothing = { phase: 'connection', status: null, headMs: null, excerpt: null } as const;
  const outcome: Outcome = { kind: 'not-sent', processed: 'no', ...nothing, code: 'DISK', message };
  const pause = pauseFor('disk-trouble', message, circumstances);
  const settlement: Settlement = {
    outcome: outcome.kind,
    status: null,
    code: outcome.code,
    message,
    excerpt: null,
    decision: `${contactSentence(outcome)} ${queueSentence(pause, circumstances.now)}`,
    delivery: null,
    state: 'waiting',
    result: 'Not sent: this attempt could not be stored.',
    reason: null,
  };
  return { settlement, pause };
}

/** Where the contact goes; `pause`: the one that this outcome asks for. */
function destination(outcome: Outcome, pause: Pause | null): Pick<Settlement, 'state' | 'result' | 'reason'> {
  switch (outcome.kind) {
    case 'delivered':
      return { state: 'delivered', result: `The CRM created it as ${outcome.crmId}.`, reason: null };
    case 'refused': {
      const said = saying(`The CRM refused this contact (HTTP ${outcome.status})`, outcome.message);
      return { state: 'needs-attention', result: said, reason: said };
    }
    case 'already-there': {
      const said = saying(`${hasItAlready} (HTTP ${outcome.status})`, outcome.message);
      return { state: 'needs-attention', result: said, reason: said };
    }
    case 'unknown': {
      const said = whatIsMissing(outcome);
      // What broke the connection helps whoever looks into it, and nobody at a booth.
      const result =
        outcome.status === null ? `${said} (${outcome.message ?? 'no more is known'}, ${outcome.code})` : said;
      return { state: 'unconfirmed', result, reason: `${said} ${mayBeThere}` };
    }
    case 'portal': {
      const said = `Something other than the CRM answered (HTTP ${outcome.status}).`;
      return outcome.processed === 'no'
        ? { state: 'waiting', result: said, reason: null }
        : { state: 'unconfirmed', result: said, reason: `${said} ${mayBeThere}` };
    }
    case 'not-sent':
    case 'key-rejected':
    case 'plan-refused':
    case 'access-refused':
    case 'wrong-address':
    case 'rate-limited':
      return { state: 'waiting', result: `Not taken: ${pause?.detail ?? outcome.kind}`, reason: null };
  }
}

/** Takes an outcome that concerns the whole queue; returns the pause that it asks for. */
export function queuePause(outcome: Exclude<ProbeOutcome, { kind: 'well' }>, circumstances: Circumstances): Pause {
  switch (outcome.kind) {
    case 'not-sent':
      return pauseFor('offline', `${outcome.message} (${outcome.code})`, circumstances);
    case 'portal':
    case 'key-rejected':
    case 'plan-refused':
    case 'access-refused':
    case 'wrong-address':
      return pauseFor(outcome.kind, saying(`HTTP ${outcome.status}`, outcome.message), circumstances);
    case 'unknown':
      return pauseFor('api-ill', whatIsMissing(outcome), circumstances);
    case 'rate-limited': {
      const pause = pauseFor('rate-limited', saying(`HTTP ${outcome.status}`, outcome.message), circumstances);
      if (outcome.retryAfter === null) return { ...pause, notBefore: pause.until };
      // A second at least, so that "0" is not an invitation to a tight loop.
      const until = circumstances.now + Math.min(longestRetryAfter, Math.max(second, outcome.retryAfter));
      return { ...pause, until, notBefore: until };
    }
  }
}

function whatIsMissing({ status, code, message }: Extract<Outcome, { kind: 'unknown' }>): string {
  if (status === null) return 'The request went out, and no answer came back.';
  if (code === 'NO_CONTACT_ID') return saying('The CRM answered without the id of a new contact', message);
  return saying(`The CRM answered that it had trouble (HTTP ${status})`, message);
}

function saying(what: string, message: string | null): string {
  return message === null ? `${what}.` : `${what}: ${/[.!?…]$/u.test(message) ? message : `${message}.`}`;
}
