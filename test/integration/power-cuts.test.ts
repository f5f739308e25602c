/**
 * After a power cut at any moment the outbox is as it was told: what was not flushed may be there, or torn, or not. The calls
 * of a real day are recorded, the folders that a cut at each moment of it could leave are made, and each is started on.
 * FIELDPOST_CUTS chooses how many, FIELDPOST_CUTS_SEED which; `any` takes new ones.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chanceOf } from '../e2e/chaos/chance.ts';
import { afterStart, differences, markIn, noBooks, type Books } from '../support/cuts/books.ts';
import { cutEach, inWords, killed, notNeeded, powerCuts, withoutData, type Day } from '../support/cuts/cuts.ts';
import type { Cut } from '../support/cuts/disk.ts';
import { recordingOf, type Recording } from '../support/cuts/recording.ts';
import type { Step } from '../support/cuts/steps.ts';
import { canTrace } from '../support/traced.ts';

const asked = process.env['FIELDPOST_CUTS_SEED'] ?? '20260505';
const seed = asked === 'any' ? Date.now() % 2 ** 31 : Number(asked);
const cuts = Number(process.env['FIELDPOST_CUTS'] ?? 300);

const canWatch = await canTrace();
const skipped = canWatch ? '' : ' (skipped: needs Linux and an strace that may watch a process)';
const script = join(import.meta.dirname, '../support/cuts/day.ts');

describe.skipIf(!canWatch)(`after ${cuts} cuts (seed ${seed})${skipped}`, { timeout: 3_600_000 }, () => {
  let folder: string;
  let recording: Recording;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
    recording = recordingOf(join(folder, 'outbox'), join(folder, 'marks'), folder);
    for (const run of [0, 1]) await work(recording, folder, run);
    for (const name of ['outbox', 'marks.books'])
      cpSync(join(folder, name), join(killedIn(), name), { recursive: true });
    await work(recording, folder, 2);
  }, 60_000);
  /** Where the folder is as the run that was killed left it. */
  const killedIn = () => join(folder, 'killed');
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const day = (): Day => ({ recording, chance: chanceOf(seed), before: noBooks, mayRepair: false });

  it('nothing that was told is lost, nobody is sent to twice, and nobody is unconfirmed who was never sent to', async () => {
    const { starts, wrong } = await cutEach(day(), someOf(recording.steps, cuts));
    expect(wrong.slice(0, 10).map((one) => inWords(one, day()))).toEqual([]);
    expect(starts).toBeGreaterThan(cuts / 2);
  });

  it('each flush of the log before something is told is needed for it', async () => {
    const needed = flushesOfTold(recording.steps);
    expect(needed.length).toBeGreaterThan(50);
    expect(needed.filter(([flush]) => flush < 0)).toEqual([]);
    expect(await notNeeded(day(), needed)).toEqual([]);
  });

  it('each other flush on which something depends is needed', async () => {
    const needed = otherFlushes(recording.steps);
    expect(new Set(needed.map(({ what }) => what)).size).toBe(3);
    for (const { what, flushes } of needed) {
      const last = flushes.at(-1) ?? 0;
      const { wrong } = await cutEach(day(), within(recording.steps, last), { without: flushes, most: 1 });
      expect(wrong, `without the flushes ${flushes.join()} of ${what}`).not.toEqual([]);
    }
  });

  it('the repair of a destroyed database can be cut off as well', async () => {
    const destroyed = killedIn();
    const file = join(destroyed, 'outbox', 'outbox.sqlite');
    writeFileSync(file, readFileSync(file).fill(0xff, 0, 20_000));
    const repair = recordingOf(join(destroyed, 'outbox'), join(destroyed, 'marks'), destroyed);
    const before = afterStart(JSON.parse(readFileSync(join(destroyed, 'marks.books'), 'utf8')) as Books);
    await work(repair, destroyed, 3);
    expect(repair.steps.filter(({ kind }) => kind === 'rename')).not.toEqual([]);
    const cut: Day = { recording: repair, chance: chanceOf(seed), before, mayRepair: true };
    const { wrong } = await cutEach(cut, someOf(repair.steps, cuts / 4));
    expect(wrong.slice(0, 10).map((one) => inWords(one, cut))).toEqual([]);
  });
});

