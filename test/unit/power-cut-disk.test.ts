/** What a disk of the tests of power cuts may hold after one, and what not. */
import { expect, it } from 'vitest';
import { chanceOf } from '../e2e/chaos/chance.ts';
import { diskWith, type Cut } from '../support/cuts/disk.ts';
import type { Step } from '../support/cuts/steps.ts';

const text = (letter: string, sectors = 1) => Buffer.alloc(512 * sectors, letter);
const write = (file: number, offset: number, bytes: Buffer): Step => ({ kind: 'write', file, offset, bytes });
const flush = (of: number | string, begun: number): Step => ({ kind: 'flush', of, name: String(of), begun });
const named = (path: string, file: number): Step => ({ kind: 'name', path, file });

const byChance: Cut = { names: 'by chance', data: 'by chance' };

/** Returns all that is found after cuts at the end of these steps: of a file of sectors the first letter of each, a dot for zeros. */
function found(steps: Step[], cut: Cut, before: Record<string, string> = {}): string[] {
  const disk = diskWith(new Map(Object.entries(before).map(([path, bytes]) => [path, Buffer.from(bytes)])));
  steps.forEach((step, number) => {
    disk.take(step, number);
  });
  const chance = chanceOf(1);
  const all = Array.from({ length: 500 }, () =>
    [...disk.leave(cut, chance)].map(([path, bytes]) => `${path}: ${letters(bytes)}`),
  );
  return [...new Set(all.map((files) => files.join(', ')))].sort();
}

const letters = (bytes: Buffer | null) =>
  bytes === null
    ? 'folder'
    : [...bytes]
        .filter((_, at) => at % 512 === 0)
        .map((byte) => (byte === 0 ? '.' : String.fromCharCode(byte)))
        .join('');

const old = { a: text('o', 2).toString() };

it('holds what was flushed', () => {
  const steps = [write(0, 0, text('n', 2)), flush(0, 1)];
  expect(found(steps, byChance, old)).toEqual(['a: nn']);
});

it('holds each sector of what was written later, or not', () => {
  expect(found([write(0, 0, text('n', 2))], byChance, old)).toEqual(['a: nn', 'a: no', 'a: on', 'a: oo']);
});

it('holds what was written while a flush was under way, or not', () => {
  const steps = [write(0, 0, text('n')), write(0, 512, text('m')), flush(0, 1)];
  expect(found(steps, byChance, old)).toEqual(['a: nm', 'a: no']);
});

it('holds zeros where a file grew, and what was written into it is not there', () => {
  expect(found([write(0, 1024, text('n'))], byChance, old)).toEqual(['a: oo', 'a: oo.', 'a: oon']);
});

it('holds no write without those before it in the same sector', () => {
  const steps = [write(0, 0, text('n')), write(0, 1, Buffer.from('x'))];
  expect(found(steps, byChance, old)).toEqual(['a: no', 'a: oo']);
});

it('holds nothing new behind the end of a file that was to become shorter first, and did not', () => {
  const steps: Step[] = [{ kind: 'resize', file: 0, size: 0 }, write(0, 0, text('n'))];
  expect(found(steps, byChance, old)).toEqual(['a: ', 'a: .', 'a: n', 'a: oo']);
});

it('holds names in their order, with what is in the files or without', () => {
  const steps: Step[] = [named('b', 1), write(1, 0, text('n')), { kind: 'rename', path: 'b', to: 'a' }];
  expect(found(steps, byChance, old)).toEqual([
    'a: ',
    'a: .',
    'a: n',
    'a: oo',
    'a: oo, b: ',
    'a: oo, b: .',
    'a: oo, b: n',
  ]);
  expect(found(steps, { names: 'everything', data: 'nothing' }, old)).toEqual(['a: ']);
});

it('holds the names that were flushed with their folder, and no name of a file for that file was flushed', () => {
  const flushed = [named('b', 1), write(1, 0, text('n')), flush(1, 2)];
  expect(found(flushed, { names: 'nothing', data: 'everything' })).toEqual(['']);
  expect(found([...flushed, flush('.', 3)], { names: 'nothing', data: 'nothing' })).toEqual(['b: n']);
});

it('is copied with all that it may hold', () => {
  const disk = diskWith(new Map([['a', text('o', 2)]]));
  disk.take(write(0, 0, text('n')), 0);
  const copy = disk.copy();
  disk.take(flush(0, 1), 1);
  const nothing: Cut = { names: 'nothing', data: 'nothing' };
  expect(letters(disk.leave(nothing, chanceOf(1)).get('a') ?? null)).toBe('no');
  expect(letters(copy.leave(nothing, chanceOf(1)).get('a') ?? null)).toBe('oo');
});
