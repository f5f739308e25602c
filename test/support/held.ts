import { execFileSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { canMount } from './mounts.ts';

/** Whether a file can be held here so that it is read and written by all, but moved and replaced by nobody. */
export const canHold = process.platform === 'win32' || canMount;

/** Holds the file as a virus scanner does. Returns what lets go of it, which the test's end does at the latest. */
export function hold(file: string): () => void {
  let held = true;
  const letGo = process.platform === 'win32' ? holdOnWindows(file) : holdByMount(file);
  const once = () => {
    if (held) letGo();
    held = false;
  };
  onTestFinished(once);
  return once;
}

/** SQLite opens its files without FILE_SHARE_DELETE; Node would allow the move. */
function holdOnWindows(file: string): () => void {
  const database = new Database(file, { fileMustExist: true });
  return () => {
    database.close();
  };
}

function holdByMount(file: string): () => void {
  execFileSync('mount', ['--bind', file, file]);
  return () => {
    execFileSync('umount', ['--lazy', file]);
  };
}
