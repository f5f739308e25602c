import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project } from '../../build/runtime/paths.ts';
import { temporaryFolder } from '../support/folder.ts';

/** Takes what a package manager gives to the script; returns what the script asked of update-alternatives. */
function afterRemove(argument: string): string {
  const folder = temporaryFolder();
  const calls = join(folder, 'calls');
  const program = join(folder, 'update-alternatives');
  writeFileSync(program, `#!/bin/sh\necho "$*" >> '${calls}'\n`);
  chmodSync(program, 0o755);
  const script = readFileSync(join(project, 'build/linux/after-remove.sh'), 'utf8')
    .replaceAll('${executable}', 'fieldpost-test')
    .replaceAll('${sanitizedProductName}', 'Fieldpost test');
  execFileSync('bash', ['-c', script, 'after-remove', argument], {
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
  });
  return existsSync(calls) ? readFileSync(calls, 'utf8') : '';
}

test.skipIf(process.platform !== 'linux')('the command goes with the package, and stays at an upgrade', () => {
  const removal = '--remove fieldpost-test /opt/Fieldpost test/fieldpost-test\n';
  // dpkg gives the first, rpm the second.
  for (const argument of ['remove', '0']) expect(afterRemove(argument)).toBe(removal);
  for (const argument of ['upgrade', '1']) expect(afterRemove(argument)).toBe('');
});
