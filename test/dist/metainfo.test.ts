import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project } from '../../build/runtime/paths.ts';
import { findProgram } from '../../build/runtime/programs.ts';

const file = join(project, 'build/linux/app.fieldpost.Fieldpost.metainfo.xml');

test('what software centres show names the version of the package as the newest release', () => {
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
  const releases = [...readFileSync(file, 'utf8').matchAll(/<release version="([^"]+)" date="\d{4}-\d\d-\d\d"/gu)];
  expect(releases.map(([, release]) => release)[0]).toBe(version);
});

test.skipIf(findProgram('appstreamcli') === undefined)('what software centres show is valid AppStream', () => {
  expect(() => execFileSync('appstreamcli', ['validate', '--no-net', file], { stdio: 'pipe' })).not.toThrow();
});
