/** Runs an inspection beside everything else. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Inspection } from './inspection.ts';

/** What the thread is told to look at. */
export type Inspecting = { folder: string; thorough: boolean } | { file: string };

/**
 * Takes the folder of an outbox that is open; resolves with what an inspection found (inspection.ts).
 * @throws (rejects) where the thread could not be run; that says nothing of the outbox
 */
export const inspectInBackground = (folder: string, thorough: boolean): Promise<Inspection> =>
  inThread({ folder, thorough });

/** Resolves with whether the database in this file is sound (backups.ts). @throws as above */
export const isSoundInBackground = (file: string): Promise<boolean> => inThread({ file });

function inThread<Result>(workerData: Inspecting): Promise<Result> {
  return new Promise((resolve, reject) => {
    new Worker(threadFile(), { workerData })
      .once('message', resolve)
      .once('error', reject)
      .once('exit', () => {
        reject(new Error('The inspection ended without a result'));
      });
  });
}

/** Beside this module as long as it is source text; built, this module is in a folder below. */
function threadFile(): string {
  const places = ['inspection-thread.ts', 'inspection-thread.js', '../inspection-thread.js'];
  const found = places.map((place) => join(import.meta.dirname, place)).find((place) => existsSync(place));
  if (found === undefined) throw new Error('inspection-thread is missing');
  return found;
}
