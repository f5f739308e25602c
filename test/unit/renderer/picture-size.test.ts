/** How large a picture is has to be known before any of it is unpacked. */
import { describe, expect, it } from 'vitest';
import { isHeic, sizeIn } from '../../../renderer/reading/picture-size.ts';
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
