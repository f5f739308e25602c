/** How long the app takes to show its window, beside the least an Electron app can be. */
import { say } from '../../../build/runtime/problem.ts';
import type { Effort, Group } from '../group.ts';
import { compare, count, milliseconds, type Finding } from '../report.ts';
import { median } from '../statistics.ts';
import { enrol, storedFor, type Contestant } from './contestants.ts';

const startsFor: Record<Effort, number> = { full: 20, quick: 5, smoke: 1 };

export const measureStart: Group = async (circumstances) => {
  const contestants = await enrol(circumstances);
  const { effort } = circumstances;
  const starts = startsFor[effort];
  for (let round = 0; round < starts; round++) {
    say(`  start ${round + 1} of ${starts} ...`);
    for (const { start, values } of Object.values(contestants)) {
      const { readyAfter, end } = await start();
      values.push(readyAfter);
      await end();
    }
  }
  const { bare, empty, full } = contestants;
  return [finding('no contacts', empty, bare), finding(`${count(storedFor(effort))} contacts`, full, bare)];
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
