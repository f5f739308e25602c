/** How long to wait before the next look, so that a laptop neither hammers the CRM nor sleeps through its return. */

export interface Schedule {
  /** The first wait, in milliseconds; each further one is twice as long. */
  first: number;
  /** The longest wait, in milliseconds. */
  longest: number;
}

/**
 * Takes a schedule, how many waits there were before (0 for the first) and a chance from 0 to 1.
 * Returns the wait in milliseconds: between half and all of its step, so that a hall full of laptops does not knock at once.
 */
export function backoff({ first, longest }: Schedule, before: number, chance: number): number {
  // 2^30 is beyond any schedule; without the bound, a long outage would overflow into Infinity.
  const step = Math.min(longest, first * 2 ** Math.min(before, 30));
  return Math.round(step * (0.5 + chance / 2));
}
