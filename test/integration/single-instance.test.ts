/** One Fieldpost on a data folder, and never none because of what one that is gone has left there. */
import { readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isToGoOn } from '../../electron/app/single-instance.ts';
import { temporaryFolder } from '../support/folder.ts';
import { canRename, startHolder } from '../support/holder.ts';

async function hold(folder: string, computer?: string): Promise<void> {
  const holder = await startHolder(folder, computer);
  onTestFinished(holder.kill);
  expect(holder.said).toBe('held');
}

/** What Chromium answers, one after the other, and what its lock named when it was asked. */
function chromium(dataFolder: string, ...answers: boolean[]) {
  const named: (string | null)[] = [];
  const ask = () => {
    named.push(lockNames(dataFolder));
    return answers.shift() ?? false;
  };
  return { ask, named };
}

function lockNames(dataFolder: string): string | null {
  try {
    return readlinkSync(join(dataFolder, 'SingletonLock'));
  } catch {
    return null;
  }
}

describe('a start', () => {
  it('goes on where Chromium gives its lock', async () => {
    const dataFolder = temporaryFolder();
    expect(await isToGoOn(dataFolder, chromium(dataFolder, true).ask)).toBe(true);
  });

  it.skipIf(process.platform !== 'linux').each([
    ['another computer', 'otherhost-4242424'],
    ['a number that nobody has', `${hostname()}-4242424`],
    ['a number that another program has', `${hostname()}-1`],
  ])('removes the lock of %s before Chromium sees it', async (_whose, target) => {
    const dataFolder = temporaryFolder();
    symlinkSync(target, join(dataFolder, 'SingletonLock'));
    const { ask, named } = chromium(dataFolder, true);
    expect(await isToGoOn(dataFolder, ask)).toBe(true);
    expect(named).toEqual([null]);
  });

  it.skipIf(process.platform === 'win32')(
    'ends where Chromium’s lock names one that runs, also by an older name of this computer',
    async () => {
      const dataFolder = temporaryFolder();
      const target = `name-of-yesterday-${process.pid}`;
      symlinkSync(target, join(dataFolder, 'SingletonLock'));
      const { ask, named } = chromium(dataFolder);
      expect(await isToGoOn(dataFolder, ask)).toBe(false);
      expect(named).toEqual([target]);
    },
  );

  it('ends where Chromium refuses and another one of this computer has an outbox', async () => {
    const dataFolder = temporaryFolder();
    await hold(join(dataFolder, 'practice'));
    expect(await isToGoOn(dataFolder, chromium(dataFolder).ask)).toBe(false);
  });

  it('waits for one that has not opened its outbox yet, and ends', async () => {
    const dataFolder = temporaryFolder();
    const goesOn = isToGoOn(dataFolder, chromium(dataFolder).ask, 60_000);
    await hold(join(dataFolder, 'outbox'));
    expect(await goesOn).toBe(false);
  });

  it.skipIf(!canRename)('goes on, to say so, where another computer has the outbox', async () => {
    const dataFolder = temporaryFolder();
    await hold(join(dataFolder, 'outbox'), 'BOOTH-2');
    const { ask, named } = chromium(dataFolder);
    expect(await isToGoOn(dataFolder, ask, 60_000)).toBe(true);
    expect(named).toHaveLength(1);
  });

  it('goes on where Chromium refuses although nobody has an outbox, and asks it without what was left', async () => {
    const dataFolder = temporaryFolder();
    if (process.platform !== 'win32') symlinkSync('1234567', join(dataFolder, 'SingletonCookie'));
    const { ask, named } = chromium(dataFolder, false, true);
    expect(await isToGoOn(dataFolder, ask, 300)).toBe(true);
    expect(named).toHaveLength(2);
    expect(readdirSync(dataFolder)).toEqual([]);
  });

  it('goes on where Chromium refuses for good', async () => {
    const dataFolder = temporaryFolder();
    expect(await isToGoOn(dataFolder, chromium(dataFolder).ask, 300)).toBe(true);
  });
});
