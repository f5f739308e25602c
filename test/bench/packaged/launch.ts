/** Starts a built app as a user would, and tells when its window was painted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { undoAtEnd } from '../../../build/runtime/cleanup.ts';
import { launchArguments } from '../../../build/runtime/locate.ts';
import { killGroup } from '../../../build/runtime/programs.ts';

/** After this time the app is at rest, so that asking it disturbs nothing. In milliseconds. */
const settling = 1_500;
/** How long a start or an end may take before the measurement counts as failed, in milliseconds. */
const patience = 30_000;

// When the page was painted first, and when first with a word in it, by the clock that all processes share.
const paints = `new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error('The page was not painted.')), ${patience});
  const moment = (name) => performance.timeOrigin + performance.getEntriesByName(name)[0]?.startTime;
  const look = () => {
    const moments = { window: moment('first-paint'), word: moment('first-contentful-paint') };
    if (moments.word > 0) resolve(moments);
  };
  new PerformanceObserver(look).observe({ type: 'paint', buffered: true });
})`;

export interface Paints {
  /** To the first paint, with which the window is shown. */
  readonly window: number;
  readonly word: number;
}

/**
 * Takes the program of a built app and a folder for its data; returns the time from just before the process was made to
 * these paints, in milliseconds. The fuses of a built app keep a hook out, so the page is asked, over
 * Chromium's own debugger.
 */
export async function timesToPaint(program: string, dataFolder: string): Promise<Paints> {
  const args = [...launchArguments(), `--user-data-dir=${dataFolder}`, '--remote-debugging-port=0'];
  const before = Date.now();
  // A group of its own, so that all of its processes can be ended at once.
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const kill = undoAtEnd(() => {
    killGroup(child.pid, 'SIGKILL');
  });
  try {
    const browser = await chromium.connectOverCDP(await debuggerOf(child.stderr));
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page', { timeout: patience }));
    if (page === undefined) throw new Error('The app showed no window.');
    const { window, word } = await page.evaluate<Paints>(paints);
    await browser.close();
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await Promise.race([ended, wait(patience, undefined, { ref: false })]);
    return { window: window - before, word: word - before };
  } finally {
    kill();
  }
}

/** Takes what the app writes; returns the address of its debugger, once the app is at rest. */
async function debuggerOf(stderr: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error(`The app did not start. ${said}`));
    }, patience);
    // What it writes later is read too, so that it does not fill the pipe.
    stderr
      .on('data', (data: Buffer) => {
        said += data.toString();
        const port = /^DevTools listening on ws:\/\/(127\.0\.0\.1:\d+)\//mu.exec(said)?.[1];
        if (port === undefined) return;
        clearTimeout(late);
        resolve(`http://${port}`);
      })
      .once('close', () => {
        clearTimeout(late);
        reject(new Error(`The app has ended. ${said}`));
      });
  });
  await wait(settling);
  return address;
}
