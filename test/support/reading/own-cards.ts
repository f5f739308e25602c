/** Cards as phones, mail programs, badge printers and scanners write them, and what has to be found in each. */
import { contentCards } from './cards/content.ts';
import { letterCards } from './cards/letters.ts';
import { lineCards } from './cards/lines.ts';
import type { OwnCard } from './cards/own-card.ts';
import { valueCards } from './cards/values.ts';

export const ownCards: OwnCard[] = [...lineCards, ...letterCards, ...valueCards, ...contentCards];
