/** One Fieldpost on a data folder, and never none because of what one that is gone has left there. */
import { accessSync, constants, mkdirSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { log } from '../log/log.ts';

/** One that has just started opens its outbox within so many milliseconds. */
const usualStart = 5_000;
const betweenLooks = 100;

/**
 * Takes the app's data folder, and what asks Chromium for its lock and, where another one has it, brings that one to the
 * front. Resolves with whether this one is to go on. That there are two of them after all does no harm: the outbox has a
 * lock of its own (store/lock.ts), and whoever comes second says whose it is.
 */
export async function isToGoOn(dataFolder: string, ask: () => boolean, patience = usualStart): Promise<boolean> {
  if (removeStale(dataFolder)) noteStale();
  if (ask()) return true;
  // There is no lock to be had, and no outbox to send from: the window says so.
  if (!isWritable(dataFolder)) return true;
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const who = namesAnother(dataFolder) === 'here' ? 'here' : await holder(dataFolder);
    if (who === 'here') {
      log.note('Another Fieldpost is running: this one ends');
      return false;
    }
    if (who === 'elsewhere') {
      log.note('Another computer has the outbox: the window says so');
      return true;
    }
    await wait(betweenLooks);
  }
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) remove(dataFolder, name);
  log.note('Nobody has the outbox, although Chromium refuses its lock: Fieldpost goes on', { granted: ask() });
  return true;
}

/**
 * Removes a lock of Chromium's that names no Fieldpost which runs here. Chromium may respect it for ever where it names
 * another computer. Where its number is that of a browser by now, it would wait for 20 seconds, and then kill the browser.
 * One that runs is found by its socket, which stays. Returns whether there was one: there may be no log yet (`noteStale`).
 */
export function removeStale(dataFolder: string): boolean {
  if (namesAnother(dataFolder) !== 'gone') return false;
  remove(dataFolder, 'SingletonLock');
  return true;
}

export function noteStale(): void {
  log.note('A Fieldpost that is not there any more has left its lock: it is removed');
}

/** Says where the Fieldpost is that Chromium's lock names (`computer-process`); null where there is no such lock, as on Windows. */
function namesAnother(dataFolder: string): 'here' | 'gone' | null {
  let process: number;
  try {
    process = Number(/-(\d+)$/u.exec(readlinkSync(join(dataFolder, 'SingletonLock')))?.[1]);
  } catch {
    return null;
  }
  // The computer's name says nothing: a network gives it, and gives another one while Fieldpost runs.
  return isFieldpost(process) ? 'here' : 'gone';
}

function isFieldpost(pid: number): boolean {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0);
    // An update may have taken the program away from under it.
    const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/u, '');
    return basename(program) === basename(process.execPath);
  } catch {
    return false;
  }
}

/** Says where the outbox's owner is; null: nowhere. */
async function holder(dataFolder: string): Promise<'here' | 'elsewhere' | null> {
  const [{ isHeld }, { holderOf }] = await Promise.all([import('../store/lock.ts'), import('../store/holder.ts')]);
  const held = ['outbox', 'practice'].map((name) => join(dataFolder, name)).find(isHeld);
  if (held === undefined) return null;
  return holderOf(held)?.computer === hostname() ? 'here' : 'elsewhere';
}

function remove(dataFolder: string, name: string): void {
  try {
    rmSync(join(dataFolder, name), { force: true });
  } catch (error) {
    log.error('A lock of Chromium could not be removed', error);
  }
}

/** Whether something can be written in this folder, which is made where it is missing. */
export function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
