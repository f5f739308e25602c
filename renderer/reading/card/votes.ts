/** What most readings of a line agree on, letter by letter. */
import { unsureAlike } from './unsure.ts';

export interface Read {
  text: string;
  /** Places of the letters in it that may be wrong, from 0. */
  unsure: number[];
}

/** Another reading of the same line, and what it counts in the place of a letter. */
export interface Reading {
  text: string;
  weight: (piece: string) => number;
}

/** Where fewer of the readings say the same, of 1, a letter may be wrong. */
const leastAgreed = 0.75;
/** Letters that look like a digit are one where they stand beside digits. */
const digitsLike = new Map([
  ['l', '1'],
  ['I', '1'],
  ['i', '1'],
  ['|', '1'],
  ['O', '0'],
  ['o', '0'],
]);

/**
 * Takes a line, the part of it that is in question, and all readings of the line, its own included; returns the line with what most
 * of them say in that part, and where the part ends then.
 */
export function voted(line: Read, start: number, end: number, readings: readonly Reading[]): Read & { end: number } {
  const all = readings.map(({ text, weight }) => ({ pieces: placed(line.text, text), weight }));
  let text = line.text.slice(0, start);
  const unsure = new Set(line.unsure.filter((at) => at < start));
  for (let at = start; at < end; at += 1) {
    const own = line.text[at] ?? '';
    const votes = new Map<string, number>();
    for (const { pieces, weight } of all) {
      const piece = pieces[at] ?? '';
      votes.set(piece, (votes.get(piece) ?? 0) + weight(piece === '' ? own : piece));
    }
    const sum = [...votes.values()].reduce((one, other) => one + other, 0);
    const [[favourite, count] = ['', 0]] = [...votes].sort(([, one], [, other]) => other - one);
    const digit = digitsLike.get(favourite) ?? '';
    const isDigit = votes.has(digit) && /\d/u.test((line.text[at - 1] ?? '') + (line.text[at + 1] ?? ''));
    const most = isDigit ? digit : favourite;
    const isDoubted = isDigit || count < leastAgreed * sum || (most === own && line.unsure.includes(at));
    for (let letter = 0; letter < most.length; letter += 1) if (isDoubted) unsure.add(text.length + letter);
    text += most;
  }
  for (const at of unsureAlike(text)) if (at >= start) unsure.add(at);
  for (const at of line.unsure) if (at >= end) unsure.add(at - end + text.length);
  return { text: text + line.text.slice(end), end: text.length, unsure: [...unsure].sort((a, b) => a - b) };
}

/** Takes two readings of a line; returns what stands in the second in the place of each letter of the first: none, one, or several. */
export function placed(text: string, other: string): string[] {
  const width = other.length + 1;
  const costs = new Uint16Array((text.length + 1) * width);
  const cost = (i: number, j: number) => costs[i * width + j] ?? 0;
  const [own, others] = [text.toLowerCase(), other.toLowerCase()];
  const change = (i: number, j: number) => (own[i] === others[j] ? 0 : 1);
  for (let i = text.length; i >= 0; i -= 1) {
    for (let j = other.length; j >= 0; j -= 1) {
      if (i === text.length || j === other.length) costs[i * width + j] = text.length - i + (other.length - j);
      else {
        costs[i * width + j] = Math.min(cost(i + 1, j + 1) + change(i, j), cost(i + 1, j) + 1, cost(i, j + 1) + 1);
      }
    }
  }
  const pieces = Array.from(text, () => '');
  const put = (at: number, piece: string) => (pieces[at] = (pieces[at] ?? '') + piece);
  let [i, j] = [0, 0];
  while (i < text.length) {
    const letter = other[j] ?? '';
    const hasMore = j < other.length;
    if (hasMore && cost(i, j) === cost(i + 1, j + 1) + change(i, j)) {
      put(i, letter);
      i += 1;
      j += 1;
    } else if (hasMore && cost(i, j) === cost(i, j + 1) + 1) {
      put(i, letter);
      j += 1;
    } else i += 1;
  }
  put(text.length - 1, other.slice(j));
  return pieces;
}
