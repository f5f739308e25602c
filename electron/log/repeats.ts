/** The same line in a row is written once and then counted, so that nothing that is said for ever pushes out the rest. */

/** After this time a line that is still repeated is told of again, in milliseconds. */
const silence = 60_000;

export interface Lines {
  /** Adds a line: the moment it is of, in milliseconds, and what follows its time. */
  add: (moment: number, entry: string) => void;
  /** Writes how often the last line was repeated, if it was. To be called before the lines are read, and at their end. */
  settle: () => void;
}

/** Takes the entry that says how often, and what writes a line and tells whether it is written. */
export function countingRepeats(
  repeated: (times: number) => string,
  write: (moment: number, entry: string) => boolean,
): Lines {
  /** The last line that was written; null: none was, or its writing failed. */
  let last: string | null = null;
  let toldAt = 0;
  let repeats = 0;
  let repeatedAt = 0;

  function settle(): void {
    if (repeats === 0) return;
    write(repeatedAt, repeated(repeats));
    toldAt = repeatedAt;
    repeats = 0;
  }

  return {
    settle,
    add(moment, entry) {
      if (entry !== last) {
        settle();
        last = write(moment, entry) ? entry : null;
        toldAt = moment;
        return;
      }
      repeats++;
      repeatedAt = moment;
      // No timer: it would wake a laptop that has nothing to do. A clock that was set back is as good a reason.
      if (Math.abs(moment - toldAt) >= silence) settle();
    },
  };
}
