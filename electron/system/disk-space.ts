/** How much room the disk of the outbox has left, so that it is said before a save fails. */
import { statfs } from 'node:fs/promises';
import { log } from '../log/log.ts';

/** Below this many bytes the disk counts as nearly full: room for a hundred thousand contacts, and little for anything else. */
export const nearlyFull = 200_000_000;
/** The disk is asked no more often than this, in milliseconds. */
const calm = 10_000;

export interface DiskSpace {
  /** Returns the bytes that are left, where they are few; null: enough, or not known. */
  low: () => number | null;
  /** Asks the disk again, unless that was only just done. Returns at once. */
  look: () => void;
}

/**
 * Takes the outbox's folder, what to call when the answer of `low` has changed, and a clock that never jumps, in
 * milliseconds. No timer is set: whoever uses the disk, or sees the user come back to the window, calls `look`.
 */
export function diskSpaceOf(folder: string, changed: () => void, monotonic: () => number): DiskSpace {
  let low: number | null = null;
  let asked = -Infinity;

  async function ask(): Promise<void> {
    try {
      const { bavail, bsize } = await statfs(folder);
      const left = bavail * bsize;
      const next = left < nearlyFull ? left : null;
      if (next === low) return;
      low = next;
      changed();
    } catch (error) {
      log.error('The disk could not be asked for the space that is left', error);
    }
  }

  return {
    low: () => low,
    look() {
      if (monotonic() - asked < calm) return;
      asked = monotonic();
      void ask();
    },
  };
}
