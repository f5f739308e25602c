import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { undoAtEnd } from './cleanup.ts';
import { requirePrograms } from './libraries.ts';
import { cache } from './paths.ts';
import { say } from './problem.ts';
import { programsToUnpack, registryElectron, unpackElectron } from './registry-electron.ts';
import { compileSqlite, sqliteVersion } from './registry-sqlite.ts';

// All that decides what the result is: the versions, and the files of this folder that go into it or make it.
function key(): string {
  const recipe = createHash('sha256');
  for (const name of [
    'default-app/main.js',
    'default-app/package.json',
    'default-app/rebuilt-sqlite.cjs',
    'node-api-9.h',
    'registry-electron.ts',
    'registry-sqlite.ts',
  ]) {
    recipe.update(readFileSync(join(import.meta.dirname, name)));
  }
  return [
    `electron-${registryElectron.version}`,
    registryElectron.carrier,
    `better-sqlite3-${sqliteVersion}`,
    recipe.digest('hex').slice(0, 8),
  ].join('_');
}

export const registryRuntimeRunsHere = process.platform === 'linux' && process.arch === 'x64';

/** The registry's runtime, if it has been put together before. */
export function assembledRuntime(): string | undefined {
  const folder = join(cache, key());
  return existsSync(folder) ? folder : undefined;
}

/** Puts the registry's runtime together. It appears under its final name only when it is complete. */
export async function assembleRuntime(): Promise<string> {
  const target = join(cache, key());
  await requirePrograms([...programsToUnpack, 'g++', 'make', 'python3']);

  mkdirSync(cache, { recursive: true });
  // Left by a process that was killed: whoever assembles holds the lock, so nobody works in these.
  for (const name of readdirSync(cache)) {
    if (name.startsWith('partial-')) rmSync(join(cache, name), { recursive: true, force: true });
  }
  // In the same folder as the target, because a rename works within one file system only.
  const partial = mkdtempSync(join(cache, 'partial-'));
  const removePartial = undoAtEnd(() => {
    rmSync(partial, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    const runtime = join(partial, 'runtime');
    const started = Date.now();
    const done = (what: string) => {
      say(`  ${what} (after ${Math.round((Date.now() - started) / 1000)} s)`);
    };
    say('  fetching Electron (196 MB) and compiling better-sqlite3 for it ...');
    // The two have nothing in common before the last step, and one waits for the network and the other for the CPU.
    const results = await Promise.allSettled([
      unpackElectron(partial, runtime).then(() => {
        done('Electron is unpacked');
      }),
      compileSqlite(partial).then((file) => {
        done('better-sqlite3 is compiled');
        return file;
      }),
    ]);
    const [electron, sqlite] = results;
    if (electron.status === 'rejected') throw electron.reason;
    if (sqlite.status === 'rejected') throw sqlite.reason;
    renameSync(sqlite.value, join(runtime, 'resources', 'better-sqlite3.node'));
    try {
      renameSync(runtime, target);
    } catch (error) {
      // Somebody else was first after all. Theirs is as good.
      if (!existsSync(target)) throw error;
    }
    say(`The runtime is ready in ${target}`);
    return target;
  } finally {
    removePartial();
  }
}
