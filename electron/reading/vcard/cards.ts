/** A file or code with vCards → the properties of each card, whatever else is in it. Never more cards than BEGINs. */
import { byteText, bytesOf, decoded, withoutMark } from '../text/decode.ts';
import { beginsProperty, unfolded, withBreaks } from './lines.ts';
import { propertyOf, type Property } from './property.ts';

export interface Card {
  properties: Property[];
  /** As they stood there, unfolded and without pictures: to be read again, or by whoever has to see why it could not be read. */
  lines: string[];
}

const isBegin = (line: string) => /^\s*begin\s?:\s?vcard\b/iu.test(line);
const isEnd = (line: string) => /^\s*end\s?:\s?vcard\b/iu.test(line);
/** Of what is kept of a card as it stood there: lines, and characters of each. */
const mostLines = 500;
const longestLine = 4_000;

/** `Scan me: BEGIN:VCARD`: what stands before the first card in its own line is none of it. */
const withoutHead = (text: string): string => text.replace(/^[^\r\n]{0,200}?\S[^\S\r\n]*(?=begin:vcard)/iu, '');

/** Takes the bytes of a file or a code; returns its cards. */
export function cardsIn(bytes: Uint8Array): Card[] {
  const cards: Card[] = [];
  let card: Card | null = null;
  /** Cards within the card: an assistant's. */
  let depth = 0;
  let isAgent = false;
  for (const line of unfolded(withBreaks(withoutHead(byteText(withoutMark(bytes)))))) {
    if (isBegin(line)) {
      if (card !== null && (isAgent || depth > 0)) {
        depth += 1;
      } else {
        card = { properties: [], lines: [] };
        cards.push(card);
      }
      isAgent = false;
    } else if (isEnd(line)) {
      if (depth > 0) depth -= 1;
      else card = null;
    } else if (card !== null && depth === 0 && line.trim() !== '') {
      isAgent = addLine(card, line);
    }
  }
  return cards;
}

/** Adds what a line says to the card; returns whether a card of somebody else begins after it. */
function addLine(card: Card, line: string): boolean {
  const property = propertyOf(line.trimStart());
  const isPicture = property?.value === '' || line.length > longestLine || /^\S{60,}$/u.test(line);
  if (card.lines.length < mostLines && !isPicture) card.lines.push(decoded(bytesOf(line)));
  if (property !== null) {
    if (property.name === 'AGENT') return property.value === '';
    card.properties.push(property);
    return false;
  }
  const last = card.properties.at(-1);
  // A note whose line breaks were not escaped. It may have any number of lines, so each is kept by itself.
  if (last?.name === 'NOTE' && !beginsProperty(line)) {
    const more = propertyOf(`NOTE:${line}`);
    if (more !== null) card.properties.push(more);
  }
  return false;
}
