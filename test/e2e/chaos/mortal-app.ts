/** The built app in a real window, started so lightly that it can be killed a hundred times, at any moment of its life. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { endWithThisProcess } from '../../support/processes.ts';
import { launchArguments, locateRuntime } from '../../../build/runtime/locate.ts';

const project = join(import.meta.dirname, '../../..');
const hook = join(import.meta.dirname, 'trust/hook.js');
const { executable } = await locateRuntime();

/** How long a start may take on a machine that is busy with others, in milliseconds. */
const patience = 180_000;

export interface MortalApp {
  /** The main process, which leads a group of its own. */
  pid: number;
  dataFolder: string;
  /** Resolves with the window once its form is there; rejects where the app was killed before. */
  page: () => Promise<Page>;
  /** `kill -9` of the main process; resolves when it is gone. */
  kill: () => Promise<void>;
}

/** Starts the app on this data folder; it trusts the authority in the file, if there is one. Returns at once. */
export function startMortal(dataFolder: string, authority: string | null): MortalApp {
  const trusting = authority === null ? [] : ['-r', hook];
  const child = spawn(
    executable,
    [
      ...trusting,
      ...launchArguments(),
      project,
      `--user-data-dir=${dataFolder}`,
      '--no-scanner',
      '--remote-debugging-port=0',
    ],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...(authority === null ? {} : { NODE_EXTRA_CA_CERTS: authority }) },
    },
  );
  const pid = child.pid ?? 0;
  const exited = once(child, 'exit').then(endWithThisProcess(pid));
  const address = debuggerOf(child);
  // Nobody waits for it where the app is killed early.
  address.catch(() => undefined);
  return {
    pid,
    dataFolder,
    page: async () => {
      const browser = await chromium.connectOverCDP(await address, { timeout: patience });
      const [context] = browser.contexts();
      if (context === undefined) throw new Error('The app has no window');
      const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: patience }));
      await page.getByLabel('Last name').waitFor({ timeout: patience });
      return page;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Resolves with the address that Chromium prints for debuggers. */
function debuggerOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stderr
      ?.setEncoding('utf8')
      .on('data', (piece: string) => {
        text += piece;
        const address = /DevTools listening on (ws:\S+)\s/u.exec(text)?.[1];
        if (address !== undefined) resolve(address);
      })
      .on('close', () => {
        reject(new Error(`The app ended: ${text}`));
      });
  });
}
