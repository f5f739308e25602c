/** What is special about the mode for practice: a CRM of its own, and an outbox that begins with what is set up for real. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PracticeView } from '#contract/practice.ts';
import type { PracticeCrm } from '../practice/crm.ts';
import { practiceCredentialId } from '../practice/credentials.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Mode } from './mode.ts';
import { practisedFrom, setUpPractice, type Practised } from './practice-setup.ts';

/** Takes the app's data folder, and who hears of what the practice CRM receives; returns practice, which is not on yet. */
export function practiceIn(dataFolder: string, changed: (view: PracticeView) => void) {
  const folder = join(dataFolder, 'practice');
  let crm: PracticeCrm | null = null;
  /** What was set up for real when practice began, and the same until the practice outbox has it. */
  let practised: Practised | null = null;
  let arriving: Practised | null = null;

  return {
    folder,

    /** Returns its CRM; null: nobody practises. */
    crm: (): PracticeCrm | null => crm,

    /** The real outbox is about to be closed: practice begins with what is set up there. */
    leaveReal(real: Outbox): void {
      practised = practisedFrom(real);
    },

    /** Starts the CRM, unless it runs. @throws (rejects) what the system throws */
    start: async (): Promise<void> => {
      if (crm !== null) return;
      arriving = practised;
      const { startPracticeCrm } = await import('../practice/crm.ts');
      crm = await startPracticeCrm(folder, () => {
        if (crm !== null) changed(crm.view());
      });
    },

    /** Sets a mode up that was opened for practice, and lets it send. Any other one stays as it is. @throws StoreProblem */
    setUp({ outbox, nudge }: Mode): void {
      if (crm === null) return;
      outbox.saveConnection({ baseUrl: crm.baseUrl, credentialId: practiceCredentialId });
      setUpPractice(outbox, arriving);
      arriving = null;
      nudge('connection');
    },

    /** Empties the CRM and the outbox, which is closed; nothing, where nobody practises. */
    reset: async (): Promise<void> => {
      if (crm === null) return;
      await rm(folder, { recursive: true, force: true });
      crm.empty();
      arriving = practised;
    },

    end: async (): Promise<void> => {
      await crm?.close();
      crm = null;
    },
  };
}
