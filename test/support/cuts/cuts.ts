/** Cuts the power at any moment of what was recorded, and says what is wrong after the next start. */
import type { Chance } from '../../e2e/chaos/chance.ts';
import { differences, toldAfter, type Books } from './books.ts';
import { diskWith, type Cut, type Disk } from './disk.ts';
import { startAfter } from './next-start.ts';
import type { Recording } from './recording.ts';
import type { Step } from './steps.ts';

/** The app was killed, and the computer went on: all that was written is there. */
export const killed: Cut = { names: 'everything', data: 'everything' };
/** The power went, and of what was not flushed only the names are there. */
export const withoutData: Cut = { names: 'everything', data: 'nothing' };
/** The power went: ways in which it may. */
export const powerCuts: readonly Cut[] = [
  withoutData,
  { names: 'nothing', data: 'nothing' },
  { names: 'nothing', data: 'everything' },
  { names: 'everything', data: 'by chance' },
  { names: 'by chance', data: 'by chance' },
];

export interface Wrong {
  /** The last step before the cut. */
  after: number;
  cut: Cut;
  /** In words. */
  problems: string[];
}

export interface Day {
  recording: Recording;
  chance: Chance;
  /** What the outbox held before. */
  before: Books;
  /** Whether something was damaged before: then the app says that it repaired it. */
  mayRepair: boolean;
}

/**
 * Cuts after each step in the ways that `choose` says, and starts on what is left. Returns how many such starts there were,
 * and those after which something was wrong, up to `most`. `without`: the numbers of flushes that the disk only says it did.
 */
export async function cutEach(
  day: Day,
  choose: (step: Step, number: number) => readonly Cut[],
  { without = [], most = Infinity }: { without?: readonly number[]; most?: number } = {},
): Promise<{ starts: number; wrong: Wrong[] }> {
  const disk = diskWith(day.recording.before);
  const problemsAt = startsOf(day);
  const wrong: Wrong[] = [];
  let starts = 0;
  for (const [number, step] of day.recording.steps.entries()) {
    if (!without.includes(number)) disk.take(step, number);
    for (const cut of choose(step, number)) {
      if (wrong.length >= most) return { starts, wrong };
      starts++;
      const problems = await problemsAt(number, disk.leave(cut, day.chance));
      if (problems.length > 0) wrong.push({ after: number, cut, problems });
    }
  }
  return { starts, wrong };
}

/**
 * Takes numbers of flushes, and for each the step after which the power goes, with no data left that was not flushed.
 * Returns those whose lack nobody would notice then.
 */
export async function notNeeded(day: Day, flushes: readonly [flush: number, cut: number][]): Promise<number[]> {
  const disk = diskWith(day.recording.before);
  const problemsAt = startsOf(day);
  const lacking = new Map<number, Disk>();
  const found: number[] = [];
  for (const [number, step] of day.recording.steps.entries()) {
    for (const one of lacking.values()) one.take(step, number);
    for (const [flush, cut] of flushes) {
      if (flush === number) lacking.set(flush, disk.copy());
      const left = cut === number ? lacking.get(flush)?.leave(withoutData, day.chance) : undefined;
      if (left === undefined) continue;
      lacking.delete(flush);
      if ((await problemsAt(number, left)).length === 0) found.push(flush);
    }
    disk.take(step, number);
  }
  return found;
}

/** Returns a function that starts on what was left after the step with a number, and returns what is wrong. */
function startsOf({ recording, before, mayRepair }: Day) {
  const books = toldAfter(recording.steps, before);
  return async (number: number, left: Map<string, Buffer | null>): Promise<string[]> => {
    const { books: found, repair, problems } = await startAfter(left);
    const { told = before, underWay = null } = books[number] ?? {};
    // A power cut leaves much unfinished, and no damage.
    const repaired = repair !== null && !mayRepair ? [repair] : [];
    return [...problems, ...repaired, ...(found === null ? [] : differences(found, told, underWay))];
  };
}

/** Returns what went wrong, in words for who reads the test's output. */
export function inWords({ after, cut, problems }: Wrong, { recording: { steps } }: Day): string {
  const withoutBytes = (name: string, value: unknown) => (name === 'bytes' ? undefined : value);
  const words = JSON.stringify(steps[after], withoutBytes).slice(0, 90);
  return `after step ${after}, ${words}, of names ${cut.names}, of data ${cut.data}: ${problems.slice(0, 5).join('; ')}`;
}
