import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { log } from '../../electron/log/log.ts';
import { diskSpaceOf } from '../../electron/system/disk-space.ts';
import { smallDisk, temporaryFolder } from '../support/folder.ts';
import { canMount } from '../support/mounts.ts';

const settled = { timeout: 5_000, interval: 5 };

it.skipIf(!canMount)('a disk is announced as nearly full once it is, and no longer once there is room', async () => {
  const disk = smallDisk(250_000);
  const filler = join(disk, 'filler');
  let clock = 0;
  const changed = vi.fn();
  const space = diskSpaceOf(disk, changed, () => clock);
  /** Looks again after so much time, in milliseconds. */
  const lookAfter = (milliseconds: number) => {
    clock += milliseconds;
    space.look();
  };
  space.look();
  await wait(100);
  expect(space.low()).toBeNull();

  writeFileSync(filler, Buffer.alloc(100_000_000));
  // The disk is not asked at every save of a busy minute.
  for (let save = 0; save < 9; save++) lookAfter(1_000);
  await wait(100);
  expect(space.low()).toBeNull();
  lookAfter(1_000);
  await vi.waitFor(() => {
    expect(space.low()).toBeGreaterThan(100_000_000);
  }, settled);
  expect(space.low()).toBeLessThan(200_000_000);

  rmSync(filler);
  lookAfter(10_000);
  await vi.waitFor(() => {
    expect(space.low()).toBeNull();
  }, settled);
  expect(changed).toHaveBeenCalledTimes(2);
});

it('a disk that cannot be asked is not called full', async () => {
  const changed = vi.fn();
  const told = vi.spyOn(log, 'error').mockImplementation(() => undefined);
  const space = diskSpaceOf(join(temporaryFolder(), 'missing'), changed, () => 0);
  space.look();
  await vi.waitFor(() => {
    expect(told).toHaveBeenCalled();
  }, settled);
  expect(space.low()).toBeNull();
  expect(changed).not.toHaveBeenCalled();
});
