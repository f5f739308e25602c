import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { modules, project } from './paths.ts';
import { say } from './problem.ts';
import { run } from './programs.ts';

const sources = [
  'electron',
  'renderer',
  'build/notices',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** Builds the app into out/ unless what is there is newer than all of its sources. */
export async function buildIfChanged(): Promise<void> {
  const built = oldest(join(project, 'out'));
  if (built !== undefined && sources.every((name) => newest(join(project, name)) < built)) return;
  say('Building the app ...');
  await run(
    process.execPath,
    [join(modules, 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: project,
      output: 'stderr',
    },
  );
}

// Files only: a folder's time says nothing about what was built last.
function oldest(folder: string): number | undefined {
  const times = entries(folder).flatMap(({ isFolder, time }) => (isFolder ? [] : [time]));
  return times.length === 0 ? undefined : Math.min(...times);
}

// Folders too: theirs changes when a file in them is deleted.
function newest(path: string): number {
  return Math.max(0, ...entries(path).map(({ time }) => time));
}

function entries(path: string): { isFolder: boolean; time: number }[] {
  if (!existsSync(path)) return [];
  const status = statSync(path);
  const inside = status.isDirectory() ? readdirSync(path).flatMap((name) => entries(join(path, name))) : [];
  return [{ isFolder: status.isDirectory(), time: status.mtimeMs }, ...inside];
}
