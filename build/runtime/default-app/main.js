// What Electron runs when it is given a folder: `electron [-r module]... [flags] <folder> [arguments]`. It does what
// the default app of an Electron release does, for a runtime that comes without one.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import workers from 'node:worker_threads';

useRebuiltSqlite();
const { folder, modules } = readArguments(process.argv.slice(1));
if (folder === undefined) {
  process.stderr.write('Say which app to run: electron <folder>\n');
  process.exit(1);
}
// Modules first, as with Node's own -r. One of them may change process.argv, which is why it has been read before.
if (modules.length > 0) Module._preloadModules(modules);
// Awaiting it makes Electron hold back its "ready" event until the app has been loaded.
await start(resolve(folder));

// better-sqlite3 is delivered for Node-API 10, this runtime has version 9. A file compiled for it lies beside it.
function useRebuiltSqlite() {
  if (!existsSync(join(process.resourcesPath, 'better-sqlite3.node'))) return;
  const redirect = join(process.resourcesPath, 'rebuilt-sqlite.cjs');
  createRequire(import.meta.url)(redirect);
  // Each thread loads for itself.
  workers.Worker = class extends workers.Worker {
    constructor(file, options = {}) {
      super(file, { ...options, execArgv: [...(options.execArgv ?? []), '--require', redirect] });
    }
  };
  Module.syncBuiltinESMExports();
}

function readArguments(args) {
  const modules = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === '-r' || arg === '--require') {
      index += 1;
      if (args[index] === undefined) throw new Error(`${arg} needs the name of a module`);
      modules.push(args[index]);
    } else if (arg.startsWith('--app=')) {
      return { folder: arg.slice('--app='.length), modules };
    } else if (!arg.startsWith('-')) {
      return { folder: arg, modules };
    }
  }
  return { folder: undefined, modules };
}

async function start(path) {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const description = join(path, 'package.json');
  const isPackage = existsSync(description);
  if (isPackage) {
    const { version, productName, name, desktopName, v8Flags } = JSON.parse(readFileSync(description, 'utf8'));
    if (version) app.setVersion(version);
    if (productName ?? name) app.setName(productName ?? name);
    app.setDesktopName(desktopName ?? `${app.getName()}.desktop`);
    if (v8Flags) v8.setFlagsFromString(v8Flags);
  }
  let main;
  try {
    // Node's own rules for a folder's main file. An ES module and a CommonJS module are both imported below.
    main = Module._resolveFilename(path, null, true);
  } catch (error) {
    process.stderr.write(`There is no Electron app at ${path}: ${error.message}\n`);
    process.exit(1);
  }
  app.setAppPath(isPackage ? path : dirname(main));
  try {
    await import(pathToFileURL(main).href);
  } catch (error) {
    process.stderr.write(`The app at ${path} threw an error while loading:\n${error?.stack ?? error}\n`);
    process.exit(1);
  }
}
