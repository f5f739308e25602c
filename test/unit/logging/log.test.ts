import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { log, logFilesIn, openLog, settleLog } from '../../../electron/log/log.ts';
import { version, type Fact } from '../../../electron/log/facts.ts';
import { rotatingFile } from '../../../electron/log/rotating-file.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { canHold, hold } from '../../support/held.ts';
import { canMount } from '../../support/mounts.ts';

const appFolder = join(import.meta.dirname, '../../..');
const standardError: string[] = [];
beforeEach(() => {
  standardError.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => standardError.push(String(text)) > 0);
});
afterEach(() => {
  settleLog();
  vi.restoreAllMocks();
});

function opened(development = false): () => string {
  const dataFolder = temporaryFolder();
  openLog({ dataFolder, appFolder, development });
  return () => readFileSync(logFilesIn(dataFolder)[0] ?? '', 'utf8');
}

it('writes the moment, the words and the facts, each entry in a line', () => {
  const read = opened();
  log.note('The queue rests', { reason: 'offline', seconds: 2, byTheCrm: null, again: false });
  expect(read()).toMatch(
    /^[\d-]+T[\d:.]+Z note {2}The queue rests: reason=offline seconds=2 byTheCrm=null again=false\n$/u,
  );
});

it('withholds a text that is no short word, whatever its type promises', () => {
  const read = opened();
  const typed: Record<string, Fact> = { name: 'Anna Meier', address: 'anna@example.com', lines: 'a\nb', word: 'ok' };
  log.note('Something', typed as Record<string, null>);
  expect(read()).toContain('name=(withheld) address=(withheld) lines=(withheld) word=ok');
});

it('refuses, where it is compiled, words and facts that are known only when the app runs', () => {
  const typed: string = 'Meier';
  opened();
  // @ts-expect-error words that do not stand in the source
  log.note(typed);
  // @ts-expect-error words that were put together
  log.error(`Not saved: ${typed}`);
  // @ts-expect-error a fact that does not stand in the source
  log.note('Something', { name: typed });
  log.note('Something', { version: version('1.2.3'), reason: typed === '' ? 'empty' : 'not-empty' });
});

it('takes of a version its numbers only', () => {
  expect([version('33.2.1'), version('1.2.3-anna'), version('anna'), version('12anna')]).toEqual([
    '33.2.1',
    '1.2.3',
    null,
    null,
  ]);
});

it('leaves out what an error says, in the file and on the standard error', () => {
  const read = opened();
  log.error('It failed', Object.assign(new Error('Meier'), { code: 'EIO' }));
  const line = read().trimEnd();
  expect(line).toMatch(/ error It failed error=Error code=EIO at=test\/unit\/logging\/log\.test\.ts:\d+:\d+/u);
  expect(standardError).toEqual([`${line}\n`]);
});

it('shows errors as a whole to whoever develops the app, on the standard error only', () => {
  const read = opened(true);
  log.error('It failed', new Error('Meier'));
  expect(standardError.join('')).toContain('Error: Meier');
  expect(read()).not.toContain('Meier');
});

it('takes what cannot be looked at for unreadable, and goes on', () => {
  const read = opened(true);
  const hostile = new Proxy(new Error('Meier'), {
    get: () => {
      throw new Error('Meier');
    },
  });
  log.error('It failed', hostile);
  log.note('It goes on');
  expect(read()).toMatch(/ error It failed error=unreadable\n.* It goes on\n$/u);
});

describe('the same line in a row', () => {
  const entries = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(line.indexOf(' ') + 1));
  const times = (text: string) => text.split('\n').map((line) => line.slice(11, 19));

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'setInterval'], now: Date.UTC(2026, 0, 1, 12) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is written once and then counted, in the file and on the standard error', () => {
    const read = opened();
    log.note('Before');
    for (let time = 0; time < 10_000; time++) log.note('The same', { again: true });
    log.note('The same', { again: false });
    const expected = [
      'note  Before',
      'note  The same: again=true',
      'note  The last line was repeated: times=9999',
      'note  The same: again=false',
    ];
    expect(entries(read())).toEqual(expected);
    expect(entries(standardError.join(''))).toEqual(expected);
  });

  it('is told of with the time of its last repeat, when the log is read or ends', () => {
    const read = opened();
    log.note('The same');
    vi.setSystemTime(Date.now() + 1_000);
    log.note('The same');
    vi.setSystemTime(Date.now() + 9_000);
    settleLog();
    settleLog();
    expect(times(read())).toEqual(['12:00:00', '12:00:01', '']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is told of again where it goes on for long', () => {
    const read = opened();
    for (let second = 0; second < 150; second++) {
      log.note('The same');
      vi.setSystemTime(Date.now() + 1_000);
    }
    expect(times(read())).toEqual(['12:00:00', '12:01:00', '12:02:00', '']);
    vi.setSystemTime(Date.now() + 3_600_000);
    log.note('The same');
    expect(times(read()).at(-2)).toBe('13:02:30');
  });

  it('is tried again as long as it could not be written', () => {
    const dataFolder = temporaryFolder();
    writeFileSync(join(dataFolder, 'logs'), 'a file');
    openLog({ dataFolder, appFolder, development: false });
    log.note('The same');
    rmSync(join(dataFolder, 'logs'));
    log.note('The same');
    expect(readFileSync(logFilesIn(dataFolder)[0] ?? '', 'utf8')).toMatch(/ The same\n$/u);
  });
});

