/** Reads a business card: where its lines are, which way it lies, and what stands on it. */
import { boxesIn, inputOf, type Box, type Input, type Pixels } from './boxes.ts';
import { readAgain } from './again.ts';
import { inOrder, layoutOf } from './order.ts';
import { mendedByCard } from './mended.ts';
import { greyOf, lineAt, pageOf, stripOf, type Grey } from './strips.ts';
import type { Word } from './tesseract.ts';
import { unsureIn } from './unsure.ts';

/** What reads. */
export interface Engines {
  /** How likely each pixel is text; the answer is as large as the question, with one channel. */
  detect: (input: Input) => Promise<Float32Array>;
  /** `letters`: of which there are no others on the page; undefined: there may be any. */
  words: (page: Grey, letters?: string) => Word[];
}

export interface CardLine {
  text: string;
  /** 0 to 100. */
  confidence: number;
  /** Places of the letters in the text that may be wrong, from 0. */
  unsure: number[];
  /** Where it is in the picture; its angle is the direction in which it is read, in radians. */
  box: Box;
}

export interface ReadCard {
  /** The direction in which the card is read, in radians. */
  angle: number;
  /** In the order in which they are read. What is printed up the side comes last, and only where it is an address. */
  lines: CardLine[];
}

/** What is read worse than this on the average may lie upside down, or be no text. */
const likely = 75;
const legible = 40;
/** More than this in one picture is a page of a book. */
const mostLines = 60;

/** Takes a picture and what reads it; returns what stands on the card. There may be nothing. */
export async function readCard(picture: Pixels, engines: Engines): Promise<ReadCard> {
  const input = inputOf(picture);
  const map = await engines.detect(input);
  const { angle, lines, sideways } = layoutOf(boxesIn({ ...input, data: map }, picture));
  const grey = greyOf(picture);
  const read = (boxes: readonly Box[], direction: number) => readLines(grey, boxes, direction, engines);
  let best = { angle, lines: read(lines, angle) };
  if (confidenceOf(best.lines) < likely) {
    const turned = { angle: angle + Math.PI, lines: read(lines, angle + Math.PI) };
    if (confidenceOf(turned.lines) > confidenceOf(best.lines)) best = turned;
  }
  const beside = [angle + Math.PI / 2, angle - Math.PI / 2]
    .flatMap((direction) => read(sideways, direction))
    .filter(({ text, confidence }) => confidence >= likely && isAddress(text));
  const all = mendedByCard(readAgain(grey, best.lines, engines));
  const kept = all.filter(({ text, confidence }) => confidence >= legible || isEmail(text));
  return { angle: best.angle, lines: [...kept, ...beside] };
}

/** Whoever prints a line up the side prints a web address there; a name read from one would be made of scraps. */
const isAddress = (text: string): boolean => /@|www\.|https?:|^\S+\.\p{Ll}{2,}(?:\/\S*)?$/u.test(text);

/** A word that is in no dictionary seems less legible than it is. What has the form of an e-mail address is one. */
const isEmail = (text: string): boolean => /^\S+@[\p{L}\p{N}.-]+\.\p{L}{2,}$/u.test(text);

function readLines(grey: Grey, boxes: readonly Box[], angle: number, engines: Engines): CardLine[] {
  const lies = (box: Box) => angle + nearest(box.angle - angle);
  const ordered = inOrder(boxes, angle)
    .slice(0, mostLines)
    .map((box) => ({ ...box, angle: lies(box) }));
  if (ordered.length === 0) return [];
  const strips = ordered.map((box) => stripOf(grey, box));
  const words = wordsIn(strips, engines);
  return ordered.flatMap((box, index) => lineOf(words[index] ?? [], box));
}

/** Takes lines of a picture, and the letters that there are, undefined: any; returns the words of each. */
export function wordsIn(strips: readonly Grey[], engines: Engines, letters?: string): Word[][] {
  const words: Word[][] = strips.map(() => []);
  for (const word of engines.words(pageOf(strips), letters)) {
    words[lineAt((word.bbox.y0 + word.bbox.y1) / 2, strips.length)]?.push(word);
  }
  return words;
}

/** Takes an angle; returns the same, or that of the opposite direction, whichever is nearer to 0. */
const nearest = (angle: number): number => angle - Math.PI * Math.round(angle / Math.PI);

function lineOf(words: Word[], box: Box): CardLine[] {
  const read = words.filter(({ text }) => text.trim() !== '');
  if (read.length === 0) return [];
  const { text, unsure } = unsureIn(read);
  return [{ text, confidence: confidenceOfWords(read), unsure, box }];
}

/** By their letters: a short word says little. */
function confidenceOfWords(words: readonly Word[]): number {
  const count = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / Math.max(1, count);
}

function confidenceOf(lines: readonly CardLine[]): number {
  const count = lines.reduce((sum, { text }) => sum + text.length, 0);
  return lines.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / Math.max(1, count);
}
