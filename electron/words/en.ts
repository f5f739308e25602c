/**
 * Every sentence and word of the screen, the dialogs and the files, in English: one file for each room in en/. A sentence is
 * changed here and nowhere else; no code reads what it says. How they are written: CONTRIBUTING.md.
 */
import { appWords } from './en/app.ts';
import { cameraWords } from './en/camera.ts';
import { attendeeWords } from './en/attendees.ts';
import { captureWords } from './en/capture.ts';
import { closingWords } from './en/closing.ts';
import { codeSheetWords } from './en/code-sheet.ts';
import { commandWords } from './en/commands.ts';
import { connectionWords } from './en/connection.ts';
import { connectionsWords } from './en/connections.ts';
import { crmFieldWords } from './en/crm-fields.ts';
import { dateWords } from './en/dates.ts';
import { detailWords } from './en/detail.ts';
import { diagnosticsWords } from './en/diagnostics.ts';
import { doctorWords } from './en/doctor.ts';
import { eventWords } from './en/events.ts';
import { examinationWords } from './en/examination.ts';
import { fieldWords } from './en/fields.ts';
import { fileWords } from './en/files.ts';
import { followUpWords } from './en/follow-ups.ts';
import { guideWords } from './en/guide.ts';
import { kioskWords } from './en/kiosk.ts';
import { ledgerWords } from './en/ledger.ts';
import { menuWords } from './en/menu.ts';
import { networkWords } from './en/network.ts';
import { outboxWords } from './en/outbox.ts';
import { policyWords } from './en/policy.ts';
import { policyFileWords } from './en/policy-file.ts';
import { practiceWords } from './en/practice.ts';
import { practiceCrmWords } from './en/practice-crm.ts';
import { qualifyWords } from './en/qualify.ts';
import { readingWords } from './en/reading.ts';
import { receiptWords } from './en/receipt.ts';
import { rehearsalWords } from './en/rehearsal.ts';
import { scannerWords } from './en/scanner.ts';
import { screenWords } from './en/screen.ts';
import { settingsWords } from './en/settings.ts';
import { shellWords } from './en/shell.ts';
import { statusWords } from './en/status.ts';
import { storeWords } from './en/store.ts';
import { textWords } from './en/text.ts';
import { travelWords } from './en/travel.ts';
import { unitWords } from './en/units.ts';
import { updateWords } from './en/updates.ts';
import { withdrawalWords } from './en/withdrawal.ts';

export const en = {
  ...appWords,
  ...attendeeWords,
  ...cameraWords,
  ...captureWords,
  ...closingWords,
  ...codeSheetWords,
  ...commandWords,
  ...connectionWords,
  ...connectionsWords,
  ...crmFieldWords,
  ...dateWords,
  ...detailWords,
  ...diagnosticsWords,
  ...doctorWords,
  ...eventWords,
  ...examinationWords,
  ...fieldWords,
  ...fileWords,
  ...followUpWords,
  ...guideWords,
  ...kioskWords,
  ...ledgerWords,
  ...menuWords,
  ...networkWords,
  ...outboxWords,
  ...policyWords,
  ...policyFileWords,
  ...practiceWords,
  ...practiceCrmWords,
  ...qualifyWords,
  ...readingWords,
  ...receiptWords,
  ...rehearsalWords,
  ...scannerWords,
  ...screenWords,
  ...settingsWords,
  ...shellWords,
  ...statusWords,
  ...storeWords,
  ...textWords,
  ...travelWords,
  ...unitWords,
  ...updateWords,
  ...withdrawalWords,
} as const;
