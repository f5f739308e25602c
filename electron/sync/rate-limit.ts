/** Keeps requests within a number in any 60 seconds, also right after a pause and over a restart. */

const window = 60_000;

export interface RateLimit {
  /** Returns how long to wait before the next request, in milliseconds; 0: none. */
  wait: (now: number, perMinute: number) => number;
  /** Returns how many requests may be made now, and how long to wait where that is none. */
  room: (now: number, perMinute: number) => { free: number; wait: number };
  /** Counts a request made at `now`. */
  note: (now: number) => void;
  /** Returns how many requests were made in the last 60 seconds. */
  count: (now: number) => number;
}

/**
 * Takes when requests were made in the last 60 seconds, oldest first. Times here and in the returned functions are
 * milliseconds of one clock that never jumps.
 */
export function rateLimit(recent: number[]): RateLimit {
  const starts = [...recent];

  function wait(now: number, perMinute: number): number {
    while ((starts[0] ?? now) <= now - window) starts.shift();
    // The one that must leave the window before another may enter.
    const blocking = starts.at(-perMinute);
    return blocking === undefined ? 0 : blocking + window - now;
  }

  return {
    wait,
    room(now, perMinute) {
      const left = wait(now, perMinute);
      return { free: Math.max(0, perMinute - starts.length), wait: left };
    },
    note(now) {
      starts.push(now);
    },
    count: (now) => starts.filter((start) => start > now - window).length,
  };
}
