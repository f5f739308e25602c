/**
 * Whatever befalls an outbox's files, and several things at once: a recovery brings back all that can be read of any of them,
 * each contact as it was last, and sends nothing again that may have been sent. FIELDPOST_RECOVERY_SEED and
 * FIELDPOST_RECOVERY_RUNS choose other histories, and how many; `any` as a seed takes new ones.
 */
import { cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recover } from '../../electron/recovery/recovery.ts';
import { temporaryFolder } from '../support/folder.ts';
import { contentOf, expectCounted, expectRecovered, expectUsable, type Truth } from '../support/recovery-checks.ts';
import { befall, type Victim } from '../support/recovery-damage.ts';
import { makeHistory, type History } from '../support/recovery-history.ts';
import { readAll } from '../support/recovery-oracle.ts';
import { seeded } from '../support/seeded.ts';

const asked = process.env['FIELDPOST_RECOVERY_SEED'] ?? '1';
const seed = asked === 'any' ? Date.now() % 2 ** 31 : Number(asked);
const runs = Number(process.env['FIELDPOST_RECOVERY_RUNS'] ?? 8);
/** Where the files are kept as they were before the last recovery, which is the one that failed. */
const keptIn = process.env['FIELDPOST_RECOVERY_KEEP'];
/** So many times the files of one history are damaged, each time otherwise. */
const damagesEach = 15;

const keys = {
  contacts: [
    ...Array.from({ length: 120 }, (_, index) => index + 1),
    200_000,
    200_001,
    1e12,
    1e12 + 1,
    Number.MAX_SAFE_INTEGER - 1,
  ],
  attempts: Array.from({ length: 150 }, (_, index) => index + 1),
};

for (let run = seed; run < seed + runs; run++) {
  it(`brings back all that can be read (seed ${run})`, { timeout: 120_000 }, async () => {
    const chance = seeded(run);
    const root = temporaryFolder();
    let folders = 0;
    const folder = () => {
      const path = join(root, String(folders++));
      mkdirSync(path);
      return path;
    };
    const own = await makeHistory(folder, chance, { who: 'o', at: 0, steps: 20 + Math.floor(chance() * 120) });
    const foreign = await makeHistory(folder, chance, { who: 'f', at: 3_600_000_000, steps: 40 });
    for (let n = 0; n < damagesEach; n++) {
      const victim = folder();
      const damage = seeded(run * 1_000 + n);
      recoverAfter(victim, own, foreign, damage);
      rmSync(victim, { recursive: true });
    }
  });
}

function recoverAfter(folder: string, own: History, foreign: History, chance: () => number): void {
  cpSync(own.folder, folder, { recursive: true });
  const victim: Victim = { folder, chance, foreign, before: own.before, scripted: new Map() };
  const { schema } = readAll(folder, { contacts: [], attempts: [] });
  const befallen = befall(victim);
  if (keptIn !== undefined) {
    rmSync(keptIn, { recursive: true, force: true });
    cpSync(folder, keptIn, { recursive: true });
  }
  try {
    const left = readAll(folder, keys);
    const truth: Truth = { own, foreign, scripted: victim.scripted };
    const file = join(folder, 'outbox.sqlite');
    const inode = existsSync(file) ? statSync(file).ino : 0;
    const recovered = recover(folder, Date.now(), () => undefined);
    if (recovered === null) {
      expect(left.rows.filter((row) => row.isGood && ['contact', 'setting'].includes(row.table))).toEqual([]);
      return;
    }
    if (left.isSound && left.schema === schema) expect(statSync(file).ino).toBe(inode);
    expectRecovered(folder, left, truth);
    expectCounted(folder, recovered, left, truth);
    const content = contentOf(folder);
    recover(folder, Date.now(), () => undefined);
    const again = contentOf(folder);
    const [gone, come] = [content.filter((row) => !again.includes(row)), again.filter((row) => !content.includes(row))];
    expect(come, `instead of ${gone.join('; ')}: ${come.join('; ')}`).toEqual([]);
    expect(again.length).toBe(content.length);
    expectUsable(folder);
  } catch (error) {
    throw new Error(`After ${befallen.join(', ')}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
