/** The app that `npm run dist` has built for Linux, and copies of it to try things on. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '../../build/dist/results.ts';
import { locateRuntime } from '../../build/runtime/locate.ts';

export const builtApp = join(outputFolder, 'linux-unpacked');

/**
 * Takes a folder, and the name that the program is to have; makes a copy of the app in it in which the program is a file
 * of its own, and the rest are links, since only the program says where the rest is. Returns the path of the program.
 */
export function copyOfBuiltApp(folder: string, name = 'fieldpost'): string {
  const resources = join(folder, 'resources');
  mkdirSync(resources, { recursive: true });
  for (const entry of readdirSync(builtApp)) {
    if (!['fieldpost', 'resources'].includes(entry)) symlinkSync(join(builtApp, entry), join(folder, entry));
  }
  for (const entry of readdirSync(join(builtApp, 'resources'))) {
    symlinkSync(join(builtApp, 'resources', entry), join(resources, entry));
  }
  const program = join(folder, name);
  copyFileSync(join(builtApp, 'fieldpost'), program);
  return program;
}

/**
 * Where Electron comes from the npm registry, it cannot load the better-sqlite3 that is delivered (build/runtime). Then the
 * one that was compiled for it takes its place. With the Electron that users get, nothing is changed. Takes the folder
 * `resources` of the app; returns whether it was changed.
 */
export async function replaceSqlite(resources: string): Promise<boolean> {
  const compiled = join((await locateRuntime()).directory, 'resources/better-sqlite3.node');
  if (!existsSync(compiled)) return false;
  const modules = join(resources, 'app.asar.unpacked/node_modules');
  copyFileSync(compiled, join(modules, 'better-sqlite3/prebuilds/linux-x64.node'));
  return true;
}
