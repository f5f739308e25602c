/** The outbox list with 100,000 contacts: its first rows, and how it scrolls, beside a page with nothing to draw. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { buildIfChanged } from '../../../build/runtime/app-build.ts';
import { project } from '../../../build/runtime/paths.ts';
import { say } from '../../../build/runtime/problem.ts';
import type { Effort, Group } from '../group.ts';
import { count, milliseconds, type Finding } from '../report.ts';
import { placeOutbox } from '../seeded-outbox.ts';
import { bareApp, storedFor } from '../start/contestants.ts';
import { median, quantile } from '../statistics.ts';
import { anything, reload, show, someRow, watchRows } from './first-rows.ts';
import { scroll, type Scrolling } from './scrolling.ts';
import { withWindow } from './window.ts';

const outboxScroller = `document.querySelector('[aria-label="Outbox"]').parentElement`;
const pageScroller = 'document.scrollingElement';

interface Sizes {
  rounds: number;
  /** In each round. */
  reloads: number;
  /** Of scrolling, in milliseconds. */
  duration: number;
}

const sizes: Record<Effort, Sizes> = {
  full: { rounds: 5, reloads: 6, duration: 6_000 },
  quick: { rounds: 2, reloads: 4, duration: 3_000 },
  smoke: { rounds: 1, reloads: 1, duration: 300 },
};

/** What was measured of one of the two, over all rounds; all in milliseconds. */
class Measured {
  readonly reloads: number[] = [];
  readonly choices: number[] = [];
  readonly scrolls: Scrolling[] = [];
}

export const measureList: Group = async ({ effort, folder, seeds }) => {
  await buildIfChanged();
  const ownFolder = join(folder, 'own');
  const bareFolder = join(folder, 'bare');
  for (const dataFolder of [ownFolder, bareFolder]) mkdirSync(dataFolder);
  const stored = storedFor(effort);
  await placeOutbox(join(ownFolder, 'outbox'), stored, seeds);

  const size = sizes[effort];
  const { rounds } = size;
  const own = new Measured();
  const bare = new Measured();
  for (let round = 0; round < rounds; round++) {
    say(`  window ${round + 1} of ${rounds} ...`);
    await withWindow(project, ownFolder, (...window) => measureOwn(...window, own, size));
    await withWindow(bareApp, bareFolder, (...window) => measureBare(...window, bare, size, stored));
  }
  return [
    firstRowsFinding(stored, 'document ready to first rows painted', own.reloads, bare.reloads),
    firstRowsFinding(stored, 'another state chosen to its rows painted', own.choices),
    scrollFinding(stored, own.scrolls, bare.scrolls),
  ];
};

async function measureOwn(
  page: Page,
  electron: ElectronApplication,
  measured: Measured,
  { reloads, duration }: Sizes,
): Promise<void> {
  await watchRows(page, electron, someRow);
  for (let round = 0; round < reloads; round++) {
    measured.reloads.push(await reload(page, electron));
    measured.choices.push(await show(page, 'delivered'), await show(page, 'all'));
  }
  measured.scrolls.push(await scroll(page, outboxScroller, duration));
}

async function measureBare(
  page: Page,
  electron: ElectronApplication,
  measured: Measured,
  { reloads, duration }: Sizes,
  stored: number,
): Promise<void> {
  await watchRows(page, electron, anything);
  for (let round = 0; round < reloads; round++) measured.reloads.push(await reload(page, electron));
  await page.evaluate(`document.body.style.height = '${stored * 61}px'`);
  measured.scrolls.push(await scroll(page, pageScroller, duration));
}

function firstRowsFinding(
  stored: number,
  what: string,
  times: readonly number[],
  bareTimes?: readonly number[],
): Finding {
  const value = median(times);
  const finding = {
    what: `List of ${count(stored)}: ${what}`,
    measured: milliseconds(value),
    goal: { text: '≤ 50 ms', reached: value <= 50 },
  };
  if (bareTimes === undefined) return finding;
  return { ...finding, beside: `an empty page's first frame: ${milliseconds(median(bareTimes))}` };
}

function scrollFinding(stored: number, own: readonly Scrolling[], bare: readonly Scrolling[]): Finding {
  const slow = (scrolls: readonly Scrolling[]) => median(scrolls.map(({ frames }) => quantile(frames, 0.95)));
  const value = slow(own);
  const beside = slow(bare);
  const distance = Math.round(median(own.map((scrolling) => scrolling.distance)));
  return {
    what: `List of ${count(stored)}: 95th percentile of frame times, over ${count(distance)} pixels`,
    measured: milliseconds(value),
    beside: `an empty page of that height: ${milliseconds(beside)}`,
    ratio: value / beside,
    goal: { text: '≤ 20 ms', reached: value <= 20 },
  };
}
