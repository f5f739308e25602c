/** What a scan tells of the scanner. */
import type { LearnedScanner } from '#contract/scanner.ts';
import { isModifier, type Stroke } from '#reading/keys/stroke.ts';

/** How much of what was learned before stays with each scan. */
const inertia = 0.7;
/** Pauses that differ by less are the same, in milliseconds. */
const same = 2;

/** Takes the strokes of a scan; returns the usual pause between two, in milliseconds; null: there are too few of them. */
export function usualPause(strokes: readonly Stroke[]): number | null {
  const times = strokes.filter((stroke) => !isModifier(stroke)).map(({ time }) => time);
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? time));
  if (pauses.length < 5) return null;
  return Math.max(0, Math.round(pauses.toSorted((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 0));
}

/** Takes what was known, a scan that made sense, and how it was read; returns what is known now. */
export function learnedOf(
  known: LearnedScanner,
  strokes: readonly Stroke[],
  reader: NonNullable<LearnedScanner['reader']>,
): LearnedScanner {
  const pause = usualPause(strokes);
  if (pause === null || pause > 1_000) return { ...known, reader };
  if (known.pause === null) return { pause, reader };
  const next = Math.round(known.pause * inertia + pause * (1 - inertia));
  return { pause: Math.abs(next - known.pause) < same ? known.pause : next, reader };
}
