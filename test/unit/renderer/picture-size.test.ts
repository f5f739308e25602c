/** How large a picture is has to be known before any of it is unpacked. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isCutOff, isHeic, sizeIn } from '../../../renderer/reading/picture-size.ts';
import { pngOf } from '../../support/png.ts';
import { avif, avifOf, heic } from '../../support/reading/picture-files.ts';

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
const frame = [0xff, 0xc0, 0, 11, 8, 0x03, 0x20, 0x05, 0x00, 1, 1, 0x11, 0];

describe('the size of a picture', () => {
  it.each([
    ['an AVIF', avif, { width: 2, height: 2 }],
    ['an AVIF that says that it is huge', avifOf(20_000, 30_000), { width: 20_000, height: 30_000 }],
    ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1], frame), { width: 1280, height: 800 }],
    [
      'a JPEG with filling between its parts',
      bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0, 0xff, 0xff], frame),
      { width: 1280, height: 800 },
    ],
    ['a GIF', bytes('GIF89a', [0x40, 1, 0xf0, 0]), { width: 320, height: 240 }],
  ])('is read from %s', (_what, file, size) => {
    expect(sizeIn(file)).toEqual(size);
  });

  it.each([
    ['none of those', bytes('no picture at all, but long enough for one')],
    ['an AVIF that was cut off', avif.subarray(0, 180)],
    ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xd9], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    [
      'boxes in boxes without an end',
      bytes(
        [0, 0, 0, 8],
        'ftyp',
        ...Array<number[] | string>(4_000)
          .fill('')
          .map((_, at) => (at % 2 === 0 ? [0, 0, 0, 0] : 'moov')),
      ),
    ],
    ['nothing', bytes()],
  ])('is not made up for %s', (_what, file) => {
    expect(sizeIn(file)).toBeNull();
  });
});

it('a HEIC picture is known by what it says of itself, and an AVIF is none', () => {
  expect(isHeic(heic)).toBe(true);
  expect(isHeic(avif)).toBe(false);
  expect(isHeic(bytes('BEGIN:VCARD'))).toBe(false);
});

describe('a picture', () => {
  const card = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/cards', name)));
  const little = (value: number) => [value & 0xff, value >> 8, 0, 0];
  const whole: [string, Uint8Array][] = [
    ['PNG', new Uint8Array(pngOf(40, randomBytes(40 * 30 * 4)))],
    ['JPEG', card('01.jpg')],
    ['JPEG with a film behind it', Uint8Array.from([...card('01.jpg'), ...bytes('....ftypmp42')])],
    ['AVIF', avif],
    ['WebP', bytes('RIFF', little(30), 'WEBPVP8 ', Array<number>(22).fill(1))],
    ['BMP', bytes('BM', little(60), Array<number>(54).fill(1))],
  ];
  const isCut = (file: Uint8Array) => isCutOff(file.subarray(0, 100_000), file.subarray(-100_000), file.length);

  it.each(whole)('that is whole is not said to be cut off: a %s', (_kind, file) => {
    expect(isCut(file)).toBe(false);
  });

  it.each(whole.filter(([kind]) => !kind.includes('film')))('that is cut off is known as one: a %s', (_kind, file) => {
    for (const part of [0.5, 0.9]) expect(isCut(file.subarray(0, file.length * part))).toBe(true);
  });
});
