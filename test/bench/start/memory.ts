/** How much memory the app takes once it is shown, beside the least an Electron app can be. */
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { locateRuntime } from '../../../build/runtime/locate.ts';
import { say } from '../../../build/runtime/problem.ts';
import type { Effort, Group } from '../group.ts';
import { compare, count, megabytes, notMeasured, type Finding } from '../report.ts';
import { median } from '../statistics.ts';
import { enrol, storedFor, type Contestant } from './contestants.ts';
import type { StartedApp } from './launch.ts';
import { memoryCanBeRead, memoryOf, processTree } from './process-tree.ts';

/** `settling`: what is done once the window is shown has come to rest after this time, in milliseconds. */
const sizes: Record<Effort, { rounds: number; settling: number }> = {
  full: { rounds: 5, settling: 3_000 },
  quick: { rounds: 2, settling: 3_000 },
  smoke: { rounds: 1, settling: 100 },
};

export const measureMemory: Group = async (circumstances) => {
  if (!memoryCanBeRead) return [notMeasured('Memory', 'it is read from /proc')];
  const { effort, folder } = circumstances;
  const contestants = await enrol(circumstances, await ownProgram(join(folder, 'electron')));
  const { rounds, settling } = sizes[effort];
  for (let round = 0; round < rounds; round++) {
    say(`  weighing ${round + 1} of ${rounds} ...`);
    for (const { start, values } of Object.values(contestants)) values.push(await weigh(start, settling));
  }
  const { bare, empty, full } = contestants;
  return [finding('no contacts', empty, bare), finding(`${count(storedFor(effort))} contacts`, full, bare)];
};

/**
 * Of pages that several processes share, each counts as its part only. A program that is a file of its own shares its
 * pages with nobody who happens to run the same Electron. What lies beside it is linked. Returns the program.
 */
async function ownProgram(folder: string): Promise<string> {
  const { directory, executable } = await locateRuntime();
  mkdirSync(folder);
  for (const entry of readdirSync(directory)) {
    if (entry !== basename(executable)) symlinkSync(join(directory, entry), join(folder, entry));
  }
  const program = join(folder, basename(executable));
  copyFileSync(executable, program);
  return program;
}

async function weigh(start: () => Promise<StartedApp>, settling: number): Promise<number> {
  const { pid, end } = await start();
  try {
    await wait(settling);
    return processTree(pid)
      .map(memoryOf)
      .reduce((sum, bytes) => sum + bytes, 0);
  } finally {
    await end();
  }
}

function finding(what: string, app: Contestant, bare: Contestant): Finding {
  return compare({
    what: `Memory of all processes (PSS), ${what}`,
    value: median(app.values),
    beside: median(bare.values),
    besideName: 'a bare window',
    goal: 1.1,
    format: megabytes,
  });
}
