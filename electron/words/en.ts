/**
 * Every sentence and word of the screen, the dialogs and the files, in English: one file for each room in en/. A sentence is
 * changed here and nowhere else; no code reads what it says. How they are written: CONTRIBUTING.md.
 */
import { captureWords } from './en/capture.ts';
import { commandWords } from './en/commands.ts';
import { practiceWords } from './en/practice.ts';
import { shellWords } from './en/shell.ts';
import { closingWords } from './en/closing.ts';
import { detailWords } from './en/detail.ts';
import { diagnosticsWords } from './en/diagnostics.ts';
import { doctorWords } from './en/doctor.ts';
import { fieldWords } from './en/fields.ts';
import { guideWords } from './en/guide.ts';
import { policyWords } from './en/policy.ts';
import { practiceCrmWords } from './en/practice-crm.ts';
import { receiptWords } from './en/receipt.ts';
import { screenWords } from './en/screen.ts';
import { settingsWords } from './en/settings.ts';
import { outboxWords } from './en/outbox.ts';
import { statusWords } from './en/status.ts';
import { textWords } from './en/text.ts';
import { unitWords } from './en/units.ts';
import { updateWords } from './en/updates.ts';
import { withdrawalWords } from './en/withdrawal.ts';

export const en = {
  ...captureWords,
  ...commandWords,
  ...practiceWords,
  ...shellWords,
  ...closingWords,
  ...detailWords,
  ...diagnosticsWords,
  ...doctorWords,
  ...fieldWords,
  ...guideWords,
  ...policyWords,
  ...practiceCrmWords,
  ...receiptWords,
  ...screenWords,
  ...settingsWords,
  ...withdrawalWords,
  ...outboxWords,
  ...statusWords,
  ...textWords,
  ...unitWords,
  ...updateWords,
} as const;
