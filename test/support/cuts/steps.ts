/** What a program did to a folder on the disk, call by call, and what it said meanwhile. */

import { dirname } from 'node:path';

/** A file, whatever its name is at the time. */
export type FileId = number;

export type Step =
  | { kind: 'write'; file: FileId; offset: number; bytes: Buffer }
  | { kind: 'resize'; file: FileId; size: number }
  /** A flush has ended. It covers what ended before the step number `begun`; of a folder, the names in it. */
  | { kind: 'flush'; of: FileId | string; name: string; begun: number }
  | NameStep
  /** The program said something: all it called before has ended, and it has called nothing after. */
  | { kind: 'mark'; text: string };

/** A change of names. Paths are relative to the folder; `file`: null for a folder. */
export type NameStep =
  | { kind: 'name'; path: string; file: FileId | null }
  | { kind: 'rename'; path: string; to: string }
  | { kind: 'remove'; path: string };

/** Takes a relative path; returns the folder that it is in, as a flush names it. */
export const folderOf = (path: string) => dirname(path);

/** Which file has which name; null: it is a folder. */
export type Names = Map<string, FileId | null>;

export function changeNames(names: Names, step: NameStep): void {
  if (step.kind === 'name') {
    names.set(step.path, step.file);
    return;
  }
  const moved = [...names].filter(([path]) => path === step.path || path.startsWith(`${step.path}/`));
  for (const [path] of moved) names.delete(path);
  if (step.kind === 'remove') return;
  for (const [path, file] of moved) names.set(`${step.to}${path.slice(step.path.length)}`, file);
}

/** Returns the bytes with so many at the end cut off, or zeros added. */
export function resized(bytes: Buffer, size: number): Buffer {
  return size <= bytes.length ? bytes.subarray(0, size) : Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);
}

/** Returns the bytes with these in their place; `bytes` may be changed by it. */
export function overwritten(bytes: Buffer, offset: number, by: Buffer): Buffer {
  const whole = resized(bytes, Math.max(bytes.length, offset + by.length));
  by.copy(whole, offset);
  return whole;
}
