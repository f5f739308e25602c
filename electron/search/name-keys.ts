/**
 * Under which words of the search index a person is found again whose name was typed otherwise: with a slip of the keys, as it
 * was heard, or the wrong way round. No text has their marks: folding makes them = and &.
 */
import { folded } from './folding.ts';

const pairMark = '＝';
const soundMark = '＆';

/** Takes a name; returns its words, folded. What stands within one does not part it: O’Neil, Al-Rashid. */
export const nameWords = (name: string): string[] =>
  folded(name)
    .replace(/['-]/gu, '')
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Takes two words of a name; returns the word of the index for them, in this order. */
export const pairKey = (one: string, other: string): string => `${pairMark}${one}${pairMark}${other}`;

/** Takes the words of a name; returns what it sounds like, whichever stands first; null: nothing is known of its letters. */
export function soundKey(one: string, other: string): string | null {
  const sounds = [soundOf(one), soundOf(other)];
  return sounds.includes('') ? null : `${soundMark}${sounds.sort().join(pairMark)}`;
}

const likeOthers: readonly [RegExp, string][] = [
  [/ph|[vw]/gu, 'f'],
  [/t?s?ch|sh|[zx]/gu, 's'],
  [/[cqg]/gu, 'k'],
  [/d|th/gu, 't'],
  [/b/gu, 'p'],
  [/[yj]/gu, 'i'],
  [/(?<=.)[aeiouh]/gu, ''],
  [/^[aeiou]/gu, 'a'],
  [/(.)\1+/gu, '$1'],
];

/** Takes a folded word; returns its consonants, those that are taken for each other as one: meier, mayer: mr. Else it is empty. */
export function soundOf(word: string): string {
  return /^[a-z]+$/u.test(word) ? likeOthers.reduce((text, [from, to]) => text.replace(from, to), word) : '';
}

/** Takes a name as it is shown; returns the words for the index. Whoever has middle names is found without them. */
export function nameKeys(name: string): string[] {
  const [first, ...others] = nameWords(name).slice(0, 5);
  if (first === undefined) return [];
  if (others.length === 0) return [pairKey(first, '')];
  return others.flatMap((other) => {
    const sound = soundKey(first, other);
    return [pairKey(first, other), pairKey(other, first), ...(sound === null ? [] : [sound])];
  });
}
