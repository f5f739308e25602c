/** What the store promises of its files: each commit is on the disk, a failed flush is no success, and backups never take the last room. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp, backupsIn } from '../../electron/store/backups.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { forgetDamaged } from '../../electron/recovery/recovery.ts';
import { segmentsIn } from '../../electron/store/segments.ts';
import { contactWith } from '../support/contacts.ts';
import { cutOff, everything, files, garbage, nextStart, overwrite } from '../support/damage.ts';
import { smallDisk, temporaryFolder } from '../support/folder.ts';
import { canMount } from '../support/mounts.ts';
import { canTrace } from '../support/traced.ts';

const canWatch = await canTrace();
const skipped = canWatch ? '' : ' (skipped: needs Linux and an strace that may watch a process)';
const hour = 60 * 60_000;

describe('a folder in which there can be no write-ahead log', () => {
  it('has a rollback journal, in which each save is as safe, and all is found again', async () => {
    const folder = temporaryFolder();
    // SQLite keeps the log's index there.
    mkdirSync(join(folder, 'outbox.sqlite-shm'));
    const outbox = openOutbox(folder);
    outbox.capture(contactWith({ lastName: 'Meier' }), 1);
    expect(existsSync(join(folder, files.log))).toBe(false);
    expect(await outbox.inspect(1)).toBe(true);
    expect(await backUp(folder, 1)).toBe('made');
    outbox.capture(contactWith({ lastName: 'Okafor' }), 1);
    const after = temporaryFolder();
    cutOff(folder, after);
    outbox.close();
    rmSync(join(after, 'outbox.sqlite-shm'), { recursive: true, force: true });
    expect([...nextStart(after).found.keys()].sort()).toEqual(['Meier', 'Okafor']);
  });
});

it('writes a save into room that the log has from the start: its file gets no longer', () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  const size = () => statSync(join(folder, files.log)).size;
  const atFirst = size();
  for (let n = 0; n < 5; n++) outbox.capture(contactWith({ lastName: `L${n}` }), n);
  expect(size()).toBe(atFirst);
  outbox.close();
});

describe.skipIf(!canWatch)(`a flush of the log that failed${skipped}`, () => {
  type Flush = ['log' | 'database', 'failed' | 'done'];

  /** Saves contacts with flushes that are made to fail (`when` of strace); returns what was said of each, and all flushes in their order. */
  function saved(names: string, when: string): { said: string[]; flushes: Flush[] } {
    const folder = temporaryFolder();
    const trace = join(folder, 'trace');
    const paths = ['', '-wal'].flatMap((end) => ['-P', join(folder, `outbox.sqlite${end}`)]);
    const inject = when === '' ? [] : ['-e', `inject=fsync,fdatasync:error=EIO:when=${when}`];
    const child = join(import.meta.dirname, '../support/captures-child.ts');
    const options = ['-f', '-y', '-e', 'trace=fsync,fdatasync', ...inject, ...paths, '-o', trace];
    const { stdout } = spawnSync('strace', [...options, process.execPath, child, folder, names], { encoding: 'utf8' });
    const calls = readFileSync(trace, 'utf8').matchAll(/sync\(\d+<[^>]*\/outbox\.sqlite(-wal)?>\) += (-1|0)/gu);
    const flushes = [...calls].map(([, log, result]): Flush => [
      log === undefined ? 'database' : 'log',
      result === '0' ? 'done' : 'failed',
    ]);
    return { said: stdout.trim().split('\n'), flushes };
  }

  it(
    'fails its save, and nothing is saved after that before all was written to another place and flushed there',
    { timeout: 60_000 },
    () => {
      const before = saved('A', '').flushes.length;
      const { said, flushes } = saved('A,B,C', String(before + 1));
      expect(said).toEqual(['A saved', expect.stringMatching(/^B failed: .*store\.diskFailed/u), 'C saved']);
      const [failed, ...then] = flushes.slice(before);
      expect(failed).toEqual(['log', 'failed']);
      // What the database has by then is what the log had; the last save is the new log's.
      const moved = then.findIndex(([file]) => file === 'database');
      expect(moved).toBeGreaterThan(0);
      expect(then.slice(moved + 1)).toContainEqual(['log', 'done']);
      expect(then.every(([, result]) => result === 'done')).toBe(true);
      const { said: saidBy } = saved('A,B,C', `${before + 1}+`);
      expect(saidBy.map((words) => words.slice(0, 8))).toEqual(['A saved', 'B failed', 'C failed']);
    },
  );
});

