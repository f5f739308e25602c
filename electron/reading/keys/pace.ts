/**
 * How much a run of keys is like a scanner's: each pause between two keys speaks for a scanner or for a person, and what was
 * typed says how much has to speak for it. A person's keys roll over each other, but not for long.
 */
import { isAltDigit, typesText, type Stroke } from './stroke.ts';

/** What is typed before it is believed to be a scan: [most milliseconds between keys, what it speaks for a scanner]. */
const byPause: readonly (readonly [most: number, speaks: number])[] = [
  [9, 4.6],
  [14, 4],
  [19, 3],
  [26, 2],
  [34, 1.5],
  [44, 1.1],
  [56, 1.1],
  [68, 0.9],
  [80, 0.3],
  [100, -2],
  [130, -4],
];
const longPause = -8;

/** What a pause speaks for beyond that, where it is the one that was learned of this laptop's scanner. */
const asLearned = 0.6;

/** Takes a pause in milliseconds and the scanner's usual one, where it was learned; returns what that speaks for a scanner. */
export function speaksFor(pause: number, learned: number | null): number {
  const plainly = byPause.find(([most]) => pause <= most)?.[1] ?? longPause;
  return learned !== null && Math.abs(pause - learned) <= learned * 0.35 ? plainly + asLearned : plainly;
}

/** How codes begin that nobody types by hand, by the letters alone: on a French keyboard, the A stands where Q is. */
const beginnings = ['BEGINVC', 'MECARD', 'BIZCARD'];

/** Takes the letter of a key, whatever the layout: by its place on a US keyboard. */
const letterOf = ({ code, key }: Stroke): string =>
  code.startsWith('Key') ? code.slice(3) : code === '' && /^[a-z]$/iu.test(key) ? key.toUpperCase() : '';

/** Takes keys; returns the letters among them. */
export const lettersOf = (strokes: readonly Stroke[]): string => strokes.map(letterOf).join('');

/** Takes the first keys of a run; returns whether a code begins so that nobody types. */
export function beginsCode(strokes: readonly Stroke[]): boolean {
  const letters = lettersOf(strokes.slice(0, 30));
  return beginnings.some((begin) => letters.length >= 5 && (letters.startsWith(begin) || begin.startsWith(letters)));
}

const isSpace = ({ code, key }: Stroke): boolean => code === 'Space' || key === ' ';

/** Takes a run's keys; returns whether it is made as codes are: a digit or a sign in it, or capitals in a row, and no space. */
export function looksCoded(strokes: readonly Stroke[]): boolean {
  if (strokes.some(isSpace)) return false;
  let capitals = 0;
  for (const { code, shiftKey, key } of strokes) {
    if (
      /^(?:Digit|Numpad)\d$/u.test(code) ||
      (/^(?:Semicolon|Slash|Equal|Backslash|Intl)/u.test(code) && /^[^\p{L}]$/u.test(key))
    ) {
      return true;
    }
    capitals = /^Key/u.test(code) && shiftKey ? capitals + 1 : 0;
    if (capitals >= 3) return true;
  }
  return false;
}

/** Takes a run's keys; returns whether a space is its first or its last: a person's, between two words. */
export function isCutFromSentence(strokes: readonly Stroke[]): boolean {
  const typed = strokes.filter(typesText);
  return [typed.at(0), typed.at(-1)].some((stroke) => stroke !== undefined && isSpace(stroke));
}

/** Takes pauses; returns whether they are as even as a machine's, and short enough to be one's. */
export function areEven(pauses: readonly number[]): boolean {
  if (pauses.length < 5) return false;
  const mean = pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length;
  const spread = Math.sqrt(pauses.reduce((sum, pause) => sum + (pause - mean) ** 2, 0) / pauses.length);
  return mean <= 72 && spread <= Math.max(2, mean * 0.25);
}

/** Takes a run's characters; returns how many there are: what a number on the pad stands for is one, not four. */
export function charactersIn(strokes: readonly Stroke[]): number {
  const typed = strokes.filter((stroke) => typesText(stroke) && !isAltDigit(stroke)).length;
  const alts = strokes.filter(({ key }) => key === 'Alt').length;
  return typed + alts;
}
