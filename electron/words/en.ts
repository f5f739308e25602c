/**
 * Every sentence and word of the screen, the dialogs and the files, in English: one file for each room in en/. A sentence is
 * changed here and nowhere else; no code reads what it says. How they are written: CONTRIBUTING.md.
 */
import { appWords } from './en/app.ts';
import { connectionWords } from './en/connection.ts';
import { examinationWords } from './en/examination.ts';
import { fileWords } from './en/files.ts';
import { languageWords } from './en/language.ts';
import { ledgerWords } from './en/ledger.ts';
import { menuWords } from './en/menu.ts';
import { networkWords } from './en/network.ts';
import { policyFileWords } from './en/policy-file.ts';
import { storeWords } from './en/store.ts';
import { guideWords } from './en/guide.ts';
import { fieldWords } from './en/fields.ts';
import { statusWords } from './en/status.ts';
import { unitWords } from './en/units.ts';
import { withdrawalWords } from './en/withdrawal.ts';

export const en = {
  ...appWords,
  ...connectionWords,
  ...examinationWords,
  ...fileWords,
  ...languageWords,
  ...ledgerWords,
  ...menuWords,
  ...networkWords,
  ...policyFileWords,
  ...storeWords,
  ...fieldWords,
  ...guideWords,
  ...withdrawalWords,
  ...statusWords,
  ...unitWords,
} as const;
