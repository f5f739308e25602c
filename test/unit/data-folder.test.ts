import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disk, type Disk } from '../../electron/data-folder/disk.ts';
import { clearLeftovers } from '../../electron/data-folder/leftovers.ts';
import { isAside, outboxIn } from '../../electron/data-folder/move.ts';
import { localPlace } from '../../electron/data-folder/place.ts';
import { settle, type Lock } from '../../electron/data-folder/settle.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import { contactWith } from '../support/contacts.ts';
import { smallDisk, temporaryFolder } from '../support/folder.ts';
import { hold } from '../support/held.ts';
import { english } from '../support/words.ts';
import { canMount } from '../support/mounts.ts';

/** What the outbox is made of in these tests: what counts is that each byte of it arrives. */
const note = (folder: string) => english.say('app.movedNote', { folder });
const contents: Record<string, string> = {
  'outbox.sqlite': 'd'.repeat(5_000),
  'outbox.journal': 'j'.repeat(3_000),
  'backups/one.sqlite': 'b'.repeat(2_000),
};

interface Place {
  usual: string;
  local: string;
}

function place(root = temporaryFolder(), localRoot = join(root, 'Local')): Place {
  const usual = join(root, 'Roaming', 'Fieldpost');
  mkdirSync(join(usual, 'outbox', 'backups'), { recursive: true });
  mkdirSync(join(usual, 'logs'));
  for (const [name, text] of Object.entries(contents)) writeFileSync(join(usual, 'outbox', name), text);
  writeFileSync(join(usual, 'preferences.json'), '{"theme":"dark"}');
  writeFileSync(join(usual, 'logs', 'fieldpost.log'), 'a line\n');
  return { usual, local: join(localRoot, 'Fieldpost') };
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const isWhole = (folder: string) =>
  isFolder(folder) &&
  Object.entries(contents).every(([name, text]) => {
    const file = join(folder, name);
    return existsSync(file) && readFileSync(file, 'utf8') === text;
  });

const alone = (): Lock => 'held';

class Cut extends Error {}

/**
 * The real disk, on which the power goes at step `cut`: from there on nothing is done any more. A file that is copied or
 * written at that moment is there in part. `twoDisks`: as if both folders were on disks of their own.
 */
function failing(cut: number, { usual, local }: Place, twoDisks: boolean) {
  let steps = 0;
  const step = (partly?: () => void) => {
    steps++;
    if (steps === cut) partly?.();
    if (steps >= cut) throw new Cut('The power is gone');
  };
  const isOn = (folder: string, path: string) => path.startsWith(folder);
  const cutDisk: Disk = {
    ...disk,
    makeFolder: (folder) => {
      step();
      disk.makeFolder(folder);
    },
    write: (file, text) => {
      step(() => {
        writeFileSync(file, '');
      });
      disk.write(file, text);
    },
    rename: (from, to) => {
      step();
      if (twoDisks && isOn(usual, from) && isOn(local, to))
        throw Object.assign(new Error('Another disk'), { code: 'EXDEV' });
      disk.rename(from, to);
    },
    copyFile: (from, to) => {
      step(() => {
        writeFileSync(to, readFileSync(from).subarray(0, 1_000));
      });
      disk.copyFile(from, to);
    },
    remove: (path) => {
      // A folder goes file by file.
      step(() => {
        if (isFolder(path)) rmSync(join(path, 'outbox.sqlite'), { force: true });
      });
      disk.remove(path);
    },
  };
  return { cutDisk, steps: () => steps };
}

/** What must hold at any moment, of what an older version, and this one, would find. */
function expectOneOutbox({ usual, local }: Place): void {
  const aside = readdirSync(usual).filter(isAside);
  const places = [outboxIn(usual), outboxIn(local), ...aside.map((name) => join(usual, name))];
  const whole = places.filter(isWhole);
  expect(whole.length).toBeGreaterThan(0);
  // No two that could be opened: what is put aside is opened by nobody.
  expect([outboxIn(usual), outboxIn(local)].filter(isFolder).length).toBeLessThan(2);
  if (isFolder(outboxIn(usual))) expect(isWhole(outboxIn(usual))).toBe(true);
  if (isFolder(outboxIn(local))) expect(isWhole(outboxIn(local))).toBe(true);
}

describe.each([
  ['on one disk', false],
  ['from one disk to another', true],
])('the move %s', (_, twoDisks) => {
  it('takes all along, and leaves a file where the outbox was', async () => {
    const there = place();
    const { cutDisk } = failing(Infinity, there, twoDisks);
    const settled = settle({ ...there, note, lockIn: alone, disk: cutDisk });
    expect(settled).toEqual({ folder: there.local, lock: 'held', moved: 'now', problem: null });
    expect(isWhole(outboxIn(there.local))).toBe(true);
    expect(readFileSync(join(there.local, 'preferences.json'), 'utf8')).toBe('{"theme":"dark"}');
    expect(readFileSync(join(there.local, 'logs', 'fieldpost.log'), 'utf8')).toBe('a line\n');
    expect(readFileSync(outboxIn(there.usual), 'utf8')).toContain(there.local);

    expect(settle({ ...there, note, lockIn: alone }).moved).toBe('before');
    expect(await clearLeftovers(there.usual, there.local, note)).toEqual([]);
    expect(readdirSync(there.usual)).toEqual(['outbox']);
    expect(readdirSync(there.local).sort()).toEqual(['logs', 'outbox', 'preferences.json']);
  });

  it('can be cut off at any step, again and again, and goes on', async () => {
    const atEnd = place();
    const { cutDisk, steps } = failing(Infinity, atEnd, twoDisks);
    settle({ ...atEnd, note, lockIn: alone, disk: cutDisk });
    const cuts = fc.array(fc.integer({ min: 1, max: steps() + 6 }), { maxLength: 4 });
    const every = Array.from({ length: steps() + 1 }, (_, step): [number[]] => [[step + 1]]);
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const there = place();
        for (const cut of at) {
          settle({ ...there, note, lockIn: alone, disk: failing(cut, there, twoDisks).cutDisk });
          expectOneOutbox(there);
        }
        const { folder, problem } = settle({
          ...there,
          note,
          lockIn: alone,
          disk: failing(Infinity, there, twoDisks).cutDisk,
        });
        expect([folder, problem]).toEqual([there.local, null]);
        expect(isWhole(outboxIn(folder))).toBe(true);
        expectOneOutbox(there);
        expect(await clearLeftovers(there.usual, there.local, note)).toEqual([]);
        expectOneOutbox(there);
        expect(readdirSync(there.usual).filter((name) => name.startsWith('outbox'))).toEqual(['outbox']);
        expect(statSync(outboxIn(there.usual)).isFile()).toBe(true);
      }),
      { examples: every, numRuns: every.length + 40 },
    );
  });

  it('that a full disk ends leaves the old folder as it was, and in use, wherever it was cut off before', () => {
    for (let cut = 1; cut < 30; cut++) {
      const there = place();
      const before = failing(cut, there, twoDisks);
      settle({ ...there, note, lockIn: alone, disk: before.cutDisk });
      if (isFolder(outboxIn(there.local))) continue;
      const full: Disk = {
        ...failing(Infinity, there, true).cutDisk,
        copyFile: () => {
          throw Object.assign(new Error('The disk is full'), { code: 'ENOSPC' });
        },
      };
      const { folder, problem } = settle({ ...there, note, lockIn: alone, disk: full });
      expect([folder, problem]).toEqual([there.usual, expect.objectContaining({ code: 'ENOSPC' })]);
      expect(isWhole(outboxIn(there.usual))).toBe(true);
      expect(readdirSync(there.usual).filter(isAside)).toEqual([]);
      expect(readdirSync(there.local)).not.toContain('outbox.part');
    }
  });
});

