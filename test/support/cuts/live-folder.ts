/** A folder as the programs themselves see it while they work: with all that was written, flushed or not. */
import { relative } from 'node:path';
import { changeNames, overwritten, resized, type FileId, type NameStep, type Names, type Step } from './steps.ts';

/** SQLite keeps it in shared memory, and does not read it after a power cut. */
export const isShared = (path: string) => path.endsWith('-shm');

export type LiveFolder = ReturnType<typeof liveFolder>;

/** Takes the folder and what is in it. Its functions do what a call did, and return that as steps. */
export function liveFolder(folder: string, before: Map<string, Buffer>) {
  const names: Names = new Map();
  const contents: Buffer[] = [];
  for (const [path, bytes] of before) names.set(path, contents.push(Buffer.from(bytes)) - 1);
  const contentOf = (file: FileId) => contents[file] ?? Buffer.alloc(0);

  function fileAt(path: string): FileId {
    const file = names.get(path);
    if (typeof file !== 'number') throw new Error(`${path} was used and never made.`);
    return file;
  }

  function name(step: NameStep): Step[] {
    changeNames(names, step);
    return [step];
  }

  return {
    /** Returns the path in the folder, relative to it; '.': the folder itself; null: it is elsewhere. */
    within: (path: string | null | undefined): string | null => {
      const inside = relative(folder, path ?? '/');
      return inside.startsWith('..') ? null : inside === '' ? '.' : inside;
    },
    size: (path: string) => contentOf(fileAt(path)).length,
    read: (path: string, from: number, length: number) =>
      Buffer.from(contentOf(fileAt(path)).subarray(from, from + length)),
    name,
    /** Makes a file where there is none. */
    make: (path: string): Step[] =>
      typeof names.get(path) === 'number' ? [] : name({ kind: 'name', path, file: contents.push(Buffer.alloc(0)) - 1 }),
    write: (path: string, offset: number, bytes: Buffer): Step[] => {
      if (isShared(path)) return [];
      const file = fileAt(path);
      contents[file] = overwritten(contentOf(file), offset, bytes);
      return [{ kind: 'write', file, offset, bytes }];
    },
    resize: (path: string, size: number): Step[] => {
      if (isShared(path)) return [];
      const file = fileAt(path);
      contents[file] = Buffer.from(resized(contentOf(file), size));
      return [{ kind: 'resize', file, size }];
    },
    /** `begun`: see steps.ts. */
    flush: (path: string, begun: number): Step[] =>
      isShared(path) ? [] : [{ kind: 'flush', of: names.get(path) ?? path, name: path, begun }],
    /** Takes what is really in the folder. @throws where that is something else: a cut after an overlooked call would be a wrong one */
    compare: (real: Map<string, Buffer>) => {
      const known = [...names].filter(([path, file]) => file !== null && !isShared(path));
      const differ = known.filter(([path]) => !(real.get(path)?.equals(contentOf(fileAt(path))) ?? false));
      const paths = [...differ.map(([path]) => path), ...[...real.keys()].filter((path) => !names.has(path))];
      if (paths.length > 0) throw new Error(`What was recorded does not explain ${paths.join(', ')}.`);
    },
  };
}
