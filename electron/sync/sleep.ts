/** Keeps the sender from beginning what the laptop's sleep would cut off. */

/** How long no contact is begun after the laptop said that it falls asleep, in milliseconds: it may never say that it has woken. */
const longestQuiet = 30_000;

export interface Quiet {
  begin: () => void;
  end: () => void;
  /** Returns how long it still lasts, in milliseconds; 0: it is over. */
  left: () => number;
}

/** Takes a clock that never jumps, in milliseconds. */
export function quietBy(monotonic: () => number): Quiet {
  let until = -Infinity;
  return {
    begin: () => {
      until = monotonic() + longestQuiet;
    },
    end: () => {
      until = -Infinity;
    },
    left: () => Math.max(0, until - monotonic()),
  };
}
