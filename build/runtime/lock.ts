import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { undoAtEnd } from './cleanup.ts';
import { say } from './problem.ts';

const heartbeat = 1_000;
const stale = 10_000;

function take(file: string): boolean {
  try {
    writeFileSync(file, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

// The holder touches the file every second. That tells a holder that was killed from one that works, also when the
// two run in containers which share the folder but not their process ids.
function abandoned(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs > stale;
  } catch {
    return false;
  }
}

/**
 * Runs `work` while no other process that asks for the same file does. It saves doing long work twice; the work must
 * still be correct if it ever is done twice, because a holder that was suspended loses its lock.
 */
export async function withLock<T>(file: string, waiting: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !take(file);) {
    if (abandoned(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say(waiting);
    told = true;
    await wait(300);
  }
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody removed the folder. Then there is nothing left to guard.
    }
  }, heartbeat);
  const release = undoAtEnd(() => {
    clearInterval(beat);
    rmSync(file, { force: true });
  });
  try {
    return await work();
  } finally {
    release();
  }
}
