/** Which workspace the app works in: the user's own, or the one for practice with its CRM. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contactStates, type Counts, type OutboxRow } from './contract/outbox.ts';
import type { PracticeView } from './contract/practice.ts';
import type { Status } from './contract/status.ts';
import type { ResolveProxy } from './crm/proxies.ts';
import { fixedKey, systemKeychain } from './keychain.ts';
import { log } from './log.ts';
import { StoreProblem } from './outbox/problems.ts';
import type { PracticeCrm } from './practice/crm.ts';
import { practiceCredentialId, practiceKey } from './practice/credentials.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export interface DeskParts {
  /** The app's data folder. */
  dataFolder: string;
  /** Names this laptop, so that a copied data folder is known for one; null: it cannot be told from others. */
  laptop: () => Promise<string | null>;
  linkDown: () => boolean;
  /** What the system's proxy settings say. */
  resolveProxy: ResolveProxy;
  /** What the screen is to be told of. */
  changed: (rows: OutboxRow[], status: Status) => void;
  practiceChanged: (view: PracticeView) => void;
}

export type Desk = ReturnType<typeof openDesk>;

/** Returns the desk with nothing on it yet: call `enterOwn` or `enterPractice`. */
export function openDesk({ dataFolder, laptop, linkDown, resolveProxy, changed, practiceChanged }: DeskParts) {
  const parts = { linkDown, resolveProxy, changed };
  const practiceFolder = join(dataFolder, 'practice');
  let practice: PracticeCrm | null = null;
  let current: Workspace | null = null;
  let problem: string | null = null;
  /** Whether what the screen shows is the current workspace: what comes from an older one must not end up in this one. */
  let shown = false;
  /** Switches follow each other: two senders over one outbox would double contacts. */
  let switches = Promise.resolve();

  /** Opens the workspace of the moment. Where that fails the app goes on without, and each use tries again. */
  function open(): void {
    const late = problem !== null;
    try {
      if (practice === null) {
        current = openWorkspace({
          ...parts,
          folder: join(dataFolder, 'outbox'),
          keys: systemKeychain,
          laptop: laptop(),
        });
      } else {
        current = openWorkspace({
          ...parts,
          folder: practiceFolder,
          keys: fixedKey(practiceKey),
          laptop: Promise.resolve(null),
        });
        current.outbox.saveConnection({ baseUrl: practice.baseUrl, credentialId: practiceCredentialId });
      }
      problem = null;
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error;
      log.error('The outbox could not be opened', error.cause ?? error);
      problem = error.message;
    }
    if (!late) return;
    current?.nudge('hint');
    current?.tell();
  }

  /** Closes the workspace, which may take the time of its last request, does `change`, and opens the one of then. */
  function switchTo(change: () => void | Promise<void>): Promise<void> {
    const next = switches.then(async () => {
      shown = false;
      const leaving = current;
      current = null;
      await leaving?.close();
      await change();
      problem = null;
      open();
    });
    switches = next.catch((error: unknown) => {
      log.error('The workspace could not be switched', error);
    });
    return next;
  }

  return {
    /** Returns the workspace, opened now where that failed before. @throws StoreProblem */
    workspace(): Workspace {
      if (!shown) throw new StoreProblem('Fieldpost is switching to another outbox. Try again in a moment.');
      if (current === null) open();
      if (current === null) throw new StoreProblem(problem ?? 'The outbox cannot be opened.');
      return current;
    },

    /** Returns the workspace, or null where it is not open; asks the disk nothing. */
    opened: (): Workspace | null => current,

    /** The screen begins anew: from here on what comes from it belongs to the current workspace. */
    async show(): Promise<void> {
      await switches;
      shown = true;
    },

    status(): Status {
      if (current !== null) return current.status();
      const counts = Object.fromEntries(contactStates.map((state) => [state, 0])) as Counts;
      return {
        counts,
        heldBack: 0,
        declined: 0,
        pause: null,
        inFlight: 0,
        lastDeliveredAt: null,
        link: !linkDown(),
        diskLow: null,
        storeProblem: problem,
      };
    },

    practice: (): PracticeCrm | null => practice,

    enterOwn: open,

    enterPractice: (): Promise<void> =>
      switchTo(async () => {
        if (practice !== null) return;
        const { startPracticeCrm } = await import('./practice/crm.ts');
        practice = await startPracticeCrm(() => {
          if (practice !== null) practiceChanged(practice.view());
        });
      }),

    leavePractice: (): Promise<void> =>
      switchTo(async () => {
        await practice?.close();
        practice = null;
      }),

    /** Empties the practice CRM and its outbox. Outside of practice mode nothing is emptied. */
    resetPractice: (): Promise<void> =>
      switchTo(async () => {
        if (practice === null) return;
        await rm(practiceFolder, { recursive: true, force: true });
        practice.empty();
      }),

    /** Ends what is under way and closes the outbox. */
    async close(): Promise<void> {
      shown = false;
      await switches;
      await current?.close();
      await practice?.close();
    },
  };
}
