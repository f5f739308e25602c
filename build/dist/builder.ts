import { path7za } from '7zip-bin';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { requirePrograms } from '../runtime/libraries.ts';
import type { Runtime } from '../runtime/locate.ts';
import { modules, project } from '../runtime/paths.ts';
import { run } from '../runtime/programs.ts';
import { bareElectron } from './electron-folder.ts';
import type { Platform, Target } from './targets.ts';

interface Circumstances {
  /** The project that is packed. */
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  output?: 'kept back' | 'stderr';
}

/** Runs electron-builder, in the project's folder. What it says goes to stderr, or is kept back unless it fails. */
export async function electronBuilder(
  args: readonly string[],
  { cwd = project, env = {}, output = 'stderr' }: Circumstances = {},
): Promise<void> {
  const program = join(modules, 'electron-builder', 'cli.js');
  await run(process.execPath, [program, ...args, '--publish', 'never'], { cwd, env, output });
}

/** Builds what electron-builder.yml lists for one system, on a machine that downloads what that takes. */
export async function buildAll(platform: Platform): Promise<void> {
  await electronBuilder([`--${platform}`]);
}

/**
 * Builds these targets, all of this machine's system and architecture, with the Electron and the tools that are here:
 * nothing is downloaded but packages of npm and Debian.
 */
export async function buildOffline(targets: readonly Target[], runtime: Runtime, workFolder: string): Promise<void> {
  await requirePrograms(['dpkg-deb', 'rpmbuild', 'xz']);
  // npm does not keep the mode with which it was packed.
  chmodSync(path7za, 0o755);
  await electronBuilder(
    [
      '--linux',
      ...targets.map(({ kind }) => kind),
      `--${process.arch}`,
      `-c.electronDist=${bareElectron(runtime, workFolder)}`,
      `-c.electronVersion=${runtime.version}`,
    ],
    {
      env: {
        ELECTRON_BUILDER_7ZIP_PATH: path7za,
        // The highest level, which is the default, takes minutes for a percent.
        ELECTRON_BUILDER_COMPRESSION_LEVEL: '5',
        CUSTOM_FPM_PATH: join(import.meta.dirname, 'fpm/fpm.ts'),
      },
    },
  );
}
