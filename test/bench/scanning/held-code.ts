/** From a code that is held before the camera to its proposal on the screen. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { project } from '../../../build/runtime/paths.ts';
import { chance, filmOf, frameOf, modulesOf } from '../../support/degraded.ts';
import type { Effort } from '../group.ts';
import { withWindow } from '../list/window.ts';
import { median } from '../statistics.ts';
import { milliseconds, type Finding } from '../report.ts';

/** How often it is measured; the first time all is loaded that reads codes. */
const times: Record<Effort, number> = { full: 20, quick: 6, smoke: 1 };

/** Longest time from the code to the proposal, in milliseconds. */
const longest = 400;

/** How many pictures the camera takes in a second: as most do. */
const perSecond = 30;
/** For how long nothing is held before it, in seconds: in that time the pane is open and looks through pictures. */
const empty = 2;

/** A vCard of 431 bytes, as libraries for codes are tried with. */
const card = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'N:Okafor;Katherine;;Dr.;',
  'ORG:Northwind Industrial Robotics GmbH;Field Sales',
  'TITLE:Head of Regional Partnerships',
  'TEL;TYPE=WORK,VOICE:+49 30 5557 2101',
  'TEL;TYPE=CELL:+49 170 555 0111',
  'EMAIL;TYPE=INTERNET:katherine.okafor@northwind.example',
  'URL:https://www.northwind.example/team/okafor',
  'ADR;TYPE=WORK:;;Invalidenstraße 117;Berlin;;10115;Germany',
  'END:VCARD',
].join('\r\n');

/** Takes a folder; measures in a window of its own, with a film that shows an empty desk and then the code, held still. */
export async function measureHeldCode(effort: Effort, folder: string): Promise<Finding> {
  const film = join(folder, 'held.y4m');
  writeFileSync(film, await filmOfCode());
  const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  const taken = await withWindow(
    project,
    join(folder, 'held'),
    async (page) => {
      await page.locator('main form').first().waitFor();
      await page.evaluate(watching);
      const all: number[] = [];
      for (let time = 0; time < times[effort]; time += 1) all.push(await once(page));
      return all;
    },
    args,
  );
  const worst = Math.max(...taken);
  return {
    what: 'Scanning: from a code held still before the camera to its proposal',
    measured: `${milliseconds(median(taken))} (at most ${milliseconds(worst)})`,
    beside: `${String(taken.length)} times, the first with all that has to be loaded: ${milliseconds(taken[0] ?? NaN)}`,
    goal: { text: `at most ${milliseconds(longest)}`, reached: worst <= longest },
  };
}

async function filmOfCode(): Promise<Buffer> {
  const code = await modulesOf(card);
  const how = { side: 340, degrees: 5, perspective: 0.08, blur: 0.7, noise: 10, ink: 60, paper: 180 };
  const [random, desk] = [chance(7), { ...how, x: -900 }];
  const nothing = Array.from({ length: 3 }, () => frameOf(code, desk, random));
  const held = Array.from({ length: 3 }, () => frameOf(code, how, random));
  const many = (frames: typeof held, seconds: number) =>
    Array.from({ length: seconds * perSecond }, (_, at) => frames[at % frames.length] ?? frames[0]).filter(
      (frame) => frame !== undefined,
    );
  return filmOf([...many(nothing, empty), ...many(held, 3)], perSecond);
}

/**
 * Runs in the page: notes when the camera shows a picture with the code, which is darker in its middle than the desk, and when the
 * proposal is in the page and painted.
 */
const watching = `(() => {
  const canvas = new OffscreenCanvas(16, 12);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  window.held = { code: null, proposal: null };
  const contrast = (video) => {
    context.drawImage(video, video.videoWidth * 0.3, video.videoHeight * 0.3, video.videoWidth * 0.4, video.videoHeight * 0.4, 0, 0, 16, 12);
    const { data } = context.getImageData(0, 0, 16, 12);
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) sum += data[at];
    return sum / (data.length / 4);
  };
  const watch = (video) => video.requestVideoFrameCallback((now, frame) => {
    if (window.held.code === null && contrast(video) < 150) window.held.code = frame.presentationTime;
    if (video.isConnected) watch(video);
  });
  new MutationObserver(() => {
    const video = document.querySelector('dialog video');
    if (video !== null && video !== window.watched) { window.watched = video; watch(video); }
    if (window.held.proposal === null && document.querySelector('section[aria-label="Proposal"]') !== null) {
      window.held.proposal = 0;
      requestAnimationFrame(() => setTimeout(() => { window.held.proposal = performance.now(); }));
    }
  }).observe(document.body, { childList: true, subtree: true });
})()`;

/** Opens the pane and waits for the proposal. Returns the time between, in milliseconds. */
async function once(page: Page): Promise<number> {
  await page.evaluate('window.held = { code: null, proposal: null }');
  await page.getByRole('button', { name: 'Scan' }).click();
  await page.getByRole('region', { name: 'Proposal' }).waitFor({ timeout: 30_000 });
  await wait(200);
  const { code, proposal } = await page.evaluate<{ code: number | null; proposal: number | null }>('window.held');
  if (code === null || proposal === null) throw new Error('The code was not seen, or its proposal did not come');
  await page.getByRole('button', { name: 'Discard' }).click();
  return proposal - code;
}
