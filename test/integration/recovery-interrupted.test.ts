/** A recovery that ends in the middle, wherever that is, is gone on with at the next start and comes to the same. */
import { spawn } from 'node:child_process';
import type * as Files from 'node:fs';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { recover } from '../../electron/recovery/recovery.ts';
import { temporaryFolder } from '../support/folder.ts';
import { contentOf } from '../support/recovery-checks.ts';
import { befall } from '../support/recovery-damage.ts';
import { makeHistory, type History } from '../support/recovery-history.ts';
import { seeded } from '../support/seeded.ts';

/** How many more calls that change a name or a file are let through: then the program is as good as dead. */
const life = vi.hoisted(() => ({ left: Infinity }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof Files>();
  const mortal = <Args extends unknown[], Result>(call: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      if (life.left <= 0) throw new Error('It was cut off here');
      life.left--;
      return call(...args);
    };
  };
  return {
    ...real,
    renameSync: mortal(real.renameSync),
    rmSync: mortal(real.rmSync),
    mkdirSync: mortal(real.mkdirSync),
    copyFileSync: mortal(real.copyFileSync),
    fsyncSync: mortal(real.fsyncSync),
  };
});

const now = Date.parse('2026-11-24T12:00:00Z');
const recovering = (folder: string) => recover(folder, now, () => undefined);

/** Outboxes of one history, each damaged otherwise. */
async function damaged(seed: number, count: number): Promise<string[]> {
  const root = temporaryFolder();
  let folders = 0;
  const folder = () => {
    const path = join(root, String(folders++));
    mkdirSync(path);
    return path;
  };
  const chance = seeded(seed);
  const own = await makeHistory(folder, chance, { who: 'o', at: 0, steps: 90 });
  const foreign = await makeHistory(folder, chance, { who: 'f', at: 3_600_000_000, steps: 40 });
  return Array.from({ length: count }, () => victimOf(own, foreign, folder(), chance));
}

function victimOf(own: History, foreign: History, folder: string, chance: () => number): string {
  cpSync(own.folder, folder, { recursive: true });
  befall({ folder, chance, foreign, before: own.before, scripted: new Map() });
  return folder;
}

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

describe('a recovery that is cut off and begun again comes to what it would have come to', () => {
  it('at each step that renames, removes or copies', { timeout: 120_000 }, async () => {
    let cuts = 0;
    for (const folder of await damaged(3, 4)) {
      const whole = copyOf(folder);
      if (recovering(whole) === null) continue;
      for (let steps = 0, isCut = true; isCut; steps++) {
        const cut = copyOf(folder);
        life.left = steps;
        isCut = throws(() => recovering(cut));
        life.left = Infinity;
        if (isCut) cuts++;
        recovering(cut);
        expect(contentOf(cut), `after ${steps} steps`).toEqual(contentOf(whole));
      }
    }
    expect(cuts).toBeGreaterThan(12);
  });

  it('killed at any moment', { timeout: 120_000 }, async () => {
    const chance = seeded(5);
    for (const folder of await damaged(5, 3)) {
      const whole = copyOf(folder);
      if (recovering(whole) === null) continue;
      const cut = copyOf(folder);
      for (let kills = 0; kills < 2; kills++) await killedAfter(cut, chance() * 60);
      recovering(cut);
      expect(contentOf(cut)).toEqual(contentOf(whole));
    }
  });
});

function throws(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (life.left > 0) throw error;
    return true;
  }
}

/** Lets a process recover the outbox, and kills it so many milliseconds after it has begun. */
async function killedAfter(folder: string, ms: number): Promise<void> {
  const script = join(import.meta.dirname, '../support/recovers-child.ts');
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await Promise.race([ended, new Promise((resolve) => child.stdout.once('data', resolve))]);
  await after(ms);
  child.kill('SIGKILL');
  await ended;
}
