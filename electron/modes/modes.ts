/** Which mode the app is in: the real one, or the one for practice with a CRM of its own. */
import { join } from 'node:path';
import type { OutboxRow } from '#contract/outbox.ts';
import type { PracticeView } from '#contract/practice.ts';
import { closedStatus, type Status, type Work } from '#contract/status.ts';
import { say, type Said } from '#words/message.ts';
import { fixedKey, keysOf, systemKeychain } from '../keychain/keychain.ts';
import { log } from '../log/log.ts';
import { HeldByAnother, isHeld } from '../store/lock.ts';
import { saysDamaged, StoreProblem } from '../store/problems.ts';
import { repairStore, StoreDamaged } from '../outbox/store.ts';
import { noPolicy, type Policy } from '../policy/policy.ts';
import type { PracticeCrm } from '../practice/crm.ts';
import { practiceKey } from '../practice/credentials.ts';
import { openMode, type Mode, type ModeParts, type Sending } from './mode.ts';
import { practiceIn } from './practice-mode.ts';

export interface ModesParts extends Pick<ModeParts, 'linkDown' | 'resolveProxy' | 'changed'> {
  /** The app's data folder. */
  dataFolder: string;
  /** Names this laptop, so that a copied data folder is known for one; null: it cannot be told from others. */
  laptop: () => Promise<string | null>;
  /** Holds for the user's own mode. */
  policy: Policy;
  practiceChanged: (view: PracticeView) => void;
}

/** An outbox that is damaged again after so many repairs in one run is on a disk that fails. */
const mostRepairs = 3;

/** How long an outbox that another program has is not waited for again, in milliseconds: that holds everything up. */
const calm = 2_000;

const beingSwitched = say('store.switching');
const beingRepaired = say('store.repairing');

export type Modes = ReturnType<typeof openModes>;

