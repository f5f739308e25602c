/** The system's own package manager, for tests as root on Debian and what comes from it. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../build/runtime/programs.ts';
import { temporaryFolder } from '../support/folder.ts';

const quiet: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };

function apt(...args: string[]): void {
  // Another program may be installing something just now.
  execFileSync('apt-get', ['-y', '-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    ...quiet,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Returns the version that is installed, or null. */
export function installedVersion(): string | null {
  try {
    const answer = execFileSync('dpkg-query', ['-W', '-f=${db:Status-Status} ${Version}', 'fieldpost'], quiet);
    return /^installed (.+)$/u.exec(answer)?.[1] ?? null;
  } catch {
    // It has never been installed.
    return null;
  }
}

/** Whether packages can be installed by this process. */
export const canInstall =
  process.getuid?.() === 0 && ['apt-get', 'dpkg-deb', 'setpriv'].every((program) => findProgram(program) !== undefined);

/** Takes the path of a .deb. */
export const install = (deb: string): void => {
  apt('install', '--no-install-recommends', deb);
};

/** Removes the package with all that it has put outside of its own folder. */
export const purge = (): void => {
  apt('purge', 'fieldpost');
};

/** Takes a .deb; returns the path of the same package with a higher version, which is there for this test only. */
export function withVersion(version: string, deb: string): string {
  const folder = temporaryFolder();
  const tree = join(folder, 'tree');
  execFileSync('dpkg-deb', ['--raw-extract', deb, tree]);
  const control = join(tree, 'DEBIAN/control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/mu, `Version: ${version}`));
  const raised = join(folder, `fieldpost_${version}_amd64.deb`);
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Znone', tree, raised], quiet);
  return raised;
}
