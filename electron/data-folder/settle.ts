/** Which folder the app works in. An outbox is never opened in one of them while there is one to be moved in the other. */
import { join } from 'node:path';
import { disk as realDisk, type Disk } from './disk.ts';
import { moveData, outboxIn, type Note } from './move.ts';

/** Of the only app that works in a folder; `none`: it cannot be written, and no other app can lock it either. */
export type Lock = 'held' | 'taken' | 'none';

export interface SettleParts {
  usual: string;
  /** Where the data shall lie; null: in the usual place. */
  local: string | null;
  /** Makes this folder the app's, and locks it; gives the lock of another one back. */
  lockIn: (folder: string) => Lock;
  note: Note;
  disk?: Disk;
}

export interface Settled {
  folder: string;
  lock: Lock;
  /** `before`: it was moved at an earlier start, or there was nothing to move; null: none is wanted, or none possible. */
  moved: 'now' | 'before' | null;
  /** Why the data stays in its old place this time; null: it does not, or shall. */
  problem: unknown;
}

/** Moves the data where that is due. Never throws. */
export function settle({ usual, local, lockIn, note, disk = realDisk }: SettleParts): Settled {
  const inUsual = (problem: unknown): Settled => ({ folder: usual, lock: lockIn(usual), moved: null, problem });
  if (local === null) return inUsual(null);
  const inLocal = (lock: Lock, moved: Settled['moved']): Settled => ({ folder: local, lock, moved, problem: null });
  try {
    disk.makeFolder(local);
    const lock = lockIn(local);
    // Whoever has it sees to the move.
    if (lock === 'taken') return inLocal(lock, null);
    if (disk.kind(outboxIn(local)) === 'folder') return inLocal(lock, 'before');
    if (lock === 'none') throw new Error('The folder cannot be written');
    // Chromium's file is there as long as an app runs in the folder, and Windows lets nobody else open it.
    if (disk.isHeld(join(usual, 'lockfile'))) throw new Error('Another Fieldpost has the old folder open');
    return inLocal(lock, moveData(usual, local, note, disk) ? 'now' : 'before');
  } catch (error) {
    const settled = inUsual(error);
    // Between the two locks another one may have moved it.
    return isMoved(local, disk) ? inLocal(lockIn(local), 'before') : settled;
  }
}

function isMoved(local: string, disk: Disk): boolean {
  try {
    return disk.kind(outboxIn(local)) === 'folder';
  } catch {
    return false;
  }
}
