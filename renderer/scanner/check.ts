/** One code that shows all of a scanner: what it types of it tells speed, ending, layout, and what gets lost on the way. */
import type { Ending } from '#reading/keys/endings.ts';
import { layoutNames } from '#reading/keys/layouts.ts';
import { isAltDigit, type Stroke } from '#reading/keys/stroke.ts';
import { typedText, type Reader } from '#reading/keys/typed-text.ts';
import type { PlainKey } from '#words/message.ts';
import { usualPause } from './learned.ts';

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));
const letters = 'äöüßé€';
const controls = '\n\x1D';

/** All characters that matter, none of them at its ends, where a scanner puts its own. */
export const checkText = `FP${ascii.slice(1)}${ascii.slice(0, 1)}${controls.slice(0, 1)}${letters}${controls.slice(1)}FP`;

export interface CheckResult {
  /** The usual pause between two keys, in milliseconds. */
  pause: number;
  ending: Ending;
  reader: Reader;
  /** Whether characters came by their numbers. */
  altMode: boolean;
  /** The characters that did not arrive. */
  lost: string[];
}

/** Less of the code than this is another code. */
const least = 0.6;
/** A pause that is worth shortening, in milliseconds. */
const slow = 40;

/** Takes the strokes of a scan and how it ends; returns what they tell, or null where it was another code. */
export function checked(strokes: readonly Stroke[], ending: Ending): CheckResult | null {
  const expected = Array.from(checkText);
  const readings = (['keys', ...layoutNames] as const).map((reader) => ({
    reader,
    lost: missingIn(expected, Array.from(typedText(strokes, reader, 'shift').text)),
  }));
  const best = readings.reduce((one, other) => (other.lost.length < one.lost.length ? other : one));
  const pause = usualPause(strokes);
  if (pause === null || best.lost.length > expected.length * (1 - least)) return null;
  return { pause, ending, reader: best.reader, altMode: strokes.some(isAltDigit), lost: [...new Set(best.lost)] };
}

/** Takes what was sent and what came; returns what of the first is not in the second, in its order. */
function missingIn(sent: readonly string[], came: readonly string[]): string[] {
  // How many characters the rest of both has in common, for each place in both.
  const common = Array.from({ length: sent.length + 1 }, () => new Array<number>(came.length + 1).fill(0));
  const at = (row: number, column: number) => common[row]?.[column] ?? 0;
  for (let row = sent.length - 1; row >= 0; row--) {
    for (let column = came.length - 1; column >= 0; column--) {
      const own = common[row] ?? [];
      own[column] =
        sent[row] === came[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const missing: string[] = [];
  let column = 0;
  sent.forEach((character, row) => {
    while (column < came.length && character !== came[column] && at(row, column + 1) === at(row, column)) column += 1;
    if (character === came[column]) column += 1;
    else missing.push(character);
  });
  return missing;
}

/** Takes what was found; returns what is to be set on the scanner. */
export function adviceFor({ pause, ending, reader, lost }: CheckResult): PlainKey[] {
  const isLost = (among: string) => lost.some((character) => among.includes(character));
  const advice: PlainKey[] = [];
  if (isLost(ascii)) advice.push('scanner.adviceLost');
  if (isLost(letters)) advice.push('scanner.adviceLetters');
  if (isLost(controls)) advice.push('scanner.adviceControls');
  if (reader !== 'keys') advice.push('scanner.adviceLayout');
  if (ending === 'none' || ending === 'enterFirst') advice.push('scanner.adviceEnding');
  if (pause > slow) advice.push('scanner.adviceSlow');
  return advice.length === 0 ? ['scanner.adviceNone'] : advice;
}

const named: Readonly<Record<string, PlainKey>> = {
  '\n': 'scanner.lineFeed',
  '\x1D': 'scanner.groupSeparator',
  ' ': 'scanner.space',
};

/** Takes a character; returns the key of its name, where it has no sign of its own. */
export const nameOf = (character: string): PlainKey | null => named[character] ?? null;
