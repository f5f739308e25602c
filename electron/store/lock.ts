/** One owner of an outbox: whoever has it open, on this computer or on another one that shares the folder. */
import Database from 'better-sqlite3';
import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { sayWho, unsayWho, whoHas } from './holder.ts';
import { asStoreProblem, saysForeign, StoreProblem } from './problems.ts';

/** Another program has the outbox open: nothing is wrong with the folder, and it can be tried again. */
export class HeldByAnother extends StoreProblem {
  override name = 'HeldByAnother';
}

export interface FolderLock {
  release: () => void;
}

/** An end that is under way, or a look of `isHeld`, is over within so many milliseconds. */
const patience = 500;

/**
 * The system lets go of SQLite's locks when a process ends, however it does, and keeps them across computers on a network
 * folder. Nothing else may open this file: to close it anywhere in this process would let go of the lock, too.
 */
const lockIn = (folder: string) => join(folder, 'outbox.lock');

/** What is collected as garbage would be unlocked. */
const locks = new Set<Database.Database>();

/**
 * Takes the outbox's folder, which is made where it is missing, and keeps every other program out of it until `release`,
 * or until this process is gone. @throws HeldByAnother, or another StoreProblem where the folder cannot be written
 */
export function lockFolder(folder: string): FolderLock {
  let lock: Database.Database | undefined;
  try {
    // It holds other people's contacts: nobody but its user may look in.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    lock = locked(lockIn(folder));
  } catch (error) {
    lock?.close();
    if (isBusy(error)) throw new HeldByAnother(whoHas(folder), { cause: error });
    throw asStoreProblem(error, folder);
  }
  const held = lock;
  locks.add(held);
  sayWho(folder);
  return {
    release() {
      if (!locks.delete(held)) return;
      unsayWho(folder);
      held.close();
    },
  };
}

/** @throws what SQLite throws: SQLITE_BUSY where another program has the lock */
function locked(file: string): Database.Database {
  for (let isSecond = false; ; isSecond = true) {
    const lock = new Database(file, { timeout: patience });
    try {
      // Nothing is ever written to it: no journal may be left that the next one would have to undo.
      lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      return lock;
    } catch (error) {
      lock.close();
      if (isSecond || !saysForeign(error)) throw error;
      // What the disk has put into it is nothing to keep, and says nothing of the outbox. In place: another program may lock it by now.
      truncateSync(file);
    }
  }
}

/** Whether any program has the outbox in this folder open, this one included. */
export function isHeld(folder: string): boolean {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(lockIn(folder), { readonly: true, fileMustExist: true, timeout: 0 });
    // The first read asks for the lock.
    lock.pragma('user_version');
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    lock?.close();
  }
}

const isBusy = (error: unknown) => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