describe('backups', () => {
  it.skipIf(!canMount)('leave the last room on the disk to what is saved', async () => {
    const folder = join(smallDisk(100 * 1_024), 'outbox');
    const outbox = openOutbox(folder);
    outbox.capture(contactWith({ lastName: 'Meier' }), 1);
    expect(await backUp(folder, Date.now())).toBe('no-room');
    expect(backupsIn(folder)).toEqual([]);
    await outbox.tidy();
    expect(backupsIn(folder)).toEqual([]);
    // Each try begins a new file of the second copy. The next one comes half an hour later, and not with each change.
    const tried = segmentsIn(folder).length;
    outbox.capture(contactWith({ lastName: 'Okafor' }), 1);
    await outbox.tidy();
    expect(segmentsIn(folder)).toHaveLength(tried);
    outbox.close();
  });

  it('clear away what is left of one that was cut off', async () => {
    const folder = temporaryFolder();
    openOutbox(folder).close();
    mkdirSync(join(folder, 'backups'));
    for (const name of ['new.sqlite', 'new.sqlite-journal'])
      writeFileSync(join(folder, 'backups', name), garbage(9_000));
    expect(await backUp(folder, Date.now())).toBe('made');
    expect(readdirSync(join(folder, 'backups'))).toEqual([expect.stringMatching(/^outbox-.*\.sqlite$/u)]);
  });

  it('are never of a database with a contact that is not as it was saved', async () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    outbox.capture(contactWith({ lastName: 'Meier' }), 1);
    outbox.close();
    const file = join(folder, files.database);
    overwrite(file, readFileSync(file).lastIndexOf('Meier'), Buffer.from('Maier'));
    expect(await backUp(folder, Date.now())).toBe('damaged');
    expect(backupsIn(folder)).toEqual([]);
  });

  it('are two, and with the second copy since the older one they hold everything, whichever of them is destroyed', async () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    for (let made = 0; made < 5; made++) {
      for (let n = 0; n < 30; n++) outbox.capture(contactWith({ lastName: `${made} ${n}` }), 1);
      expect(await backUp(folder, Date.now() + made * hour)).toBe('made');
      expect(backupsIn(folder).length).toBeLessThanOrEqual(2);
    }
    outbox.capture(contactWith({ lastName: 'Last' }), 1);
    outbox.close();
    const held = ['backups', 'changes'].flatMap((name) =>
      readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
    );
    const bytes = held.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(segmentsIn(folder).length).toBeLessThanOrEqual(3);
    expect(bytes).toBeLessThan(3 * statSync(join(folder, files.database)).size);
    for (const spoilt of backupsIn(folder)) {
      const copy = temporaryFolder();
      cutOff(folder, copy);
      rmSync(join(copy, files.database));
      writeFileSync(spoilt.file.replace(folder, copy), garbage(9_000));
      const { found } = nextStart(copy);
      expect(found.size).toBe(151);
      expect(new Set(found.values())).toEqual(new Set(['waiting']));
    }
  });
});

describe('an end', () => {
  it('that was one is known for one at the next start, and no other', () => {
    const folder = temporaryFolder();
    const after = temporaryFolder();
    const outbox = openOutbox(folder);
    // There is nothing to be inspected.
    expect(outbox.needsNoInspection).toBe(true);
    outbox.capture(contactWith({ lastName: 'Meier' }), 1);
    cutOff(folder, after);
    outbox.close();
    const closed = openOutbox(folder);
    const cut = openOutbox(after);
    expect([closed.needsNoInspection, cut.needsNoInspection]).toEqual([true, false]);
    closed.close();
    cut.close();
  });
});

it('takes no contact to be sent that is not as it was saved', () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  outbox.capture(contactWith({ lastName: 'Meier' }), 1);
  outbox.close();
  const file = join(folder, files.database);
  overwrite(file, readFileSync(file).lastIndexOf('"Meier"'), Buffer.from('"Maier"'));
  let isDamaged = false;
  const next = openOutbox(folder, { damaged: () => (isDamaged = true) });
  expect(() => next.claim({ baseUrl: 'https://crm.example.com', credentialId: 'c' }, 1)).toThrow(/store\.metDamage/u);
  expect(isDamaged).toBe(true);
  expect(next.page(everything).rows).toMatchObject([{ state: 'waiting' }]);
  next.close();
});

it('keeps what a repair has set aside until the day that it told, and what an older version kept for ever', () => {
  const folder = temporaryFolder();
  const kept = (name: string) => join(folder, 'damaged', name);
  for (const name of ['2026-01-01T10-00-00-000Z', '2026-01-01T10-00-00-000Z until 2026-01-31']) {
    mkdirSync(kept(name), { recursive: true });
  }
  forgetDamaged(folder, Date.UTC(2026, 0, 31, 23));
  expect(readdirSync(join(folder, 'damaged'))).toHaveLength(2);
  forgetDamaged(folder, Date.UTC(2026, 1, 1));
  expect(readdirSync(join(folder, 'damaged'))).toEqual(['2026-01-01T10-00-00-000Z']);
});
