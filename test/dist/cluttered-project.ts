/** The project as a developer may have it, with what a package has no use for. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { modules, project } from '../../build/runtime/paths.ts';
import { run } from '../../build/runtime/programs.ts';

const parts = ['package.json', 'package-lock.json', 'electron-builder.yml', 'LICENSE', 'build'];
const packedModules = ['better-sqlite3', 'keytar', 'node-addon-api'];
/** What was compiled on this machine lies here. */
const compiled = ['better-sqlite3/build/Release/better_sqlite3.node', 'keytar/build/Release/keytar.node'];

/** Builds the app into a folder, with source maps. */
export async function buildWithMaps(folder: string): Promise<void> {
  const program = join(modules, 'electron-vite', 'bin', 'electron-vite.js');
  const options = ['--logLevel', 'error', '--sourcemap', '--outDir', folder];
  await run(process.execPath, [program, 'build', ...options], { cwd: project });
}

/**
 * Takes a folder; writes a copy of the project into it that can be packed, with source maps, and with native modules that
 * were compiled for this machine.
 */
export async function writeClutteredProject(folder: string): Promise<void> {
  for (const name of parts) cpSync(join(project, name), join(folder, name), { recursive: true });
  for (const name of packedModules) {
    cpSync(join(modules, name), join(folder, 'node_modules', name), { recursive: true });
  }
  for (const path of compiled) {
    const file = join(folder, 'node_modules', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'compiled here');
  }
  await buildWithMaps(join(folder, 'out'));
}
