/** Which workspace the app works in: the user's own, or the one for practice with its CRM. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contactStates, type Counts, type OutboxRow } from './contract/outbox.ts';
import type { PracticeView } from './contract/practice.ts';
import type { Status } from './contract/status.ts';
import { fixedKey, systemKeychain } from './keychain.ts';
import { log } from './log.ts';
import { StoreProblem } from './outbox/problems.ts';
import type { PracticeCrm } from './practice/crm.ts';
import { practiceCredentialId, practiceKey } from './practice/credentials.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export interface DeskParts {
  /** The app's data folder. */
  dataFolder: string;
  linkDown: () => boolean;
  /** What the screen is to be told of. */
  changed: (rows: OutboxRow[], status: Status) => void;
  practiceChanged: (view: PracticeView) => void;
}

export type Desk = ReturnType<typeof openDesk>;

/** Returns the desk with nothing on it yet: call `enterOwn` or `enterPractice`. */
export function openDesk({ dataFolder, linkDown, changed, practiceChanged }: DeskParts) {
  const ownFolder = join(dataFolder, 'outbox');
  const practiceFolder = join(dataFolder, 'practice');
  let practice: PracticeCrm | null = null;
  let current: Workspace | null = null;
  let problem: string | null = null;
  /** The end of the workspace before, which may take the time of its last request. */
  let closing = Promise.resolve();

  /** Opens the workspace of the moment. Where that fails the app goes on without, and each use tries again. */
  function open(): void {
    try {
      current =
        practice === null
          ? openWorkspace({ folder: ownFolder, keys: systemKeychain, linkDown, changed })
          : openWorkspace({ folder: practiceFolder, keys: fixedKey(practiceKey), linkDown, changed });
      if (practice !== null) {
        current.outbox.saveConnection({ baseUrl: practice.baseUrl, credentialId: practiceCredentialId });
      }
      problem = null;
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error;
      log.error('The outbox could not be opened', error.cause ?? error);
      problem = error.message;
    }
  }

  function leave(): Promise<void> {
    const leaving = current;
    current = null;
    closing = Promise.all([closing, leaving?.close()]).then(() => undefined);
    return closing;
  }

  return {
    /** Returns the workspace, opened now where that failed before. @throws StoreProblem */
    workspace(): Workspace {
      if (current === null) open();
      if (current === null) throw new StoreProblem(problem ?? 'The outbox is being closed.');
      return current;
    },

    /** Returns the workspace, or null where it cannot be opened; asks the disk nothing. */
    opened: (): Workspace | null => current,

    status(): Status {
      if (current !== null) return current.status();
      const counts = Object.fromEntries(contactStates.map((state) => [state, 0])) as Counts;
      return { counts, pause: null, inFlight: 0, lastDeliveredAt: null, link: !linkDown(), storeProblem: problem };
    },

    practice: (): PracticeCrm | null => practice,

    enterOwn: open,

    async enterPractice(): Promise<void> {
      if (practice !== null) return;
      const { startPracticeCrm } = await import('./practice/crm.ts');
      const started = await startPracticeCrm(() => {
        if (practice !== null) practiceChanged(practice.view());
      });
      await leave();
      practice = started;
      open();
    },

    async leavePractice(): Promise<void> {
      await leave();
      await practice?.close();
      practice = null;
      open();
    },

    /** Empties the practice CRM and its outbox. Does nothing outside of practice mode. */
    async resetPractice(): Promise<void> {
      if (practice === null) return;
      await leave();
      await rm(practiceFolder, { recursive: true, force: true });
      practice.empty();
      open();
    },

    /** Ends what is under way and closes the outbox. */
    async close(): Promise<void> {
      await leave();
      await practice?.close();
    },
  };
}
