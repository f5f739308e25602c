import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isSigned } from '../../electron/updates/signature.ts';
import { temporaryFolder } from '../support/folder.ts';

const script = join(import.meta.dirname, '../../build/dist/update-key.ts');
const run = (key: string, ...args: string[]) =>
  execFileSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, FIELDPOST_UPDATE_SIGNING_KEY: key },
  }).trim();

test('a key that a maintainer has made signs what the app, built with its public half, believes', () => {
  const key = run('', 'new');
  const list = join(temporaryFolder(), 'latest-linux.yml');
  writeFileSync(list, 'version: 1.2.3\n');
  run(key, 'sign', list);
  const believed = (publicKey: string) =>
    isSigned('latest-linux.yml', readFileSync(list), readFileSync(`${list}.sig`, 'utf8'), publicKey);
  expect(believed(run(key, 'public'))).toBe(true);
  expect(believed(run(run('', 'new'), 'public'))).toBe(false);
});

test('without a key there is no public half, so that the app looks for no updates', () => {
  expect(run('', 'public')).toBe('');
});
