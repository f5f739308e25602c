/** The processes that a test has started are gone with it: those of the app, and Chromium's helpers. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** An app that was started as the leader of a group of its own. */
export interface Started {
  pid: number;
  dataFolder: string;
}

/**
 * Takes the leader of a group; kills the group where this process ends without having called what is returned. However that
 * ends: a process that was killed tells nobody, but its end of a pipe is closed.
 */
export function endWithThisProcess(pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const guard = spawn('sh', ['-c', 'read -r word || kill -s KILL -- "-$1"', 'guard', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  return () => {
    guard.stdin.end('over\n');
  };
}

/**
 * Resolves once nothing is left of these apps. Helpers end by themselves when the main process is gone, which on a machine
 * that is busy takes a while: so many milliseconds at most. @throws Error where something stays; it is killed then.
 */
export async function untilNoneIsLeft(apps: readonly Started[], patience = 30_000): Promise<void> {
  const deadline = Date.now() + patience;
  let left = processesOf(apps);
  while (left.length > 0 && Date.now() < deadline) {
    await wait(50);
    left = processesOf(apps);
  }
  for (const { pid } of left) kill(pid);
  if (left.length > 0) throw new Error(`Left behind: ${left.map(({ command }) => command).join('; ')}`);
}

/** Waits for the app that follows another one on this data folder, and ends it. @throws Error where none follows within so many milliseconds */
export async function endSuccessor(dataFolder: string, patience = 30_000): Promise<void> {
  const there = [{ pid: -1, dataFolder }];
  for (const deadline = Date.now() + patience; processesOf(there).length === 0;) {
    if (Date.now() > deadline) throw new Error('No app has followed');
    await wait(50);
  }
  while (processesOf(there).length > 0) {
    for (const { pid } of processesOf(there)) kill(pid);
    await wait(50);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** Those of its group, since not all helpers name the data folder, and those that name it, since not all stay in the group. */
function processesOf(apps: readonly Started[]): { pid: number; command: string }[] {
  // Elsewhere there is no such folder to look into.
  if (process.platform !== 'linux') return [];
  const groups = new Set(apps.map(({ pid }) => pid));
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      const { group, command } = processAt(`/proc/${name}`);
      const isOne =
        groups.has(group) || apps.some(({ dataFolder }) => command.includes(`--user-data-dir=${dataFolder}`));
      return isOne ? [{ pid: Number(name), command }] : [];
    });
}

function processAt(folder: string): { group: number; command: string } {
  try {
    const status = readFileSync(`${folder}/stat`, 'utf8');
    // Its name, in brackets, may have anything in it.
    const [state, , group] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    // One that has ended and of which nobody has taken note yet.
    if (state === 'Z' || state === 'X') return { group: 0, command: '' };
    return { group: Number(group), command: readFileSync(`${folder}/cmdline`, 'utf8').replaceAll('\0', ' ') };
  } catch {
    return { group: 0, command: '' };
  }
}
