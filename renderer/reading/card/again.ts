/** Reads once more what no dictionary helps with: e-mail addresses and phone numbers. */
import { agreed, lettersOfAddresses, mayBeEmail } from './emails.ts';
import { agreedNumber, mayBeNumber } from './numbers.ts';
import { wordsIn, type CardLine, type Engines } from './read-card.ts';
import { stripOf, type Form, type Grey } from './strips.ts';
import { unsureIn } from './unsure.ts';

/** In which sizes and how sharp each line is read: a letter that is misread in one of these is right in most others. */
const forms: readonly Form[] = [
  { tall: 36, noise: 1, stroke: 3 },
  { tall: 33, noise: 0.8, stroke: 2 },
  { tall: 40, noise: 0.8, stroke: 2.5 },
];
const formsWithLetters: readonly Form[] = [
  { tall: 36, noise: 0.8, stroke: 2.5 },
  { tall: 36, noise: 1, stroke: 3 },
  { tall: 33, noise: 0.8, stroke: 2 },
  { tall: 48, noise: 0.8, stroke: 2.5 },
];

/** A number whose line is read so well, of 100, and of which no letter is unsure, is not read again: it takes time. */
const wellRead = 90;

/** Takes a picture, the lines that were read in it, and what reads; returns the lines. */
export function readAgain(grey: Grey, lines: readonly CardLine[], engines: Engines): CardLine[] {
  const textsOf = (some: readonly CardLine[], all: readonly Form[], only?: string): Map<CardLine, string[]> => {
    if (some.length === 0) return new Map();
    const strips = some.flatMap(({ box }) => all.map((form) => stripOf(grey, box, form)));
    const texts = wordsIn(strips, engines, only).map((words) => unsureIn(words).text);
    return new Map(some.map((line, place) => [line, texts.slice(place * all.length, (place + 1) * all.length)]));
  };
  const emails = lines.filter(({ text }) => mayBeEmail(text));
  const isDoubted = ({ confidence, unsure }: CardLine) => confidence < wellRead || unsure.length > 0;
  const numbers = lines.filter((line) => !mayBeEmail(line.text) && mayBeNumber(line.text) && isDoubted(line));
  const freely = textsOf([...emails, ...numbers], forms);
  const byLetters = textsOf(emails, formsWithLetters, lettersOfAddresses);
  return lines.map((line) => {
    const [free, limited] = [freely.get(line) ?? [], byLetters.get(line) ?? []];
    if (numbers.includes(line)) return { ...line, ...agreedNumber(line, free) };
    return emails.includes(line) ? { ...line, ...agreed(withAt(line, [...limited, ...free]), free, limited) } : line;
  });
}

/** Takes a line, and what else was read of it; returns it with its @, if another reading has that: all of it may be wrong then. */
function withAt(line: CardLine, others: readonly string[]): CardLine {
  const text = line.text.includes('@') ? undefined : others.find((other) => other.includes('@'));
  return text === undefined ? line : { ...line, text, unsure: Array.from(text, (_, at) => at) };
}
