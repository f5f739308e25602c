/**
 * Every sentence and word of the screen, the dialogs and the files, in English: one file for each room in en/. A sentence is
 * changed here and nowhere else; no code reads what it says. How they are written: CONTRIBUTING.md.
 */
import { fieldWords } from './en/fields.ts';

import { outboxWords } from './en/outbox.ts';
import { statusWords } from './en/status.ts';
import { unitWords } from './en/units.ts';
import { withdrawalWords } from './en/withdrawal.ts';

export const en = {
  ...fieldWords,
  ...withdrawalWords,
  ...outboxWords,
  ...statusWords,
  ...unitWords,
} as const;
