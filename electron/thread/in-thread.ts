/**
 * Runs pieces of work beside everything else, one after another (thread.ts). The thread stays for a while after its last
 * one: V8 does not outlive that threads are begun by the thousand ("Check failed: jit_page.has_value()").
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Said, TaskName, Tasks } from './thread.ts';

/** What is read row by row is garbage at once: with more room for it the app would grow by twice as much. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

/** How long it stays without work, in milliseconds: longer than upkeep takes to come again, while something happens. */
const idle = 40_000;

interface Asked {
  name: TaskName;
  progress: (done: number, total: number) => void;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/** The thread there is, and what it was asked for and has not done. */
let current: { worker: Worker; asked: Asked[]; timer?: NodeJS.Timeout } | undefined;

/**
 * Takes the name of the work, what it needs, and what to tell of its progress. Resolves with what came of it.
 * @throws (rejects) what the work threw, or where the thread could not be run
 */
export function inThread<Name extends TaskName>(
  name: Name,
  given: Parameters<Tasks[Name]>,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<ReturnType<Tasks[Name]>> {
  return new Promise((resolve, reject) => {
    current ??= begin();
    const { worker, asked } = current;
    clearTimeout(current.timer);
    worker.ref();
    asked.push({ name, progress, resolve: resolve as Asked['resolve'], reject });
    worker.postMessage({ name, given });
  });
}

function begin(): NonNullable<typeof current> {
  const worker = new Worker(threadFile(), { resourceLimits });
  const thread: NonNullable<typeof current> = { worker, asked: [] };
  worker.on('message', (said: Said) => {
    if ('progress' in said) {
      thread.asked[0]?.progress(...said.progress);
      return;
    }
    const first = thread.asked.shift();
    if (thread.asked.length === 0) rest();
    if ('result' in said) first?.resolve(said.result);
    else first?.reject(said.code === undefined ? said.error : Object.assign(said.error as Error, { code: said.code }));
  });
  worker.once('error', (error) => {
    fail(() => error);
  });
  worker.once('exit', () => {
    fail(({ name }) => new Error(`The thread ended without a result: ${name}`));
  });
  return thread;

  /** Nobody waits for it: it holds up no end. */
  function rest(): void {
    worker.unref();
    thread.timer = setTimeout(() => {
      if (current === thread) current = undefined;
      void worker.terminate();
    }, idle).unref();
  }

  function fail(why: (asked: Asked) => unknown): void {
    if (current === thread) current = undefined;
    clearTimeout(thread.timer);
    for (const asked of thread.asked.splice(0)) asked.reject(why(asked));
  }
}

/** Beside this module as long as it is source text; built, this module is in a folder below. */
function threadFile(): string {
  const places = ['thread.ts', 'thread.js', '../thread.js'];
  const found = places.map((place) => join(import.meta.dirname, place)).find((place) => existsSync(place));
  if (found === undefined) throw new Error('The thread is missing');
  return found;
}
