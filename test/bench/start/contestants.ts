/** What is started and compared: the app with nothing in it and with many contacts, and the least an app can be. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfChanged } from '../../../build/runtime/app-build.ts';
import { locateRuntime } from '../../../build/runtime/locate.ts';
import { project } from '../../../build/runtime/paths.ts';
import type { Circumstances, Effort } from '../group.ts';
import { placeOutbox } from '../seeded-outbox.ts';
import { startApp, type StartedApp } from './launch.ts';

/** How many contacts the outbox has that is full. */
export const storedFor = (effort: Effort) => (effort === 'smoke' ? 40 : 100_000);

export const bareApp = join(import.meta.dirname, 'bare-app');

export interface Contestant {
  start: () => Promise<StartedApp>;
  /** What was measured of it, start by start. */
  values: number[];
}

/** In the order in which they are to be started, again and again. All run the same program. */
export type Contestants = Record<'bare' | 'empty' | 'full', Contestant>;

/** Takes the Electron to run; without, it is that of the runtime. */
export async function enrol({ effort, folder, seeds }: Circumstances, executable?: string): Promise<Contestants> {
  await buildIfChanged();
  const program = executable ?? (await locateRuntime()).executable;
  const enrolled = async (app: string, dataFolder: string): Promise<Contestant> => {
    mkdirSync(dataFolder, { recursive: true });
    const start = () => startApp(program, app, dataFolder);
    // The first start of each fills caches, its own and the system's, and is not counted.
    await (await start()).end();
    return { start, values: [] };
  };
  const fullFolder = join(folder, 'full');
  await placeOutbox(join(fullFolder, 'outbox'), storedFor(effort), seeds);
  return {
    bare: await enrolled(bareApp, join(folder, 'bare')),
    empty: await enrolled(project, join(folder, 'empty')),
    full: await enrolled(project, fullFolder),
  };
}