describe('the file', () => {
  it('moves on when it is full, and the oldest part goes', () => {
    const folder = temporaryFolder();
    const append = rotatingFile(join(folder, 'logs', 'a.log'), 100, 2);
    for (let line = 0; line < 40; line++) expect(append(`line ${String(line).padStart(4, '0')}`)).toBe(true);
    const files = readdirSync(join(folder, 'logs')).sort();
    expect(files).toEqual(['a.1.log', 'a.2.log', 'a.log']);
    const texts = ['a.2.log', 'a.1.log', 'a.log'].map((name) => readFileSync(join(folder, 'logs', name), 'utf8'));
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(100);
    const kept = texts.join('').trimEnd().split('\n');
    expect(kept.at(-1)).toBe('line 0039');
    expect(kept).toEqual(
      Array.from({ length: kept.length }, (_, index) => `line ${String(40 - kept.length + index).padStart(4, '0')}`),
    );
  });

  it('is gone on with by the next start', () => {
    const file = join(temporaryFolder(), 'a.log');
    rotatingFile(file, 100, 1)('x'.repeat(60));
    rotatingFile(file, 100, 1)('y'.repeat(60));
    expect(readFileSync(file, 'utf8')).toBe(`${'y'.repeat(60)}\n`);
    expect(existsSync(file.replace('a.log', 'a.1.log'))).toBe(true);
  });

  it.runIf(canHold)('loses nothing while a program has it open, and is moved when that lets go', () => {
    const folder = temporaryFolder();
    const names = ['a.3.log', 'a.2.log', 'a.1.log', 'a.log'];
    const append = rotatingFile(join(folder, 'a.log'), 100, 3);
    const add = (from: number, to: number) => {
      for (let line = from; line <= to; line++) expect(append(`line ${line} ${'x'.repeat(40)}`)).toBe(true);
    };
    add(1, 6);
    const letGo = hold(join(folder, 'a.log'));
    add(7, 8);
    letGo();
    add(9, 9);
    const texts = names.map((name) => readFileSync(join(folder, name), 'utf8').match(/line \d/gu));
    expect(texts).toEqual([
      ['line 1', 'line 2'],
      ['line 3', 'line 4'],
      ['line 5', 'line 6', 'line 7', 'line 8'],
      ['line 9'],
    ]);
  });

  it('grows to no more than twice its size where it can never be moved', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a.1.log', 'full'), { recursive: true });
    const append = rotatingFile(join(folder, 'a.log'), 100, 1);
    expect([1, 2, 3, 4, 5].map(() => append('x'.repeat(60)))).toEqual([true, true, true, false, false]);
    expect(readFileSync(join(folder, 'a.log'), 'utf8')).toHaveLength(183);
  });

  it('is made anew where somebody deleted its folder', () => {
    const folder = temporaryFolder();
    const append = rotatingFile(join(folder, 'logs', 'a.log'), 1_000, 1);
    append('one');
    rmSync(join(folder, 'logs'), { recursive: true });
    expect(append('two')).toBe(true);
    expect(append('three')).toBe(true);
    expect(readFileSync(join(folder, 'logs', 'a.log'), 'utf8')).toBe('two\nthree\n');
  });

  it('loses lines where its folder cannot be made, and nothing breaks', () => {
    const dataFolder = temporaryFolder();
    writeFileSync(join(dataFolder, 'logs'), 'a file');
    openLog({ dataFolder, appFolder, development: false });
    log.note('One');
    log.error('Two', new Error('x'));
    expect(standardError).toHaveLength(2);
  });

  // On Windows only administrators make links.
  it.skipIf(process.platform === 'win32')('loses lines where its name leads nowhere, and nothing breaks', () => {
    const folder = temporaryFolder();
    symlinkSync(join(folder, 'gone', 'a.log'), join(folder, 'a.log'));
    const append = rotatingFile(join(folder, 'a.log'), 1_000, 1);
    expect([append('one'), append('two')]).toEqual([false, false]);
  });

  it.skipIf(!canMount)('loses lines where the disk is full or read-only, and goes on in a line of its own', () => {
    const folder = temporaryFolder();
    const mount = (...options: string[]) =>
      execFileSync('mount', ['-t', 'tmpfs', '-o', ['size=64k', ...options].join(), 'tmpfs', folder]);
    mount();
    onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
    const file = join(folder, 'a.log');
    const append = rotatingFile(file, 1_000_000, 1);
    const line = 'x'.repeat(3_000);
    let written = 0;
    while (append(line)) written++;
    expect(written).toBeGreaterThan(10);
    mount('remount', 'ro');
    expect(append('read-only')).toBe(false);
    mount('remount', 'size=1m', 'rw');
    expect(append('there is room')).toBe(true);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.slice(0, written)).toEqual(Array.from({ length: written }, () => line));
    expect(lines.at(-1)).toBe('there is room');
  });
});