function work(recording: Recording, folder: string, run: number): Promise<void> {
  const args = [join(folder, 'outbox'), join(folder, 'marks'), String(seed), String(run)];
  return recording.run(script, args, run === 1 ? 'killed' : 'by itself');
}

/** Spreads so many cuts over all steps; where something was just told or named there is always one. */
function someOf(steps: readonly Step[], cuts: number): (step: Step) => Cut[] {
  const chance = chanceOf(seed + 1);
  const ways = [...powerCuts, killed];
  const isAlways = (step: Step) => markIn(step)?.done !== undefined || step.kind === 'rename' || step.kind === 'remove';
  const often = (cuts - steps.filter(isAlways).length) / (ways.length * steps.length);
  return (step) => ways.filter((way) => chance.happens(often) || (way === withoutData && isAlways(step)));
}

/**
 * Returns each flush of the database's log that was the last before something was told which the next start can tell, and
 * the step with which it was told; -1: there was no flush.
 */
function flushesOfTold(steps: readonly Step[]): [flush: number, told: number][] {
  const found: [number, number][] = [];
  let before = noBooks;
  let begun = 0;
  for (const [number, step] of steps.entries()) {
    const mark = markIn(step);
    if (mark?.begins !== undefined) begun = number;
    if (mark?.done === undefined) continue;
    const isFlush = (one: Step, at: number) => at > begun && at < number && isFlushOf(one, /-wal$/u);
    if (differences(afterStart(before), mark.books, null).length > 0)
      found.push([steps.findLastIndex(isFlush), number]);
    before = mark.books;
  }
  return found;
}

interface OtherFlush {
  what: 'the database' | 'a backup' | 'the name of the log';
  /** Several that make up for each other. */
  flushes: number[];
}

function otherFlushes(steps: readonly Step[]): OtherFlush[] {
  const first = steps.findIndex((step) => markIn(step)?.done !== undefined);
  let isLogNamed = true;
  let ofBackup: number[] = [];
  return steps.flatMap((step, flush): OtherFlush[] => {
    if (step.kind === 'name' && /^[^/]*-wal$/u.test(step.path)) isLogNamed = false;
    if (isFlushOf(step, /^backups\/.*sqlite$/u)) ofBackup.push(flush);
    if (step.kind === 'rename' && step.path.startsWith('backups/')) {
      const flushes = ofBackup;
      ofBackup = [];
      return [{ what: 'a backup', flushes }];
    }
    // Merged: what is in the log is written over from here on. (Nothing is in a database that is being made.)
    if (flush > first && isFlushOf(step, /^[^/]*sqlite$/u)) return [{ what: 'the database', flushes: [flush] }];
    if (isLogNamed || !isFlushOf(step, /^\.$/u)) return [];
    isLogNamed = true;
    return [{ what: 'the name of the log', flushes: [flush] }];
  });
}

const isFlushOf = (step: Step, name: RegExp) => step.kind === 'flush' && name.test(step.name);

/** The moments after a flush in which its lack may show, until there is one that makes up for it. */
function within(steps: readonly Step[], flush: number): (step: Step, number: number) => readonly Cut[] {
  const flushed = steps[flush];
  const isSame = (step: Step) => step.kind === 'flush' && flushed?.kind === 'flush' && step.of === flushed.of;
  const next = steps.findIndex((step, number) => number > flush && isSame(step));
  return (step, number) =>
    number > flush && (next < 0 || number < next) && (step.kind !== 'write' || number < flush + 20) ? powerCuts : [];
}
