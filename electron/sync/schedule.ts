/** How long the queue waits for what. In milliseconds. The README has the same numbers, and a test compares them. */
import type { PauseReason } from '#contract/status.ts';

const second = 1_000;
const minute = 60 * second;

/** The first wait; each further one is twice as long, up to the longest. */
export interface Schedule {
  first: number;
  longest: number;
}

/** Why the queue rests because of something that it met, and not for want of something that the user has to enter. */
export type RestReason = Exclude<PauseReason, 'other-laptop' | 'not-connected' | 'no-key'>;

/** When what was met is looked at again by itself. */
export const rests: Record<RestReason, Schedule> = {
  offline: { first: 2 * second, longest: 30 * second },
  portal: { first: 5 * second, longest: 30 * second },
  'api-ill': { first: 5 * second, longest: 5 * minute },
  'rate-limited': { first: 5 * second, longest: 5 * minute },
  'disk-trouble': { first: 5 * second, longest: 30 * second },
  'key-rejected': { first: 10 * second, longest: 15 * minute },
  'plan-refused': { first: 10 * second, longest: 15 * minute },
  'access-refused': { first: 10 * second, longest: 15 * minute },
  'wrong-address': { first: 10 * second, longest: 15 * minute },
  refusing: { first: minute, longest: 15 * minute },
  // Rarely: each look may open the system's own password window.
  'keychain-unavailable': { first: 5 * minute, longest: 15 * minute },
};

/** Between two contacts that are risked while nobody says that the CRM is well. */
export const canaries: Schedule = { first: minute, longest: 15 * minute };
/** So many of them of unknown fate, and the user's word is asked for. */
export const mostCanaries = 5;

/** How long a contact rests that failed alone. */
export const alone: Schedule = { first: minute, longest: 15 * minute };
/** So many times, and it needs attention. */
export const mostAlone = 3;

/** So many refusals in a row, with the same status in the same words, are a fault of the connection. */
export const mostRefusals = 5;

/** The longest `Retry-After` that is believed. */
export const longestRetryAfter = 60 * minute;

/** A save while offline tries at once, but not at every save of a busy minute. */
export const calmAfterTry = 5 * second;

/** How long no contact is begun after the laptop said that it falls asleep: it may never say that it has woken. */
export const longestQuiet = 30 * second;

/** How often the clock is looked at while something is under way. */
export const watchEvery = 10 * second;

/** After a look for a contact that was not answered, the next one waits for so long. */
export const afterFailedLook = minute;

/**
 * Takes a schedule, how many waits there were before (0 for the first) and a chance from 0 to 1. Returns the wait:
 * between half and all of its step, so that a hall full of laptops does not knock at once.
 */
export function backoff({ first, longest }: Schedule, before: number, chance: number): number {
  // 2^30 is beyond any schedule; without the bound, a long outage would overflow into Infinity.
  const step = Math.min(longest, first * 2 ** Math.min(before, 30));
  return Math.round(step * (0.5 + chance / 2));
}
