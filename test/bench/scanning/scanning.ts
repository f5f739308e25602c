/** How long scanning takes, and what of the memory: whether that grows with the pictures that are looked through, and is given back after the pane was closed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { buildIfChanged } from '../../../build/runtime/app-build.ts';
import { project } from '../../../build/runtime/paths.ts';
import { say } from '../../../build/runtime/problem.ts';
import { filmOf, size } from '../../support/degraded.ts';
import { backgrounds, cornersOf, pictureOf } from '../../support/reading/held-card.ts';
import type { Effort, Group } from '../group.ts';
import { withWindow } from '../list/window.ts';
import { count, megabytes, notMeasured, type Finding } from '../report.ts';
import { memoryCanBeRead, memoryOf, processTree } from '../start/process-tree.ts';
import { measureAttendees } from './attendees.ts';
import { measureHeldCode } from './held-code.ts';

interface Work {
  /** Pictures that are looked through. */
  pictures: number;
  /** After the pane was closed, in milliseconds: what it loaded stays for a minute. */
  rest: number;
}
const works: Record<Effort, Work> = {
  full: { pictures: 10_000, rest: 70_000 },
  quick: { pictures: 300, rest: 70_000 },
  smoke: { pictures: 20, rest: 1_000 },
};

/** Most bytes that it may grow by from a third of the pictures to all, and that may stay. */
const mostGrowth = 25e6;
const mostLeft = 25e6;
/** How often it is read for one value. */
const readings = 20;
/** How long a reading may take, in milliseconds, the loading of what reads included. */
const patience = 90_000;

export const measureScanning: Group = async ({ effort, folder }) => {
  await buildIfChanged();
  const times = [await measureHeldCode(effort, folder), ...(await measureAttendees(effort, folder))];
  const memory = memoryCanBeRead
    ? await measureMemory(effort, folder)
    : [notMeasured('Memory of scanning', 'it is read from /proc')];
  return [...times, ...memory];
};

async function measureMemory(effort: Effort, folder: string): Promise<Finding[]> {
  const { pictures, rest } = works[effort];
  const film = join(folder, 'film.y4m');
  writeFileSync(film, moving());
  const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  return await withWindow(
    project,
    join(folder, 'data'),
    async (page, electron) => {
      const pid = electron.process().pid ?? 0;
      const memory = () => held(pid, effort === 'smoke' ? 1 : readings);
      await page.locator('main form').first().waitFor();
      await countPictures(page);
      await wait(rest / 10);
      const before = await memory();
      await page.getByRole('button', { name: 'Scan' }).click();
      const pane = page.getByRole('dialog', { name: 'Scan' });
      await pane.locator('video').waitFor();
      await looked(page, Math.ceil(pictures / 3));
      const early = await memory();
      await looked(page, pictures);
      const late = await memory();
      await pane.getByRole('button', { name: 'Take picture' }).click();
      await pane.getByText('No contact was found').waitFor({ timeout: patience });
      const loaded = await memory();
      await page.keyboard.press('Escape');
      say('  waiting until what was loaded is given back ...');
      await wait(rest);
      return findings({ pictures, rest, before, early, late, loaded, after: await memory() });
    },
    args,
  );
}

/** Takes the app's process and how often it is read, twice a second; returns the least, in bytes: garbage comes and goes. */
async function held(pid: number, times: number): Promise<number> {
  let least = Infinity;
  for (let time = 0; time < times; time += 1) {
    least = Math.min(
      least,
      processTree(pid).reduce((sum, one) => sum + memoryOf(one), 0),
    );
    await wait(500);
  }
  return least;
}

/** A film of a card without letters that is never held still, so that each picture is looked through as a whole. */
function moving(): Buffer {
  const frames = Array.from({ length: 12 }, (_, at) => {
    const corners = cornersOf({ x: 0.3 + 0.03 * at, y: 0.36, wide: 0.4, degrees: 3 * at });
    const picture = pictureOf(
      { corners, background: backgrounds['a booth with people'], paint: { paper: 230, ink: 230 } },
      size.width,
      size.height,
    );
    return Float32Array.from(picture.data);
  });
  return filmOf(frames, 10);
}

/** Counts in the page what is asked of its workers: one question for each picture. */
const countPictures = (page: Page) =>
  page.evaluate(`(() => {
    window.asked = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...all) { window.asked += 1; return post.apply(this, all); };
  })()`);

async function looked(page: Page, pictures: number): Promise<void> {
  while ((await page.evaluate<number>('window.asked')) < pictures) await wait(500);
}

interface Measured extends Work {
  /** In bytes. */
  before: number;
  early: number;
  late: number;
  loaded: number;
  after: number;
}

const findings = ({ pictures, rest, before, early, late, loaded, after }: Measured): Finding[] => [
  {
    what: `Memory while ${count(pictures)} pictures of the camera are looked through`,
    measured: megabytes(late),
    beside: `after a third of them: ${megabytes(early)} (× ${(late / early).toFixed(2)})`,
    goal: { text: `at most ${megabytes(mostGrowth)} more`, reached: late - early <= mostGrowth },
  },
  {
    what: 'Memory with all loaded that reads cards',
    measured: megabytes(loaded),
    beside: `before the pane was opened: ${megabytes(before)}`,
  },
  {
    what: `Memory ${String(rest / 1_000)} s after the pane was closed`,
    measured: megabytes(after),
    beside: `before it was opened: ${megabytes(before)}`,
    goal: { text: `at most ${megabytes(mostLeft)} more`, reached: after - before <= mostLeft },
  },
];
