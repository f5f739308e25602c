/**
 * Every sentence and word of the screen, the dialogs and the files, in English: one file for each room in en/. A sentence is
 * changed here and nowhere else; no code reads what it says. How they are written: CONTRIBUTING.md.
 */
import { captureWords } from './en/capture.ts';
import { commandWords } from './en/commands.ts';
import { practiceWords } from './en/practice.ts';
import { shellWords } from './en/shell.ts';
import { fieldWords } from './en/fields.ts';
import { statusWords } from './en/status.ts';
import { unitWords } from './en/units.ts';
import { withdrawalWords } from './en/withdrawal.ts';

export const en = {
  ...captureWords,
  ...commandWords,
  ...practiceWords,
  ...shellWords,
  ...fieldWords,
  ...withdrawalWords,
  ...statusWords,
  ...unitWords,
} as const;
