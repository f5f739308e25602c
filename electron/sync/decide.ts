/** What follows from an outcome, for the contact and for the queue. A pure function: nothing is read, nothing is written. */
import type { Pause, PauseReason } from '../contract/status.ts';
import type { Outcome, ProbeOutcome } from '../crm/outcome.ts';
import type { Settlement } from '../outbox/delivery.ts';
import { backoff, type Schedule } from './backoff.ts';

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

/** Takes what came of sending a contact; returns where the contact goes and whether the queue rests. */
export function decide(outcome: Outcome, circumstances: Circumstances): Decision {
  const settled = (state: Settlement['state'], result: string, reason: string | null = null): Settlement => ({
    outcome: outcome.kind,
    status: 'status' in outcome ? outcome.status : null,
    result,
    state,
    reason,
    delivery: outcome.kind === 'delivered' ? { crmId: outcome.crmId, remoteId: outcome.remoteId } : null,
  });

  switch (outcome.kind) {
    case 'delivered':
      return { settlement: settled('delivered', `The CRM created it as ${outcome.crmId}.`), pause: null };
    case 'refused': {
      const said = saying(`The CRM refused this contact (HTTP ${outcome.status})`, outcome.message);
      return { settlement: settled('needs-attention', said, said), pause: null };
    }
    case 'already-there': {
      const said = saying(`The CRM says that it has this contact already (HTTP ${outcome.status})`, outcome.message);
      return { settlement: settled('needs-attention', said, said), pause: null };
    }
    case 'unknown': {
      const said = whatIsMissing(outcome);
      // What broke the connection helps whoever looks into it, and nobody at a booth.
      const result =
        outcome.status === null ? `${said} (${outcome.message ?? 'no more is known'}, ${outcome.code})` : said;
      const settlement = settled('unconfirmed', result, `${said} ${mayBeThere}`);
      return { settlement, pause: queuePause(outcome, circumstances) };
    }
    case 'portal': {
      const said = `Something other than the CRM answered (HTTP ${outcome.status}).`;
      const settlement =
        outcome.reached === 'no' ? settled('waiting', said) : settled('unconfirmed', said, `${said} ${mayBeThere}`);
      return { settlement, pause: queuePause(outcome, circumstances) };
    }
    case 'not-sent':
    case 'key-rejected':
    case 'plan-refused':
    case 'access-refused':
    case 'wrong-address':
    case 'rate-limited': {
      const pause = queuePause(outcome, circumstances);
      return { settlement: settled('waiting', `Not taken: ${pause.detail ?? pause.reason}`), pause };
    }
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
