/** How long the app takes to show its window, beside the least an Electron app can be. */
import { say } from '../../../build/runtime/problem.ts';
import type { Group } from '../group.ts';
import { compare, count, milliseconds, type Finding } from '../report.ts';
import { median } from '../statistics.ts';
import { enrol, stored, type Contestant } from './contestants.ts';

export const measureStart: Group = async ({ quick, folder }) => {
  const { contestants } = await enrol(folder);
  const starts = quick ? 5 : 20;
  for (let round = 0; round < starts; round++) {
    say(`  start ${round + 1} of ${starts} ...`);
    for (const { start, values } of Object.values(contestants)) {
      const { readyAfter, end } = await start();
      values.push(readyAfter);
      await end();
    }
  }
  const { bare, empty, full } = contestants;
  return [finding('no contacts', empty, bare), finding(`${count(stored)} contacts`, full, bare)];
};

function finding(what: string, app: Contestant, bare: Contestant): Finding {
  return compare({
    what: `Start to ready-to-show, ${what} (${app.values.length} starts)`,
    value: median(app.values),
    beside: median(bare.values),
    besideName: 'a bare window',
    goal: 1.15,
    format: milliseconds,
  });
}