it.skipIf(!canMount)('goes to another disk, and stays where that has no room', () => {
  const root = temporaryFolder();
  const there = place(root, smallDisk(1_000));
  expect(settle({ ...there, note, lockIn: alone }).folder).toBe(there.local);
  expect(isWhole(outboxIn(there.local))).toBe(true);

  const crowded = place(temporaryFolder(), smallDisk(8));
  expect(settle({ ...crowded, note, lockIn: alone })).toMatchObject({ folder: crowded.usual, moved: null });
  expect(isWhole(outboxIn(crowded.usual))).toBe(true);
});

it('takes the contacts along, and an older version says that it cannot open them', () => {
  const root = temporaryFolder();
  const there = { usual: join(root, 'Roaming', 'Fieldpost'), local: join(root, 'Local', 'Fieldpost') };
  const old = openOutbox(outboxIn(there.usual));
  for (let n = 0; n < 20; n++) old.capture(contactWith({ lastName: `Meier ${n}` }), n);
  old.close();
  const { folder } = settle({ ...there, note, lockIn: alone, disk: failing(Infinity, there, true).cutDisk });
  const moved = openOutbox(outboxIn(folder));
  expect(moved.counts().waiting).toBe(20);
  moved.close();
  expect(() => openOutbox(outboxIn(there.usual))).toThrow(StoreProblem);
});

it.runIf(process.platform === 'win32')('leaves an outbox alone that an older version has open', () => {
  const there = place();
  hold(join(there.usual, 'outbox', 'outbox.sqlite'));
  const { folder, problem } = settle({ ...there, note, lockIn: alone });
  expect(folder).toBe(there.usual);
  expect(problem).not.toBeNull();
  expect(isWhole(outboxIn(there.usual))).toBe(true);
});

