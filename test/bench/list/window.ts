/** An app's window, driven from outside. */
import { once } from 'node:events';
import { _electron, type Page } from '@playwright/test';
import { launchArguments, locateRuntime } from '../../../build/runtime/locate.ts';

/** Starts an app, does the work with its window, and ends it. */
export async function withWindow<T>(app: string, dataFolder: string, work: (page: Page) => Promise<T>): Promise<T> {
  const { executable } = await locateRuntime();
  const electron = await _electron.launch({
    executablePath: executable,
    args: [...launchArguments(), app, `--user-data-dir=${dataFolder}`],
    env: process.env as Record<string, string>,
  });
  try {
    return await work(await electron.firstWindow());
  } finally {
    // By a signal, which no app answers with a question.
    const ended = once(electron.process(), 'exit');
    electron.process().kill('SIGTERM');
    await ended;
  }
}
