/** Which letters of what was read may be wrong: a person looks at these. */
import type { Word } from './tesseract.ts';

/** Of 100: each letter of a word below the first is marked, and each letter below the second. Tesseract gives most letters 98 or more. */
const leastWord = 80;
const leastLetter = 97.5;
/** What looks alike in many fonts: where two of one group stand beside each other, either may be the other. */
const alike = [/[1lI|]{2,}/gu, /[0Oo]{2,}/gu, /(?<=\d)[OolISB]|[OolISB](?=\d)/gu];

/** Takes the words of a line; returns its text, and the places of the letters in it that may be wrong. */
export function unsureIn(words: readonly Pick<Word, 'text' | 'confidence' | 'symbols'>[]): {
  text: string;
  unsure: number[];
} {
  let text = '';
  const unsure = new Set<number>();
  for (const word of words) {
    if (text !== '') text += ' ';
    const start = text.length;
    text += word.text;
    if (word.confidence < leastWord) for (let at = start; at < text.length; at += 1) unsure.add(at);
    // Where a ligature is one symbol, the two do not run alongside each other.
    if (word.symbols.map((symbol) => symbol.text).join('') !== word.text) continue;
    let at = start;
    for (const symbol of word.symbols) {
      if (symbol.confidence < leastLetter) unsure.add(at);
      at += symbol.text.length;
    }
  }
  for (const at of unsureAlike(text)) unsure.add(at);
  return { text, unsure: [...unsure].sort((a, b) => a - b) };
}

/** Takes a text; returns the places of the letters in it that look like those beside them. */
export function unsureAlike(text: string): number[] {
  return alike
    .flatMap((group) => [...text.matchAll(group)])
    .filter(([found]) => found.length === 1 || new Set(found).size > 1)
    .flatMap(({ 0: found, index }) => Array.from(found, (_, at) => index + at));
}