describe('the folder that the app works in', () => {
  it('is the usual one where an app runs in it', () => {
    const there = place();
    const locks: string[] = [];
    const lockIn = (folder: string): Lock => {
      locks.push(folder);
      return folder === there.usual ? 'taken' : 'held';
    };
    const held = { ...disk, isHeld: (file: string) => file === join(there.usual, 'lockfile') };
    expect(settle({ ...there, note, lockIn, disk: held })).toMatchObject({ folder: there.usual, lock: 'taken' });
    expect(locks).toEqual([there.local, there.usual]);
    expect(isWhole(outboxIn(there.usual))).toBe(true);
  });

  it('is that of whoever moved the outbox meanwhile', () => {
    const there = place();
    const lockIn = (folder: string): Lock => {
      if (folder === there.local) return isFolder(outboxIn(there.local)) ? 'taken' : 'held';
      settle({ ...there, note, lockIn: alone });
      return 'held';
    };
    const held = { ...disk, isHeld: () => true };
    expect(settle({ ...there, note, lockIn, disk: held })).toMatchObject({ folder: there.local, lock: 'taken' });
  });

  it('is not touched where another app has it', () => {
    const there = place();
    expect(settle({ ...there, note, lockIn: () => 'taken' })).toMatchObject({ folder: there.local, lock: 'taken' });
    expect(isWhole(outboxIn(there.usual))).toBe(true);
  });

  it('is the usual one as long as nobody can tell whether there is an outbox in it', () => {
    const root = temporaryFolder();
    const there = { usual: join(root, 'server', 'Fieldpost'), local: join(root, 'Local', 'Fieldpost') };
    expect(settle({ ...there, note, lockIn: () => 'none' }).folder).toBe(there.usual);
    expect(settle({ ...there, note, lockIn: alone })).toMatchObject({ folder: there.usual, moved: null });
    mkdirSync(join(root, 'server'));
    expect(settle({ ...there, note, lockIn: alone })).toMatchObject({ folder: there.local, moved: 'before' });
  });

  it('is not begun anew while what was put aside is out of reach', () => {
    const there = place();
    const { cutDisk } = failing(Infinity, there, true);
    const slow: Disk = {
      ...cutDisk,
      copyFile: () => {
        throw new Cut('The power is gone');
      },
      rename: (from, to) => {
        if (from.includes('moving')) throw new Cut('The power is gone');
        cutDisk.rename(from, to);
      },
    };
    settle({ ...there, note, lockIn: alone, disk: slow });
    const away = `${there.usual}.away`;
    disk.rename(there.usual, away);
    expect(settle({ ...there, note, lockIn: alone })).toMatchObject({ folder: there.usual, moved: null });
    disk.rename(away, there.usual);
    expect(settle({ ...there, note, lockIn: alone })).toMatchObject({ folder: there.local, moved: 'now' });
    expect(isWhole(outboxIn(there.local))).toBe(true);
  });
});

describe('what is left in the old folder', () => {
  it('is told of where an older version has begun an outbox there all the same', async () => {
    const there = place();
    settle({ ...there, note, lockIn: alone });
    rmSync(outboxIn(there.usual));
    mkdirSync(outboxIn(there.usual));
    expect(settle({ ...there, note, lockIn: alone })).toMatchObject({ folder: there.local, moved: 'before' });
    expect(await clearLeftovers(there.usual, there.local, note)).toEqual([outboxIn(there.usual)]);
    expect(isFolder(outboxIn(there.usual))).toBe(true);
  });

  it('is told of, and left alone, where another computer was moving it', async () => {
    const there = place();
    settle({ ...there, note, lockIn: alone, disk: failing(Infinity, there, true).cutDisk });
    const others = ['outbox.moving-00000000', 'outbox.moving-ffffffff'].map((name) => join(there.usual, name));
    for (const other of others) mkdirSync(other);
    expect((await clearLeftovers(there.usual, there.local, note)).sort()).toEqual(others);
    expect(readdirSync(there.usual).filter(isAside).sort()).toEqual(others.map((other) => basename(other)));
    // As the power leaves a file that is written at its end.
    writeFileSync(join(there.local, 'moving.txt'), '');
    expect((await clearLeftovers(there.usual, there.local, note)).sort()).toEqual(others);
  });

  it('is nothing where there never was an old folder', async () => {
    const there = place();
    rmSync(there.usual, { recursive: true });
    expect(settle({ ...there, note, lockIn: alone })).toMatchObject({ folder: there.local, moved: 'before' });
    expect(await clearLeftovers(there.usual, there.local, note)).toEqual([]);
    expect(existsSync(there.usual)).toBe(false);
  });
});

it('is asked for on Windows only, where the place is not named, and where Windows says which', () => {
  const root = temporaryFolder();
  const usual = join(root, 'Roaming', 'Fieldpost');
  const of = (changes: Partial<Parameters<typeof localPlace>[0]>) =>
    localPlace({ platform: 'win32', localAppData: join(root, 'Local'), isNamed: false, usual, ...changes });
  expect(of({})).toBe(join(root, 'Local', 'Fieldpost'));
  expect(of({ platform: 'linux' })).toBeNull();
  expect(of({ isNamed: true })).toBeNull();
  expect(of({ localAppData: undefined })).toBeNull();
  expect(of({ localAppData: 'Local' })).toBeNull();
  expect(of({ localAppData: join(root, 'Roaming') })).toBeNull();
});
