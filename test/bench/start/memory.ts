/** How much memory the app takes once it is shown, beside the least an Electron app can be. */
import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../../../build/runtime/problem.ts';
import type { Group } from '../group.ts';
import { compare, count, megabytes, type Finding } from '../report.ts';
import { median } from '../statistics.ts';
import { enrol, stored, type Contestant } from './contestants.ts';
import type { StartedApp } from './launch.ts';
import { isAlone, memoryCanBeRead, memoryOf, processTree } from './process-tree.ts';

/** What is done once the window is shown has come to rest after this time, in milliseconds. */
const settling = 3_000;
/** How often a weighing is tried again. */
const attempts = 20;

export const measureMemory: Group = async ({ quick, folder }) => {
  if (!memoryCanBeRead) return [{ what: 'Memory', measured: 'not measured: it is read from /proc' }];
  const { executable, contestants } = await enrol(folder);
  const rounds = quick ? 2 : 5;
  for (let round = 0; round < rounds; round++) {
    say(`  weighing ${round + 1} of ${rounds} ...`);
    for (const { start, values } of Object.values(contestants)) values.push(await weigh(executable, start));
  }
  const { bare, empty, full } = contestants;
  return [finding('no contacts', empty, bare), finding(`${count(stored)} contacts`, full, bare)];
};

/** While another app of the same program runs, both share its pages, and each seems to take less: that is not counted. */
async function weigh(executable: string, start: () => Promise<StartedApp>): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { pid, end } = await start();
    try {
      await wait(settling);
      const tree = processTree(pid);
      const memory = tree.map(memoryOf).reduce((sum, bytes) => sum + bytes, 0);
      if (isAlone(executable, tree)) return memory;
    } finally {
      await end();
    }
  }
  throw new Error(`${executable} runs elsewhere too. Memory can be measured of one only.`);
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
