// electron-builder.yml, tried with electron-builder itself: it checks the file against its schema, and packs the app for
// each system into a stand-in for that system's Electron, from a copy of the project that has in it what must not be
// packed. This takes seconds, so it is a part of every test run.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extractFile } from '@electron/asar';
import { electronBuilder } from '../../build/dist/builder.ts';
import { targetsOfProject, type Platform } from '../../build/dist/targets.ts';
import { project } from '../../build/runtime/paths.ts';
import { writeClutteredProject } from './cluttered-project.ts';
import { readFuses, wantedFuses } from './fuses.ts';
import { compared, licences, packedFiles } from './packed.ts';
import { standInOptions, writeStandIn } from './stand-in.ts';

interface System {
  readonly platform: Platform;
  readonly nodeName: string;
  /** In the folder that electron-builder makes for an architecture: what is started, the app, and the licences. */
  readonly executable: string;
  readonly resources: string;
  readonly licences: string;
}

const macResources = 'Fieldpost.app/Contents/Resources';
const systems: System[] = [
  { platform: 'linux', nodeName: 'linux', executable: 'fieldpost', resources: 'resources', licences: '' },
  { platform: 'win', nodeName: 'win32', executable: 'Fieldpost.exe', resources: 'resources', licences: '' },
  { platform: 'mac', nodeName: 'darwin', executable: 'Fieldpost.app', resources: macResources, licences: macResources },
];
const architectures = ['x64', 'arm64'];

const folder = mkdtempSync(join(tmpdir(), 'fieldpost-packed-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const cluttered = join(folder, 'project');
beforeAll(() => writeClutteredProject(cluttered), 120_000);

async function pack(platform: Platform, options: readonly string[] = []): Promise<void> {
  const electron = join(folder, `${platform}-electron`);
  mkdirSync(electron, { recursive: true });
  writeStandIn(platform, electron);
  await electronBuilder(
    [
      `--${platform}`,
      'dir',
      ...architectures.map((arch) => `--${arch}`),
      `-c.electronDist=${electron}`,
      `-c.directories.output=${join(folder, platform)}`,
      ...standInOptions[platform],
      ...options,
    ],
    { cwd: cluttered, output: 'kept back' },
  );
}

/** The folder that electron-builder makes for an architecture. */
function packedFor(platform: Platform, arch: string): string {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  return join(folder, platform, platform === 'mac' ? `mac${suffix}` : `${platform}${suffix}-unpacked`);
}

describe.each(systems)('what is packed for $platform', (system) => {
  const { platform, nodeName, executable, resources } = system;
  beforeAll(() => pack(platform), 120_000);

  test.each(architectures)('is what runs on %s, and nothing else', (arch) => {
    const { found, allowed } = compared(packedFiles(join(packedFor(platform, arch), resources)), `${nodeName}-${arch}`);
    expect(found).toEqual(allowed);
  });

  test.each(architectures)('has its licence and those of others in files of their own on %s', (arch) => {
    for (const [name, source] of Object.entries(licences)) {
      const file = join(packedFor(platform, arch), system.licences, name);
      expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(cluttered, source), 'utf8'));
    }
  });

  test.each(architectures)('has the native modules of %s as they were delivered', (arch) => {
    for (const file of packedFiles(join(packedFor(platform, arch), resources)).besideArchive) {
      const packed = readFileSync(join(packedFor(platform, arch), resources, 'app.asar.unpacked', file));
      expect(packed.equals(readFileSync(join(project, file)))).toBe(true);
    }
  });

  test.each(architectures)('has every door of Electron shut on %s', async (arch) => {
    expect(await readFuses(join(packedFor(platform, arch), executable))).toEqual(wantedFuses);
  });

  test('says nothing of scripts and of what is needed to develop it', () => {
    const archive = join(packedFor(platform, 'x64'), resources, 'app.asar');
    const description = JSON.parse(extractFile(archive, 'package.json').toString()) as object;
    expect(description).toMatchObject({ name: 'fieldpost', main: 'out/main/main.js' });
    expect(description).not.toHaveProperty('scripts');
    expect(description).not.toHaveProperty('devDependencies');
  });
});

test('a setting that electron-builder does not know is refused', async () => {
  await expect(pack('linux', ['-c.nsis.perUser=true'])).rejects.toThrow('does not match the API schema');
});

test('there is an installer for each system and architecture', () => {
  const kinds = (platform: Platform) =>
    targetsOfProject()
      .filter((target) => target.platform === platform)
      .map(({ kind, arch }) => `${kind} ${arch}`);
  const each = (kind: string) => architectures.map((arch) => `${kind} ${arch}`);
  expect(kinds('win')).toEqual([...each('nsis'), ...each('portable')]);
  expect(kinds('mac')).toEqual([...each('dmg'), ...each('zip')]);
  expect(kinds('linux')).toEqual([...each('AppImage'), ...each('deb'), ...each('rpm'), ...each('tar.gz')]);
});
