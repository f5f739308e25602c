/**
 * What a disk may hold after a power cut. What was flushed is there. Of each later write each sector of 512 bytes is there or
 * not, in any order, and a file may have its new length without what was written. Of later changes of names the first so many
 * are there, since file systems log these in their order. A name may be there without what was written into its file, and the
 * other way round; a file's flush flushes no name.
 */
import type { Chance } from '../../e2e/chaos/chance.ts';
import {
  changeNames,
  folderOf,
  overwritten,
  resized,
  type FileId,
  type Names,
  type NameStep,
  type Step,
} from './steps.ts';

const sector = 512;

/** How much of what was not flushed is there. */
export type Left = 'nothing' | 'everything' | 'by chance';

/** What is there of the names and of what is in the files. With everything of both it is no power cut, but a SIGKILL. */
export interface Cut {
  names: Left;
  data: Left;
}

export interface Disk {
  /** Does the step with this number. */
  take: (step: Step, number: number) => void;
  /** Returns what is found after a cut now: each file by its path; null for a folder. */
  leave: (cut: Cut, chance: Chance) => Map<string, Buffer | null>;
  /** Returns another disk on which the same was done. */
  copy: () => Disk;
}

type Change = { number: number } & ({ offset: number; bytes: Buffer } | { size: number });

interface OneFile {
  readonly flushed: Buffer;
  /** What came after the flush, in its order. */
  readonly changes: readonly Change[];
}

/** Takes what is on it. */
export function diskWith(before: Map<string, Buffer>): Disk {
  const paths = [...before.keys()];
  return diskOf({
    files: new Map([...before.values()].map((flushed, id) => [id, { flushed, changes: [] }])),
    names: new Map(paths.map((path, id) => [path, id])),
    laterNames: [],
  });
}

interface State {
  files: Map<FileId, OneFile>;
  /** What was flushed. */
  names: Names;
  /** What came after that, in its order. */
  laterNames: (NameStep & { number: number })[];
}

function diskOf(state: State): Disk {
  const fileOf = (id: FileId) => state.files.get(id) ?? { flushed: Buffer.alloc(0), changes: [] };

  function flushNames(folder: string, begun: number): void {
    const isOfIt = (step: NameStep) =>
      folderOf(step.path) === folder || (step.kind === 'rename' && folderOf(step.to) === folder);
    const last = state.laterNames.findLastIndex((step) => step.number < begun && isOfIt(step));
    for (const step of state.laterNames.slice(0, last + 1)) changeNames(state.names, step);
    state.laterNames = state.laterNames.slice(last + 1);
  }

  function flushFile(id: FileId, begun: number): void {
    const { flushed, changes } = fileOf(id);
    const covered = changes.filter(({ number }) => number < begun);
    state.files.set(id, { flushed: after(flushed, covered), changes: changes.slice(covered.length) });
  }

  function change(id: FileId, one: Change): void {
    const { flushed, changes } = fileOf(id);
    state.files.set(id, { flushed, changes: [...changes, one] });
  }

  return {
    take(step, number) {
      if (step.kind === 'mark') return;
      if (step.kind === 'write' || step.kind === 'resize') change(step.file, { ...step, number });
      else if (step.kind !== 'flush') state.laterNames = [...state.laterNames, { ...step, number }];
      else if (typeof step.of === 'string') flushNames(step.of, step.begun);
      else flushFile(step.of, step.begun);
    },
    leave({ names: left, data }, chance) {
      const names = new Map(state.names);
      const later = state.laterNames;
      const there = { nothing: 0, everything: later.length, 'by chance': chance.below(later.length + 1) };
      for (const step of later.slice(0, there[left])) changeNames(names, step);
      return new Map(
        [...names].map(([path, file]) => [path, file === null ? null : leftOf(fileOf(file), data, chance)]),
      );
    },
    // What is in there is replaced, and never changed.
    copy: () => diskOf({ ...state, files: new Map(state.files), names: new Map(state.names) }),
  };
}

/** Returns the bytes with these changes; they themselves stay as they are. */
function after(bytes: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) => ('size' in change ? change.size : change.offset + change.bytes.length));
  const room = Buffer.alloc(Math.max(bytes.length, ...ends));
  bytes.copy(room);
  let length = bytes.length;
  for (const change of changes) {
    if ('size' in change) {
      // What is added later begins with zeros.
      if (change.size < length) room.fill(0, change.size, length);
      length = change.size;
    } else {
      change.bytes.copy(room, change.offset);
      length = Math.max(length, change.offset + change.bytes.length);
    }
  }
  return room.subarray(0, length);
}

function leftOf({ flushed, changes }: OneFile, data: Left, chance: Chance): Buffer {
  const kind = data === 'by chance' ? chance.below(4) : -1;
  if (data === 'nothing' || kind === 0 || changes.length === 0) return flushed;
  if (data === 'everything' || kind === 1) return after(flushed, changes);
  return mixed(Buffer.from(flushed), changes, chance);
}

/** What is written to a disk of a sector is what was in it at one moment: with a later change come those before it. */
function mixed(start: Buffer, changes: readonly Change[], chance: Chance): Buffer {
  const latest = new Map<number, number>();
  changes.forEach((change, index) => {
    if ('size' in change) return;
    const isThere = someOf(chance);
    for (const at of sectorsOf(change)) if (isThere()) latest.set(at, index);
  });
  let bytes = start;
  /** What is behind it belonged to a file that was made shorter first, and that was not. */
  let end = Infinity;
  changes.forEach((change, index) => {
    if ('size' in change) {
      if (end === Infinity && chance.happens(0.5)) bytes = Buffer.from(resized(bytes, change.size));
      else end = Math.min(end, change.size);
      return;
    }
    const { offset, bytes: written } = change;
    const reaches = Math.min(offset + written.length, end);
    for (const at of sectorsOf(change)) {
      if ((latest.get(at) ?? -1) < index) continue;
      const from = Math.max(offset, at * sector);
      const to = Math.min(reaches, (at + 1) * sector);
      if (from < to) bytes = overwritten(bytes, from, written.subarray(from - offset, to - offset));
    }
    if (reaches > bytes.length && chance.happens(0.3)) bytes = Buffer.from(resized(bytes, reaches));
  });
  return bytes;
}

/** Returns a function that says whether the next sector of a write is there: none, all, the first so many, or any of them. */
function someOf(chance: Chance): () => boolean {
  const kind = chance.below(4);
  let torn = false;
  return () => {
    if (kind === 2) torn ||= chance.happens(0.2);
    return kind === 1 || (kind === 2 && !torn) || (kind === 3 && chance.happens(0.5));
  };
}

function sectorsOf({ offset, bytes }: { offset: number; bytes: Buffer }): number[] {
  const first = Math.floor(offset / sector);
  const last = Math.floor((offset + bytes.length - 1) / sector);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
