import { describe, expect, it } from 'vitest';
import { spareOf } from '../../../renderer/capture/spare.ts';

const rows = (...tops: number[]) => tops.map((top) => ({ top, bottom: top + 50 }));

describe('the end of a form that is too long for its room', () => {
  it('is where it is while all of it is seen', () => {
    expect(spareOf(300, 300, rows(0, 60, 120))).toBe(0);
  });

  it('stands above the first field that would be cut, with a line for saying that there is more', () => {
    expect(spareOf(190, 300, rows(0, 60, 120, 180))).toBe(190 - 120);
  });

  it('leaves a line where no field is cut', () => {
    expect(spareOf(200, 300, rows(0, 60, 200))).toBe(22);
  });
});
