/** How long the app that users get takes to show its window, beside a bare app that is packed in the same way. */
import { createPackage } from '@electron/asar';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../../build/runtime/problem.ts';
import { builtApp, copyOfBuiltApp, replaceSqlite } from '../../support/built-app.ts';
import type { Effort, Group } from '../group.ts';
import { compare, milliseconds, notMeasured } from '../report.ts';
import { median } from '../statistics.ts';
import { timesToPaint, type Paints } from './launch.ts';

const startsFor: Record<Effort, number> = { full: 20, quick: 5, smoke: 1 };
const what = 'Packaged: start to first paint';

export const measurePackaged: Group = async ({ effort, folder }) => {
  if (!existsSync(builtApp)) return [notMeasured(what, 'run npm run dist first, on Linux x64')];
  const programs = { bare: await bareProgram(join(folder, 'bare')), app: await appProgram(join(folder, 'app')) };
  const times = { bare: [] as Paints[], app: [] as Paints[] };
  const starts = startsFor[effort];
  // The first start of each fills caches, its own and the system's, and is not counted.
  for (let round = 0; round <= starts; round++) {
    if (round > 0) say(`  start ${round} of ${starts} ...`);
    for (const name of ['bare', 'app'] as const) {
      const time = await timesToPaint(programs[name], join(folder, `${name}-data`));
      if (round > 0) times[name].push(time);
    }
  }
  const medians = (paint: keyof Paints) => ({
    value: median(times.app.map((paints) => paints[paint])),
    beside: median(times.bare.map((paints) => paints[paint])),
    besideName: 'a bare window, packaged',
    format: milliseconds,
  });
  return [
    compare({ what: `${what} (${starts} starts)`, ...medians('window'), goal: 1.3 }),
    compare({ what: 'Packaged: start to the first word on the screen', ...medians('word'), goal: null }),
  ];
};

/** The built app, with a better-sqlite3 that its Electron can load. */
async function appProgram(folder: string): Promise<string> {
  const program = copyOfBuiltApp(folder);
  const resources = join(folder, 'resources');
  // As copies, not links: Electron looks for what is unpacked where the archive really is.
  for (const name of ['app.asar', 'app.asar.unpacked']) {
    rmSync(join(resources, name));
    cpSync(join(builtApp, 'resources', name), join(resources, name), { recursive: true });
  }
  await replaceSqlite(resources);
  return program;
}

/** The same Electron with the same fuses, and in its archive the least an app can be. */
async function bareProgram(folder: string): Promise<string> {
  mkdirSync(folder);
  const program = copyOfBuiltApp(folder);
  const archive = join(folder, 'resources/app.asar');
  rmSync(archive);
  rmSync(join(folder, 'resources/app.asar.unpacked'));
  const app = join(import.meta.dirname, 'bare-app');
  await createPackage(app, archive);
  cpSync(join(app, 'index.html'), join(folder, 'resources/index.html'));
  return program;
}
