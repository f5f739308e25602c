/** The processes of an app, and the memory they take. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** It is read from /proc. */
export const memoryCanBeRead = process.platform === 'linux';

/** Returns the process and all that descend from it. On Windows, the process alone. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of parents()) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function parents(): [pid: number, parent: number][] {
  if (process.platform === 'win32') return [];
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return lines.map((line) => line.trim().split(/ +/).map(Number) as [number, number]);
  }
  return readdirSync('/proc').flatMap((name) => {
    const status = /^\d+$/.test(name) ? read(`/proc/${name}/status`) : null;
    const parent = /^PPid:\t(\d+)$/m.exec(status ?? '')?.[1];
    return parent === undefined ? [] : [[Number(name), Number(parent)]];
  });
}

/** The memory of a process in bytes, of what it shares only its part (PSS); 0 for one that has ended. */
export function memoryOf(pid: number): number {
  const line = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '');
  return line === null ? 0 : Number(line[1]) * 1024;
}

/** A process may end while it is looked at. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
