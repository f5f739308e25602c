/** How pauses begin, meet and end. Pure functions; times in milliseconds since 1970. */
import type { Pause, PauseReason } from '../contract/status.ts';

/**
 * Why the sender looks at its queue: a contact was saved; a hint from outside that the network may have changed (online,
 * unlock); the laptop falls asleep, or has woken; the user asked to try now; the key was entered or removed; the address or the credential is
 * another one.
 */
export type Nudge = 'saved' | 'hint' | 'sleep' | 'wake' | 'user' | 'key' | 'connection';

/** Longest time that any pause may still have before it; more than that, and the clock has jumped. */
const longestPause = 60 * 60_000;

/** A save while offline tries at once, but not at every save of a busy minute. */
const calmAfterTry = 5_000;

/** What the user, and not time, puts right. It is kept when a passing trouble is met at the same time. */
const usersTurn: readonly PauseReason[] = [
  'other-laptop',
  'not-connected',
  'no-key',
  'key-rejected',
  'plan-refused',
  'access-refused',
  'wrong-address',
];

const isUsersTurn = ({ reason }: Pause) => usersTurn.includes(reason);

const mayHarm = ({ reason }: Pause) => reason === 'portal' || reason === 'api-ill';

/** Takes a pause; returns how long it still lasts: 0 when it is over, Infinity when only the user can end it. */
export function untilEnd(pause: Pause | null, now: number): number {
  if (pause === null) return 0;
  if (pause.until === null) return Infinity;
  const left = pause.until - now;
  return left > longestPause ? 0 : Math.max(0, left);
}

/** Takes a pause that is due; returns whether a harmless question, and not a contact, finds out that it is over. */
export function needsProbe({ reason }: Pause): boolean {
  switch (reason) {
    case 'portal':
    case 'api-ill':
    case 'key-rejected':
    case 'plan-refused':
    case 'access-refused':
    case 'wrong-address':
      return true;
    case 'other-laptop':
    case 'not-connected':
    case 'no-key':
    case 'keychain-unavailable':
    case 'offline':
    case 'rate-limited':
    case 'disk-trouble':
      return false;
  }
}

/** Takes the pause that the last run stored; returns the one to start with. */
export function pauseAtStart(stored: Pause | null, now: number): Pause | null {
  if (stored === null) return null;
  // What the API asked for, and an outage, outlast a restart. Everything else is found out anew, at no cost to a contact.
  if (stored.reason === 'rate-limited' || stored.reason === 'api-ill') return stored;
  return needsProbe(stored) ? { ...stored, until: now } : null;
}

/** Takes the pause of before and a further one; returns the one that holds from now on. */
export function pauseOfTwo(current: Pause | null, next: Pause, now: number): Pause {
  if (current === null || untilEnd(current, now) === 0) return next;
  // Two requests that failed together are one failure.
  if (current.reason === next.reason) {
    return merged({ ...next, tries: current.tries, until: latest(current.until, next.until) }, current);
  }
  return isUsersTurn(current) && !isUsersTurn(next) ? merged(current, next) : merged(next, current);
}

/** The CRM's own deadline outlasts whatever is met beside it. */
function merged(pause: Pause, other: Pause): Pause {
  const notBefore = Math.max(pause.notBefore ?? 0, other.notBefore ?? 0);
  if (notBefore === 0) return pause;
  return { ...pause, notBefore, until: latest(pause.until, notBefore) };
}

/** Takes the pause that holds and why the queue is looked at; returns the pause that holds after that. */
export function pauseAfterNudge(pause: Pause | null, why: Nudge, now: number): Pause | null {
  if (pause === null) return null;
  const lookNow: Pause = { ...pause, until: Math.max(now, pause.notBefore ?? 0) };
  switch (why) {
    // Where a contact could come to harm, the probe goes first, whatever was entered; a refused key or address harms none.
    case 'connection':
      return mayHarm(pause) ? { ...pause, until: now, notBefore: null } : null;
    case 'key':
      if (mayHarm(pause)) return lookNow;
      return lookNow.until === now ? null : { ...lookNow, reason: 'rate-limited' };
    case 'user':
      // What is met beside an illness does not end it: a pause that passes is looked at, and not forgotten.
      if (!isUsersTurn(pause)) return lookNow;
      return lookNow.until === now ? null : { ...lookNow, reason: 'rate-limited' };
    case 'sleep':
      return pause;
    case 'hint':
    case 'wake':
      return pause.until === null ? pause : lookNow;
    case 'saved':
      return pause.reason === 'offline' && now - pause.met > calmAfterTry ? lookNow : pause;
  }
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}
