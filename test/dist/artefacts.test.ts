// What `npm run dist` has built. It takes minutes, so it is not a part of every test run: where it has not been run, these
// tests are skipped and counted as such. They look at what is there, which may be older than the sources.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { forDevelopment } from '../../build/dist/electron-folder.ts';
import { outputFolder, resultsFile, type Result } from '../../build/dist/results.ts';
import { targetsOfProject } from '../../build/dist/targets.ts';
import { libraries } from '../../build/runtime/libraries.ts';
import { locateRuntime } from '../../build/runtime/locate.ts';
import { project } from '../../build/runtime/paths.ts';
import { findProgram } from '../../build/runtime/programs.ts';
import { builtApp } from '../support/built-app.ts';
import { readFuses, wantedFuses } from './fuses.ts';
import { compared, filesBelow, licences, packedFiles } from './packed.ts';

const results = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Result[]) : [];
const built = results.flatMap((result) =>
  result.artefact === undefined ? [] : [{ ...result, file: join(outputFolder, result.artefact) }],
);

/** Takes a program and its arguments; returns the lines that it writes. */
const lines = (program: string, ...args: string[]): string[] =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] })
    .split('\n')
    .filter((line) => line !== '');

/** How the files in each kind of artefact are listed, as paths in the app's folder. Reads all of it, so that it is whole. */
const listings: Record<string, (file: string) => string[]> = {
  dir: filesBelow,
  'tar.gz': (file) => below(/^[^/]+\//, lines('tar', '-tzf', file)),
  deb: (file) => {
    const names = lines('dpkg-deb', '-c', file).map((line) => line.split(/\s+/).slice(5).join(' '));
    return below(/^\.\/opt\/Fieldpost\//, names);
  },
  rpm: (file) => {
    expect(lines('rpm', '-K', '--nosignature', file).join()).toContain('digests OK');
    return below(/^\/opt\/Fieldpost\//, lines('rpm', '-qpl', file)).filter((path) =>
      statSync(join(builtApp, path)).isFile(),
    );
  },
};

const below = (folder: RegExp, paths: string[]): string[] =>
  paths.filter((path) => folder.test(path) && !path.endsWith('/')).map((path) => path.replace(folder, ''));

const sizeBelow = (folder: string): number =>
  filesBelow(folder).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);

describe.skipIf(built.length === 0)('what npm run dist has built', () => {
  test('is in its table, or a reason why not', () => {
    expect(results.map(({ platform, kind, arch }) => ({ platform, kind, arch })).slice(1)).toEqual(targetsOfProject());
    for (const result of results) expect(result.artefact ?? result.whyNot).toBeTruthy();
  });

  test.each(built)('$platform $kind $arch is there, with the size that the table says', ({ kind, file, bytes }) => {
    expect(kind === 'dir' ? sizeBelow(file) : statSync(file).size).toBe(bytes);
  });

  describe.skipIf(!existsSync(builtApp))('for Linux', () => {
    const withListing = built.filter(({ kind }) => listings[kind] !== undefined);

    test.each(withListing)('$kind holds the app, and the same files as the others', { timeout: 120_000 }, (result) => {
      // Written for the app to know how it was installed, and where the next version will be.
      const apart = ['resources/app-update.yml', 'resources/package-type', 'resources/apparmor-profile'];
      const files = (paths: string[] = []) => paths.filter((path) => !apart.includes(path)).sort();
      expect(files(listings[result.kind]?.(result.file))).toEqual(files(filesBelow(builtApp)));
    });

    test('is what runs, and nothing else', () => {
      const { found, allowed } = compared(packedFiles(join(builtApp, 'resources')), 'linux-x64');
      expect(found).toEqual(allowed);
      const beside = filesBelow(join(builtApp, 'resources')).filter((path) => !path.startsWith('app.asar.unpacked/'));
      // The packages leave their mark in what is built after them; electron/updates/copy.ts knows.
      expect(beside.filter((path) => path !== 'package-type').sort()).toEqual([
        'app-update.yml',
        'app.asar',
        'apparmor-profile',
      ]);
      expect(filesBelow(builtApp)).toEqual(expect.arrayContaining(Object.keys(licences)));
    });

    test('has every door of Electron shut', async () => {
      expect(await readFuses(join(builtApp, 'fieldpost'))).toEqual(wantedFuses);
    });

    test('is not much larger than Electron', async () => {
      const { directory, executable } = await locateRuntime();
      // The same program, so the same version: only its fuses differ.
      expect(statSync(join(builtApp, 'fieldpost')).size).toBe(statSync(executable).size);
      const added = forDevelopment.map((path) => join(directory, path)).filter((path) => existsSync(path));
      const bare = sizeBelow(directory) - added.reduce((sum, path) => sum + statSync(path).size, 0);
      expect(sizeBelow(builtApp)).toBeLessThanOrEqual(1.05 * bare + 15_000_000);
      expect(statSync(join(builtApp, 'resources/app.asar')).size).toBeLessThan(10_000_000);
    });

    test.skipIf(findProgram('readelf') === undefined)(
      'asks the system for every library that it is linked with',
      () => {
        const own = filesBelow(builtApp);
        const programs = own.filter((path) => /(^(fieldpost|chrome_crashpad_handler)|\.so(\.\d+)?|\.node)$/.test(path));
        const linked = programs.flatMap((path) =>
          lines('readelf', '-d', join(builtApp, path)).flatMap((line) => /NEEDED.*\[(.+)\]/.exec(line)?.[1] ?? []),
        );
        const ofC = /^(ld-linux.*|lib(c|m|dl|pthread|rt)\.so\.\d)$/;
        const needed = [...new Set(linked)].filter((name) => !own.includes(name) && !ofC.test(name));
        const packages: Record<string, string | undefined> = {
          ...libraries,
          'libgcc_s.so.1': 'libgcc-s1',
          'libstdc++.so.6': 'libstdc++6',
        };
        const { deb, rpm } = parse(readFileSync(join(project, 'electron-builder.yml'), 'utf8')) as Record<
          'deb' | 'rpm',
          { depends: string[] }
        >;
        const asked = deb.depends.flatMap((dependency) => dependency.split(' | '));
        expect(needed.filter((name) => !asked.includes(packages[name] ?? name))).toEqual([]);
        expect(needed.filter((name) => !rpm.depends.includes(`${name}()(64bit)`))).toEqual([]);
      },
    );
  });
});
