/** The processes of an app, and the memory they take: read from Linux's /proc. */
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

export const memoryCanBeRead = process.platform === 'linux';

/** Returns the process and all that descend from it. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = parentOf(pid);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function parentOf(pid: number): number | null {
  const status = read(`/proc/${pid}/status`);
  const line = /^PPid:\t(\d+)$/m.exec(status ?? '');
  return line === null ? null : Number(line[1]);
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

/** Whether no process outside of this tree runs the program. */
export function isAlone(executable: string, tree: readonly number[]): boolean {
  const program = realpathSync(executable);
  return !readdirSync('/proc').some((name) => {
    const pid = Number(name);
    return Number.isInteger(pid) && !tree.includes(pid) && programOf(pid) === program;
  });
}

function programOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return null;
  }
}
