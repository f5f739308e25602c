/** A card that was written for these tests, and what has to be found in it. */
import type { Found } from '../found.ts';

export interface OwnCard {
  name: string;
  /** A text goes as UTF-8; `\xNN` in `latin1` as bytes. */
  text?: string;
  latin1?: string;
  expected: Partial<Found>[];
}

/** Takes lines; returns the card that they make. */
export const card = (...lines: string[]): string => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

export const jana = { last: 'Keller', first: 'Jana' };
