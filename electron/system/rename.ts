/**
 * Renames that Windows may refuse for a moment: a virus scanner, OneDrive or the search has the file open, and lets go of it
 * soon. There they are tried again for two seconds. Elsewhere a refusal is meant, and stands at once.
 */
import { renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';

/** Between the tries, in milliseconds; two seconds in all. */
const pauses = [20, 40, 80, 160, 200, 200, 200, 200, 200, 200, 200, 200, 300];

/** Renames `from` to `to`, which is replaced. @throws (rejects) what the system says of the last try */
export async function renameWhenFree(from: string, to: string, platform = process.platform): Promise<void> {
  for (const pause of pauses) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!mayPass(error, platform)) throw error;
    }
    await after(pause);
  }
  await rename(from, to);
}

/** The same for threads, and for the time before there is a window: nothing else goes on meanwhile. @throws as above */
export function renameWhenFreeSync(from: string, to: string, platform = process.platform): void {
  for (const pause of pauses) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!mayPass(error, platform)) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  renameSync(from, to);
}

function mayPass(error: unknown, platform: NodeJS.Platform): boolean {
  if (platform !== 'win32' || !(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'EPERM' || error.code === 'EACCES' || error.code === 'EBUSY';
}
