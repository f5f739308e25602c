import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { inThread } from '../../electron/thread/in-thread.ts';
import { temporaryFolder } from '../support/folder.ts';

/** Returns how many threads have been begun since. */
function threadsBegun(): () => number {
  let begun = 0;
  const count = () => begun++;
  process.on('worker', count);
  onTestFinished(() => {
    process.off('worker', count);
  });
  return () => begun;
}

it('does all work in one thread, each piece with its own result', async () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  const begun = threadsBegun();
  const all = await Promise.all([
    inThread('inspect', [folder, false]),
    inThread('backUp', [folder, Date.parse('2026-11-27T10:00:00Z')]),
    inThread('inspect', [folder, true]),
  ]);
  expect(all).toEqual([{ database: [], copy: [] }, 'made', { database: [], copy: [] }]);
  await inThread('tidy', [folder, Date.now()]);
  expect(begun()).toBe(1);
  outbox.close();
});

it('passes on what the work threw, with its code, and goes on after that', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const begun = threadsBegun();
  await expect(inThread('backUp', [join(folder, 'file'), Date.now()])).rejects.toMatchObject({ code: 'ENOTDIR' });
  openOutbox(folder).close();
  expect(await inThread('inspect', [folder, false])).toEqual({ database: [], copy: [] });
  expect(begun()).toBeLessThanOrEqual(1);
});
