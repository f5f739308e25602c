/**
 * Who has an outbox open, for whoever finds it locked (lock.ts). In a file of its own, as Windows lets nobody read one that
 * is locked; it says something only while the lock is held.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { say, type Said } from '#words/message.ts';

export interface Holder {
  computer: string;
  user: string;
  /** Milliseconds since 1970. */
  since: number;
}

const fileIn = (folder: string) => join(folder, 'outbox.lock.json');

/** Says in the outbox's folder that this process has it. To be called with the lock; what fails is left unsaid. */
export function sayWho(folder: string): void {
  const file = fileIn(folder);
  try {
    // What one that was killed has left there is wrong from now on, also where the disk is full.
    rmSync(file, { force: true });
    const holder: Holder = { computer: hostname(), user: userInfo().username, since: Date.now() };
    writeFileSync(`${file}.part`, JSON.stringify(holder));
    renameSync(`${file}.part`, file);
  } catch {
    // The lock holds all the same.
  }
}

/** To be called while this process still has the lock. */
export function unsayWho(folder: string): void {
  try {
    rmSync(fileIn(folder), { force: true });
  } catch {
    // It says nothing any more.
  }
}

/** Returns who has an outbox that is locked; null where that is not known. */
export function holderOf(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** Returns who has the locked outbox of this folder, and what to do, for the user. */
export function whoHas(folder: string): Said {
  const holder = holderOf(folder);
  if (holder === null) return say('store.held', { folder });
  const { computer, user, since } = holder;
  return computer === hostname()
    ? say('store.heldHere', { folder, user, since })
    : say('store.heldElsewhere', { folder, computer, user, since });
}
