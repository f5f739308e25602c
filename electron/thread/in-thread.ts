/** Runs a piece of work beside everything else (thread.ts). */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Said, TaskName, Tasks, Work } from './thread.ts';

/** What is read row by row is garbage at once: with more room for it the app would grow by twice as much. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

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
    const workerData = { name, given } as Work;
    const worker = new Worker(threadFile(), { workerData, resourceLimits });
    worker.on('message', (said: Said) => {
      if ('progress' in said) progress(...said.progress);
      else resolve(said.result as ReturnType<Tasks[Name]>);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error(`The thread ended without a result: ${name}`));
    });
  });
}

/** Beside this module as long as it is source text; built, this module is in a folder below. */
function threadFile(): string {
  const places = ['thread.ts', 'thread.js', '../thread.js'];
  const found = places.map((place) => join(import.meta.dirname, place)).find((place) => existsSync(place));
  if (found === undefined) throw new Error('The thread is missing');
  return found;
}
