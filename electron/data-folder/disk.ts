/** What the move of the data folder does with the disk, step by step, so that a test can cut it off between any two of them. */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { renameWhenFreeSync } from '../system/rename.ts';

export type Disk = typeof disk;

/** All of it before there is a window, so that nothing waits for it. Each @throws what the system says. */
export const disk = {
  /** Returns what is there; null: nothing. */
  kind(path: string): 'folder' | 'file' | null {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return null;
    return found.isDirectory() ? 'folder' : 'file';
  },

  /** Whether another program has this file for itself, or may have. */
  isHeld(file: string): boolean {
    try {
      closeSync(openSync(file, 'r+'));
      return false;
    } catch (error) {
      return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    }
  },

  list: (folder: string): string[] => readdirSync(folder),

  read: (file: string): string => readFileSync(file, 'utf8'),

  makeFolder: (folder: string): void => void mkdirSync(folder, { recursive: true }),

  write(file: string, text: string): void {
    writeFileSync(file, text, { flush: true });
  },

  rename: (from: string, to: string): void => {
    renameWhenFreeSync(from, to);
  },

  /** The copy is on the disk as a whole when this returns. */
  copyFile(from: string, to: string): void {
    copyFileSync(from, to);
    const copy = openSync(to, 'r+');
    try {
      fsyncSync(copy);
    } finally {
      closeSync(copy);
    }
    if (statSync(to).size !== statSync(from).size) throw new Error('A file was copied in part only');
  },

  /** A folder with all that is in it; where nothing is there, nothing happens. */
  remove(path: string): void {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  },
};
