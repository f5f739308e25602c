/** Ties the fields of a proposal to the lines of the card that they were read from. */
import type { ProposedField } from '#reading/reading.ts';
import { textOfField } from './fill.ts';
import type { FoundLine } from './found.ts';

/** Most lines that one field can have, an address for example. */
const mostLines = 5;

/** Takes a field and the lines of a card; returns those from which it was read. */
export function linesOf<Line extends Pick<FoundLine, 'text'>>(field: ProposedField, lines: readonly Line[]): Line[] {
  if (!('line' in field.where)) return [];
  const { line: first } = field.where;
  if (field.path !== 'addresses') return lines.slice(first, first + 1);
  const words = new Set(wordsIn(textOfField(field)));
  const rest = lines.slice(first + 1, first + mostLines);
  // A town's line is divided into its parts, and put together in another order.
  const end = rest.findIndex((line) => !wordsIn(line.text).every((word) => words.has(word)));
  return lines.slice(first, first + 1 + (end < 0 ? rest.length : end));
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** A piece of a text, and whether it may be wrong. */
export interface MarkedPiece {
  text: string;
  unsure: boolean;
}

/** Takes a field's text and the lines from which it was read; returns it in pieces, those that may be wrong marked. */
export function marked(text: string, lines: readonly Pick<FoundLine, 'text' | 'unsure'>[]): MarkedPiece[] {
  const isUnsure = new Set(lines.flatMap((line) => placesIn(text, line)));
  const pieces: MarkedPiece[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unsure = isUnsure.has(at);
    const last = pieces.at(-1);
    if (last?.unsure === unsure) last.text += text[at] ?? '';
    else pieces.push({ text: text[at] ?? '', unsure });
  }
  return pieces;
}

/** Letters and digits only, and where each of them stands: blanks come and go while an address is mended. */
function kernel(text: string): { text: string; places: number[] } {
  const places: number[] = [];
  let kept = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (!/[\p{L}\p{N}]/u.test(letter)) continue;
    const lower = letter.toLowerCase();
    kept += lower.length === 1 ? lower : letter;
    places.push(at);
  }
  return { text: kept, places };
}

function placesIn(text: string, line: Pick<FoundLine, 'text' | 'unsure'>): number[] {
  if (line.unsure.length === 0) return [];
  const own = kernel(text);
  const read = kernel(line.text);
  // A line may hold more than the field, or a field more than the line.
  const inLine = read.text.indexOf(own.text);
  if (inLine >= 0 && own.text !== '') {
    return own.places.filter((_, index) => line.unsure.includes(read.places[inLine + index] ?? -1));
  }
  const inField = own.text.indexOf(read.text);
  if (inField >= 0 && read.text !== '') {
    return read.places.flatMap((place, index) =>
      line.unsure.includes(place) ? [own.places[inField + index] ?? 0] : [],
    );
  }
  // It was mended on the way, so that no letter can be told: all of it is to be looked at.
  return own.places;
}
