/** Chance that can be had again: everything that is left to it in a run follows from one seed. */
export interface Chance {
  /** Returns a number from 0 up to but not including 1. */
  next: () => number;
  /** Returns a whole number from 0 up to but not including `below`. */
  below: (below: number) => number;
  /** Returns whether something of this probability happens. */
  happens: (probability: number) => boolean;
}

/** Takes the seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (below) => Math.floor(next() * below), happens: (probability) => next() < probability };
}
