/** Which workspace the app works in: the user's own, or the one for practice with its CRM. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contactStates, type Counts, type OutboxRow } from './contract/outbox.ts';
import type { PracticeView } from './contract/practice.ts';
import type { Status } from './contract/status.ts';
import type { ResolveProxy } from './http/proxies.ts';
import type { Sending } from './doctor/examine.ts';
import { fixedKey, systemKeychain } from './keychain.ts';
import { log } from './log.ts';
import { saysDamaged, StoreProblem } from './outbox/problems.ts';
import { openMending } from './outbox/mend.ts';
import { repairStore } from './outbox/store.ts';
import { noPolicy, type Policy } from './policy/policy.ts';
import type { PracticeCrm } from './practice/crm.ts';
import { practiceCredentialId, practiceKey } from './practice/credentials.ts';
import { openWorkspace, type Workspace, type WorkspaceParts } from './workspace.ts';

export interface DeskParts {
  /** The app's data folder. */
  dataFolder: string;
  /** Names this laptop, so that a copied data folder is known for one; null: it cannot be told from others. */
  laptop: () => Promise<string | null>;
  /** Holds for the user's own workspace. */
  policy: Policy;
  linkDown: () => boolean;
  /** What the system's proxy settings say. */
  resolveProxy: ResolveProxy;
  /** What the screen is to be told of. */
  changed: (rows: OutboxRow[], status: Status) => void;
  practiceChanged: (view: PracticeView) => void;
}

/** An outbox that is damaged again after so many repairs in one run is on a disk that fails. */
const mostRepairs = 3;

export type Desk = ReturnType<typeof openDesk>;

