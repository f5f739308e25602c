/** An app's window, driven from outside. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { launchArguments, locateRuntime } from '../../../build/runtime/locate.ts';

/** How long the end may take, in milliseconds. */
const patience = 30_000;

/** Starts an app with these arguments besides, does the work with its window, and ends it. */
export async function withWindow<T>(
  app: string,
  dataFolder: string,
  work: (page: Page, electron: ElectronApplication) => Promise<T>,
  args: readonly string[] = [],
): Promise<T> {
  const { executable } = await locateRuntime();
  const electron = await _electron.launch({
    executablePath: executable,
    args: [...launchArguments(), app, `--user-data-dir=${dataFolder}`, ...args],
    env: process.env as Record<string, string>,
  });
  const main = electron.process();
  const ended = once(main, 'exit');
  try {
    return await work(await electron.firstWindow(), electron);
  } finally {
    // By a signal, which no app answers with a question.
    main.kill('SIGTERM');
    await Promise.race([ended, wait(patience, undefined, { ref: false })]);
    main.kill('SIGKILL');
  }
}
