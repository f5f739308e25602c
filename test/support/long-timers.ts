/** Lets hours pass in a moment, for a program whose requests go over real sockets: short times are real, long ones jump. */

/** From here on a timer is one of those that wait for time to pass, in milliseconds: longer than any limit of an exchange that ends. */
const long = 150;

export interface LongTimers {
  /** How much has passed in jumps so far, in milliseconds. */
  passed: () => number;
  /** So many milliseconds pass at once, and every long timer whose time that was runs out. */
  pass: (milliseconds: number) => void;
  /** Gives the program its own timers back. */
  restore: () => void;
}

/** Takes over `setTimeout` and `clearTimeout`. */
export function takeLongTimers(): LongTimers {
  const real = { set: globalThis.setTimeout, clear: globalThis.clearTimeout };
  const pending = new Map<unknown, { at: number; runOut: () => void }>();
  let passed = 0;
  const now = () => performance.now() + passed;

  const set = (callback: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
    if (milliseconds < long) return real.set(callback, milliseconds, ...given);
    const runOut = () => {
      pending.delete(timer);
      callback(...given);
    };
    const timer = real.set(runOut, milliseconds);
    pending.set(timer, { at: now() + milliseconds, runOut });
    return timer;
  };
  const assigned: unknown = Object.assign(set, real.set);
  globalThis.setTimeout = assigned as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    pending.delete(timer);
    real.clear(timer);
  };

  return {
    passed: () => passed,
    pass: (milliseconds) => {
      passed += milliseconds;
      for (const [timer, { at, runOut }] of [...pending]) {
        // One that ran out may have stopped another.
        if (at > now() || !pending.has(timer)) continue;
        real.clear(timer as NodeJS.Timeout);
        runOut();
      }
    },
    restore: () => {
      globalThis.setTimeout = real.set;
      globalThis.clearTimeout = real.clear;
    },
  };
}