/** Returns the modes with none of them open yet: call `enterReal` or `enterPractice`. */
export function openModes({ dataFolder, laptop, policy, changed, practiceChanged, ...system }: ModesParts) {
  const { linkDown, resolveProxy } = system;
  const parts = { ...system, changed: told, damaged };
  const practice = practiceIn(dataFolder, practiceChanged);
  const isPractice = (): boolean => practice.crm() !== null;
  let current: Mode | null = null;
  /** The one that is being closed, which may take the time of its last requests. */
  let leaving: Mode | null = null;
  let problem: Said | null = null;
  /** Whether what the screen shows is the current mode: what comes from an older one must not end up in this one. */
  let shown = false;
  let repairs = 0;
  /** Not before this moment, of a clock that never jumps, is an outbox waited for again that another program has. */
  let mayOpenAt = 0;
  /** How far a repair is; null: there is none. */
  let repairing: Work | null = null;
  /** Why nothing is sent although the outbox is open. */
  let failing: Said | null = null;
  /** Counts the switches: what was asked of one mode must not be done in the next. */
  let run = 0;
  /** Switches follow each other: two senders over one outbox would double contacts. */
  let switches = Promise.resolve();
  /** The last switch of the mode, and all before it. A repair that nothing follows is none: the screen shows how far it is. */
  let switched = Promise.resolve();

  /** Where the mode of the moment lives, and where its key is. */
  function place(): Pick<ModeParts, 'folder' | 'keys'> {
    return isPractice()
      ? { folder: practice.folder, keys: fixedKey(practiceKey) }
      : { folder: join(dataFolder, 'outbox'), keys: systemKeychain };
  }

  /** As it is now, and not as it was before the last await. */
  const opened = (): Mode | null => current;
  const isBeingRepaired = (): boolean => repairing !== null;

  function told(rows: OutboxRow[], status: Status): void {
    changed(rows, { ...status, storeProblem: failing });
  }

  /** Opens the mode of the moment. Where that fails the app goes on without, and each use tries again. */
  function open(): void {
    const late = problem !== null;
    try {
      const opened = openMode({
        ...parts,
        ...place(),
        // What is captured for practice is nobody's.
        laptop: isPractice() ? Promise.resolve(null) : laptop(),
        policy: isPractice() ? noPolicy : policy,
      });
      current = opened;
      practice.setUp(opened);
      problem = null;
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error;
      log.error('The outbox could not be opened', error.cause ?? error);
      problem = error.said;
      if (error instanceof HeldByAnother) mayOpenAt = performance.now() + calm;
      if (error instanceof StoreDamaged || saysDamaged(error)) repair();
    }
    if (!late) return;
    current?.nudge('hint');
    current?.tell();
  }

  /** The open outbox was found to be damaged. One that is being closed is repaired when it is opened again. */
  function damaged(): void {
    if (opened() !== null) repair();
  }

  /** Puts a repaired outbox in the place of the one that is open, or cannot be opened, and was found to be damaged. */
  function repair(): void {
    if (repairing !== null) return;
    const left = current;
    const { folder } = place();
    if (repairs === mostRepairs) {
      const fails = say('store.diskFails', { count: repairs });
      const move = say('store.moveFolder', { folder });
      if (left === null) problem = [fails, move];
      else failing = [fails, say('store.stillSaves'), move];
      left?.tell();
      return;
    }
    repairs++;
    repairing = { kind: 'repairing', done: 0, total: 0 };
    switches = switches.then(async () => {
      try {
        // It was left meanwhile, and is repaired when it is opened again.
        if (current !== left || place().folder !== folder) return;
        current = null;
        changed([], status());
        await left?.close();
        const repaired = await repairStore(folder, (done, total) => {
          repairing = { kind: 'repairing', done, total };
          changed([], status());
        });
        repairing = null;
        open();
        opened()?.outbox.noteRepair(repaired);
      } catch (error) {
        log.error('The outbox could not be repaired', error);
        problem = error instanceof StoreProblem ? error.said : say('store.notRepaired');
      } finally {
        repairing = null;
      }
      const mended = opened();
      mended?.nudge('hint');
      mended?.tell();
      // Else what the damaged one has told last would stand.
      if (mended === null) changed([], status());
    });
  }

  function status(): Status {
    if (current !== null && repairing === null) return { ...current.status(), storeProblem: failing };
    return closedStatus({ link: !linkDown(), storeProblem: repairing === null ? problem : null, work: repairing });
  }

  async function leave(): Promise<void> {
    leaving = current;
    current = null;
    await leaving?.close();
    leaving = null;
  }

  /** Closes the mode, which may take the time of its last request, does `change`, and opens the one of then. */
  function switchTo(change: () => void | Promise<void>): Promise<void> {
    const next = switches.then(async () => {
      shown = false;
      run++;
      await leave();
      await change();
      log.note('The mode was switched', { practice: isPractice() });
      problem = null;
      open();
    });
    switches = next.catch((error: unknown) => {
      log.error('The mode could not be switched', error);
    });
    switched = switches;
    return next;
  }

  /** Returns the mode, opened now where that failed before. @throws StoreProblem */
  function mode(): Mode {
    if (repairing !== null) throw new StoreProblem(beingRepaired);
    if (!shown) throw new StoreProblem(beingSwitched);
    if (current === null && (performance.now() >= mayOpenAt || !isHeld(place().folder))) open();
    if (isBeingRepaired()) throw new StoreProblem(beingRepaired);
    if (current === null) throw new StoreProblem(problem ?? say('store.notOpen'));
    return current;
  }

  return {
    current: mode,

    /** Does the work; where that finds the outbox damaged, once more after the repair. @throws (rejects) StoreProblem */
    async repairing<Value>(work: (mode: Mode) => Value): Promise<Value> {
      const asked = run;
      try {
        return work(mode());
      } catch (error) {
        if (!saysDamaged(error) && !isBeingRepaired()) throw error;
        await switches;
        if (run !== asked) throw new StoreProblem(beingSwitched);
        return work(mode());
      }
    },

    /** Returns the mode, or null where it is not open; asks the disk nothing. */
    opened,

    /** The screen begins anew: from here on what comes from it belongs to the current mode. */
    async show(): Promise<void> {
      await switched;
      shown = true;
    },

    status,

    practice: (): PracticeCrm | null => practice.crm(),

    /**
     * Returns what an examination is made of (electron/doctor): the mode of the moment, also where it cannot be opened. `connection`: the
     * one to be examined; without, the one that is of interest (mode.ts).
     */
    subject(connection?: string) {
      // While it switches or is repaired, opening would make a second sender.
      if (shown && repairing === null && current === null) open();
      let sending: Sending | null = null;
      try {
        sending = current?.sending(connection) ?? null;
      } catch (error) {
        log.error('The settings could not be read', error);
      }
      const storeProblem = repairing === null ? (problem ?? failing) : beingRepaired;
      const { folder, keys } = place();
      const own = keysOf(keys, sending?.id ?? '');
      return { folder, keys: own, linkDown, resolveProxy, practice: isPractice(), sending, storeProblem };
    },

    /** Does the work in practice mode, with no switch meanwhile; it is given that mode, and where the closed real outbox is. */
    inPractice<Value>(work: (practice: Mode, realFolder: string) => Promise<Value>): Promise<Value> {
      const done = switches.then(() => {
        if (!isPractice()) throw new Error('Not in practice mode');
        return work(mode(), join(dataFolder, 'outbox'));
      });
      switches = done.then(
        () => undefined,
        () => undefined,
      );
      return done;
    },

    enterReal: open,

    enterPractice: (): Promise<void> => {
      if (!isPractice() && current !== null) practice.leaveReal(current.outbox);
      return switchTo(practice.start);
    },

    leavePractice: (): Promise<void> => switchTo(practice.end),

    /** Empties the practice CRM and its outbox. Outside of practice mode nothing is emptied. */
    resetPractice: (): Promise<void> => switchTo(practice.reset),

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
      // It stays practice to the end: an update is not installed at the end of it.
      await practice.crm()?.close();
    },
  };
}
