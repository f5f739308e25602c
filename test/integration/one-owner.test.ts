/** One owner of an outbox: real processes, also on what takes itself for another computer. */
import { mkdirSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holderOf } from '../../electron/store/holder.ts';
import { HeldByAnother, isHeld, lockFolder } from '../../electron/store/lock.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import { temporaryFolder } from '../support/folder.ts';
import { canRename, startHolder, type HolderProcess } from '../support/holder.ts';

async function hold(folder: string, computer?: string): Promise<HolderProcess> {
  const holder = await startHolder(folder, computer);
  onTestFinished(holder.kill);
  return holder;
}

function lock(folder: string): { release: () => void } {
  const held = lockFolder(folder);
  onTestFinished(held.release);
  return held;
}

describe('the lock of an outbox', () => {
  it('is for one process only, which is named to the other', async () => {
    const folder = temporaryFolder();
    expect((await hold(folder)).said).toBe('held');
    expect(isHeld(folder)).toBe(true);
    const { said } = await hold(folder);
    expect(said).toContain(
      `The outbox in ${folder} is open in Fieldpost on this computer (user ${userInfo().username})`,
    );
    expect(() => lockFolder(folder)).toThrow(HeldByAnother);
  });

  it.skipIf(!canRename)('is for one computer only, which is named to the other', async () => {
    const folder = temporaryFolder();
    expect((await hold(folder, 'BOOTH-2')).said).toBe('held');
    const since = /, since \d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d:\d\d\. /u;
    const whose = `HeldByAnother: The outbox in ${folder} is open in Fieldpost on the computer BOOTH-2 (user ${userInfo().username})`;
    for (const { said } of [await hold(folder), await hold(folder, 'BOOTH-3')]) {
      expect(said).toContain(whose);
      expect(said).toMatch(since);
      expect(said).toContain('Close Fieldpost there, then try again. Nothing is saved here until then.');
    }
  });

  it('is free when its owner was killed, whatever that one has left', async () => {
    const folder = temporaryFolder();
    const killed = await hold(folder);
    await killed.kill();
    expect(holderOf(folder)).not.toBeNull();
    expect(isHeld(folder)).toBe(false);
    lock(folder);
    expect(isHeld(folder)).toBe(true);
  });

  it('is free when it was released, and leaves nothing but its file', async () => {
    const folder = temporaryFolder();
    const first = lock(folder);
    first.release();
    expect(isHeld(folder)).toBe(false);
    expect(readdirSync(folder)).toEqual(['outbox.lock']);
    const next = await hold(folder);
    // Once more, when it is not its own any more.
    first.release();
    expect(next.said).toBe('held');
    expect(isHeld(folder)).toBe(true);
    expect(holderOf(folder)).not.toBeNull();
  });

  it('is not let go of by looks at it and by attempts to take it, also in its own process', async () => {
    const folder = temporaryFolder();
    lock(folder);
    for (let n = 0; n < 3; n++) {
      expect(isHeld(folder)).toBe(true);
      expect(() => lockFolder(folder)).toThrow('store.heldHere');
    }
    expect((await hold(folder)).said).toContain('HeldByAnother');
  });

  it('names nobody rather than the wrong one, where it cannot be written who has it', async () => {
    const folder = temporaryFolder();
    await (await hold(folder)).kill();
    // As a full disk does.
    mkdirSync(join(folder, 'outbox.lock.json.part'));
    lock(folder);
    expect((await hold(folder)).said).toContain(`The outbox in ${folder} is open in another Fieldpost.`);
  });

  it('is nobody’s where there is no folder, and is no reason to make one', () => {
    const folder = join(temporaryFolder(), 'outbox');
    expect(isHeld(folder)).toBe(false);
    expect(holderOf(folder)).toBeNull();
    expect(readdirSync(join(folder, '..'))).toEqual([]);
  });

  it('is told apart from a folder that cannot be written', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'outbox.lock'));
    const thrown = thrownBy(() => lockFolder(folder));
    expect(thrown).toBeInstanceOf(StoreProblem);
    expect(thrown).not.toBeInstanceOf(HeldByAnother);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
