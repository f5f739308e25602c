/** How much two names are alike, as somebody types them who hears them, or hits the key beside. */
import { soundOf } from './name-keys.ts';

/** From here on two people are likely one: measured, slips of one letter are above it, and most other people below. */
export const likely = 0.91;
/** Less than this of one of the two words is another word. */
const leastOfAWord = 0.82;
/** Words that sound alike need so much of their letters in common, and count as so much. */
const leastOfASound = 0.7;
const sameSound = 0.9;
/** Of a shorter word each letter counts. */
const shortest = 3;
/** A word may be typed to its end yet, but of what is there already no more than this can be too much. */
const mostTooMany = 2;

/** A given name and a surname, folded; the second is empty where there is one name. */
export type TwoWords = readonly [string, string];

/** Takes two names; returns how much they are alike whichever word stands first: from 0 to 1. */
export function namesAlike(typed: TwoWords, other: TwoWords): number {
  return Math.max(inOrder(typed, other), inOrder(typed, [other[1], other[0]]));
}

function inOrder(typed: TwoWords, other: TwoWords): number {
  const [first, last] = [wordsAlike(typed[0], other[0]), wordsAlike(typed[1], other[1])];
  return Math.min(first, last) < leastOfAWord ? 0 : (first + last) / 2;
}

function wordsAlike(typed: string, other: string): number {
  if (typed === other) return 1;
  if (typed.length < shortest || typed.length > other.length + mostTooMany) return 0;
  const letters = jaroWinkler(typed, other);
  const sounds = letters >= leastOfASound && letters < sameSound && soundOf(typed) !== '';
  return sounds && soundOf(typed) === soundOf(other) ? sameSound : letters;
}

/** Jaro's measure: how many letters are there at about the same place, and in the same order; with Winkler's for the beginning. */
export function jaroWinkler(one: string, other: string): number {
  const [mine, theirs] = [Array.from(one), Array.from(other)];
  const reach = Math.max(0, Math.floor(Math.max(mine.length, theirs.length) / 2) - 1);
  const taken = new Set<number>();
  const found = mine.filter((letter, at) => {
    const there = theirs.findIndex(
      (own, place) => own === letter && Math.abs(place - at) <= reach && !taken.has(place),
    );
    if (there >= 0) taken.add(there);
    return there >= 0;
  });
  if (found.length === 0) return 0;
  const inTheirOrder = theirs.filter((_letter, place) => taken.has(place));
  const swapped = found.filter((letter, at) => letter !== inTheirOrder[at]).length / 2;
  const shares = [found.length / mine.length, found.length / theirs.length, (found.length - swapped) / found.length];
  const jaro = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const differs = mine.findIndex((letter, at) => letter !== theirs[at]);
  const begin = Math.min(4, differs < 0 ? mine.length : differs);
  return jaro + begin * 0.1 * (1 - jaro);
}