/** Returns the desk with nothing on it yet: call `enterOwn` or `enterPractice`. */
export function openDesk({ dataFolder, laptop, policy, linkDown, resolveProxy, changed, practiceChanged }: DeskParts) {
  const parts = { linkDown, resolveProxy, changed: told, damaged: repair };
  const practiceFolder = join(dataFolder, 'practice');
  let practice: PracticeCrm | null = null;
  let current: Workspace | null = null;
  /** The one that is being closed, which may take the time of its last requests. */
  let leaving: Workspace | null = null;
  let problem: string | null = null;
  /** Whether what the screen shows is the current workspace: what comes from an older one must not end up in this one. */
  let shown = false;
  let repairs = 0;
  let isRepairing = false;
  /** Why nothing is sent although the outbox is open, as a sentence. */
  let failing: string | null = null;
  /** Switches follow each other: two senders over one outbox would double contacts. */
  let switches = Promise.resolve();

  /** Where the workspace of the moment lives, and where its key is. */
  function place(): Pick<WorkspaceParts, 'folder' | 'keys'> {
    return practice === null
      ? { folder: join(dataFolder, 'outbox'), keys: systemKeychain }
      : { folder: practiceFolder, keys: fixedKey(practiceKey) };
  }

  /** As it is now, and not as it was before the last await. */
  const opened = (): Workspace | null => current;

  function told(rows: OutboxRow[], status: Status): void {
    changed(rows, { ...status, storeProblem: failing });
  }

  /** Opens the workspace of the moment. Where that fails the app goes on without, and each use tries again. */
  function open(): void {
    const late = problem !== null;
    try {
      const { opened, repaired } = openMending(place().folder, () =>
        openWorkspace({
          ...parts,
          ...place(),
          // What is captured for practice is nobody's.
          laptop: practice === null ? laptop() : Promise.resolve(null),
          policy: practice === null ? policy : noPolicy,
        }),
      );
      current = opened;
      if (repaired !== null) current.outbox.noteRepair(repaired);
      if (practice !== null) {
        current.outbox.saveConnection({ baseUrl: practice.baseUrl, credentialId: practiceCredentialId });
        current.nudge('connection');
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

  /** Puts a repaired outbox in the place of the one that is open and was found to be damaged. */
  function repair(): void {
    const damaged = current;
    if (damaged === null || isRepairing) return;
    if (repairs === mostRepairs) {
      failing = `The outbox was repaired ${repairs} times and is damaged again: its disk fails. Nothing is sent any more. What you save is still written. Move the folder ${damaged.outbox.folder} to another disk.`;
      damaged.tell();
      return;
    }
    repairs++;
    isRepairing = true;
    switches = switches.then(async () => {
      try {
        // It was left meanwhile, and is repaired when it is opened again.
        if (current !== damaged) return;
        current = null;
        await damaged.close();
        const done = repairStore(damaged.outbox.folder, Date.now());
        open();
        if (done !== null) opened()?.outbox.noteRepair(done);
      } catch (error) {
        log.error('The outbox could not be repaired', error);
        problem = error instanceof StoreProblem ? error.message : 'The outbox is damaged and could not be repaired.';
      } finally {
        isRepairing = false;
      }
      const mended = opened();
      mended?.nudge('hint');
      mended?.tell();
      // Else what the damaged one has told last would stand.
      if (mended === null) changed([], status());
    });
  }

  function status(): Status {
    if (current !== null && !isRepairing) return { ...current.status(), storeProblem: failing };
    const counts = Object.fromEntries(contactStates.map((state) => [state, 0])) as Counts;
    return {
      isOpen: false,
      counts,
      heldBack: 0,
      left: 0,
      declined: 0,
      pause: null,
      inFlight: 0,
      lastDeliveredAt: null,
      link: !linkDown(),
      diskLow: null,
      storeProblem: problem,
      repair: null,
    };
  }

  async function leave(): Promise<void> {
    leaving = current;
    current = null;
    await leaving?.close();
    leaving = null;
  }

  /** Closes the workspace, which may take the time of its last request, does `change`, and opens the one of then. */
  function switchTo(change: () => void | Promise<void>): Promise<void> {
    const next = switches.then(async () => {
      shown = false;
      await leave();
      await change();
      log.note('The workspace was switched', { practice: practice !== null });
      problem = null;
      open();
    });
    switches = next.catch((error: unknown) => {
      log.error('The workspace could not be switched', error);
    });
    return next;
  }

  /** Returns the workspace, opened now where that failed before. @throws StoreProblem */
  function workspace(): Workspace {
    if (isRepairing) throw new StoreProblem('The outbox was damaged and is being repaired. Try again in a moment.');
    if (!shown) throw new StoreProblem('Fieldpost is switching to another outbox. Try again in a moment.');
    if (current === null) open();
    if (current === null) throw new StoreProblem(problem ?? 'The outbox cannot be opened.');
    return current;
  }

  return {
    workspace,

    /** Does the work; where that finds the outbox damaged, once more after the repair. @throws (rejects) StoreProblem */
    async repairing<Value>(work: (workspace: Workspace) => Value): Promise<Value> {
      try {
        return work(workspace());
      } catch (error) {
        if (!saysDamaged(error)) throw error;
        await switches;
        return work(workspace());
      }
    },

    /** Returns the workspace, or null where it is not open; asks the disk nothing. */
    opened,

    /** The screen begins anew: from here on what comes from it belongs to the current workspace. */
    async show(): Promise<void> {
      await switches;
      shown = true;
    },

    status,

    practice: (): PracticeCrm | null => practice,

    /** Returns what an examination is made of (electron/doctor): the workspace of the moment, also where it cannot be opened. */
    subject() {
      // While it switches or is repaired, opening would make a second sender.
      if (shown && !isRepairing && current === null) open();
      let sending: Sending | null = null;
      try {
        sending = current?.sending() ?? null;
      } catch (error) {
        log.error('The settings could not be read', error);
      }
      const storeProblem = isRepairing ? 'The outbox was damaged and is being repaired.' : (problem ?? failing);
      return { ...place(), linkDown, resolveProxy, practice: practice !== null, sending, storeProblem };
    },

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

    /** Closes the outbox within this call, for a system that ends the process after it. Nothing opens it any more. */
    closeAtOnce(): void {
      shown = false;
      const last = current ?? leaving;
      current = null;
      last?.closeAtOnce();
    },

    /** Ends what is under way and closes the outbox. */
    async close(): Promise<void> {
      shown = false;
      await switches;
      // Damage that is met from here on is repaired at the next start.
      await leave();
      await practice?.close();
    },
  };
}
