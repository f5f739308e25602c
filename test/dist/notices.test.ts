// What others have written and the app contains, beside what the build says of it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notices } from '../../build/notices/notices.ts';
import { packageOf } from '../../build/notices/packages.ts';
import { modules, project } from '../../build/runtime/paths.ts';
import { temporaryFolder } from '../support/folder.ts';
import { buildWithMaps } from './cluttered-project.ts';
import { filesBelow } from './packed.ts';

const texts = join(project, 'build/notices/texts');
/** Packed as they are, and not bundled. */
const native = ['@github/keytar', 'better-sqlite3', 'node-addon-api'];

describe('the notices of the built app', () => {
  const out = mkdtempSync(join(tmpdir(), 'fieldpost-notices-'));
  afterAll(() => {
    rmSync(out, { recursive: true, force: true });
  });
  beforeAll(() => buildWithMaps(out), 120_000);

  /** The packages of which the source maps know a file, and those of the fonts. */
  function bundled(): string[] {
    const sources = filesBelow(out)
      .filter((path) => path.endsWith('.map'))
      .flatMap((path) => {
        const { sources } = JSON.parse(readFileSync(join(out, path), 'utf8')) as { sources: string[] };
        return sources.map((source) => resolve(out, dirname(path), source));
      });
    // What a worker's map says is relative to another folder, and an asset has a query behind it.
    const inside = /\/node_modules\/([^?]+)/u;
    const files = sources.flatMap((path) => inside.exec(path)?.[1] ?? []);
    const names = files.map((file) => packageOf(join(modules, file)).name);
    const fonts = filesBelow(out).some((path) => path.endsWith('.woff2')) ? ['@fontsource-variable/inter'] : [];
    return [...new Set([...names, ...fonts])].sort();
  }

  test('name every package that was bundled or is packed, and no other', () => {
    const text = readFileSync(join(out, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const named = [...text.matchAll(/^={80}\n(\S+) \d\S* \(.+\)\n={80}$/gmu)].map(([, name]) => name);
    expect(bundled()).toContain('undici');
    expect(named).toEqual([...bundled(), ...native].sort());
    for (const inner of ['SQLite (public domain), in better-sqlite3', 'llhttp (MIT), in undici']) {
      expect(text).toContain(inner);
    }
  });

  test('have the licence of each as it was delivered', () => {
    const text = readFileSync(join(out, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of [...bundled(), 'better-sqlite3', 'keytar', 'node-addon-api']) {
      const folder = join(modules, name);
      const file = readdirSync(folder).find((entry) => /^licen[sc]e/iu.test(entry)) ?? '';
      if (file !== '') expect(text, name).toContain(readFileSync(join(folder, file), 'utf8').trim());
    }
  });
});

/** Writes a package without a licence's text; returns the path of its one file. */
function packageWithoutText(): string {
  const folder = join(temporaryFolder(), 'node_modules/nameless');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "nameless", "version": "1.2.3", "license": "MIT" }');
  writeFileSync(join(folder, 'index.js'), '');
  return join(folder, 'index.js');
}

test('a package without the text of its licence fails the build', () => {
  expect(() => notices([packageOf(packageWithoutText())], texts)).toThrow(
    'nameless 1.2.3 (MIT) comes without the text of its licence',
  );
});

test('a file that only says what kind of modules a folder has is not taken for a package', () => {
  const inner = join(dirname(packageWithoutText()), 'esm');
  mkdirSync(inner);
  writeFileSync(join(inner, 'package.json'), '{ "type": "module" }');
  expect(packageOf(join(inner, 'index.js')).name).toBe('nameless');
});
