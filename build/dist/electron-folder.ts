import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { undoAtEnd } from '../runtime/cleanup.ts';
import type { Runtime } from '../runtime/locate.ts';

/**
 * What makes the runtime one for development: it starts any folder, with a better-sqlite3 of its own. An Electron that
 * electron-builder has downloaded itself has none of this by now, nor the last one.
 */
export const forDevelopment = [
  'resources/default_app.asar',
  'resources/better-sqlite3.node',
  'resources/rebuilt-sqlite.cjs',
  'version',
];

/**
 * Takes the runtime for development and a folder to work in; returns a folder with the bare Electron of it, for
 * electron-builder's `electronDist`, which is deleted when this process ends.
 */
export function bareElectron(runtime: Runtime, workFolder: string): string {
  const folder = mkdtempSync(join(workFolder, 'electron-'));
  undoAtEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  cpSync(runtime.directory, folder, {
    recursive: true,
    filter: (source) => !forDevelopment.includes(relative(runtime.directory, source)),
  });
  return folder;
}
