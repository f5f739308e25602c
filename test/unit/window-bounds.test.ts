import { expect, it } from 'vitest';
import { boundsOn, isSame } from '../../electron/window/bounds.ts';

/** A laptop at 150 %, and a screen at 100 % on its left; below each stands a bar of the system. */
const laptop = { x: 0, y: 0, width: 1280, height: 680 };
const left = { x: -1920, y: 0, width: 1920, height: 1040 };
const onLeft = { x: -1700, y: 100, width: 1200, height: 800 };

it('opens at the same place in the same size, however often', () => {
  let bounds = onLeft;
  for (let start = 0; start < 5; start++) bounds = boundsOn(bounds, [laptop, left]) ?? laptop;
  expect(bounds).toEqual(onLeft);
});

it('opens on the screen that is left where its own is gone, in the middle, and no larger than that', () => {
  expect(boundsOn(onLeft, [laptop])).toEqual({ x: 40, y: 0, width: 1200, height: 680 });
  expect(boundsOn({ ...onLeft, width: 1000, height: 600 }, [laptop])).toEqual({
    x: 140,
    y: 40,
    width: 1000,
    height: 600,
  });
});

it('is moved inside where a part of it would not be seen', () => {
  expect(boundsOn({ x: 900, y: 300, width: 1000, height: 600 }, [laptop])).toEqual({
    x: 280,
    y: 80,
    width: 1000,
    height: 600,
  });
  expect(boundsOn({ x: -2500, y: -50, width: 1000, height: 600 }, [laptop, left])).toEqual({
    x: -1920,
    y: 0,
    width: 1000,
    height: 600,
  });
  // Most of it is on the left one, although it begins on no screen.
  expect(boundsOn({ x: -1000, y: -400, width: 1100, height: 600 }, [laptop, left])).toEqual({
    x: -1100,
    y: 0,
    width: 1100,
    height: 600,
  });
});

it('stays across two screens, and where Windows counts a border that nobody sees', () => {
  const across = { x: -500, y: 50, width: 1000, height: 600 };
  expect(boundsOn(across, [laptop, left])).toEqual(across);
  const snapped = { x: -7, y: 0, width: 1000, height: 687 };
  expect(boundsOn(snapped, [laptop])).toEqual(snapped);
});

it('is not known where nothing sensible was kept, or there is no screen', () => {
  expect(boundsOn(null, [laptop])).toBe(null);
  expect(boundsOn(onLeft, [])).toBe(null);
  for (const odd of [NaN, 0, -5, 1e300, 1.5]) expect(boundsOn({ ...onLeft, width: odd }, [laptop])).toBe(null);
});

it('is the same where a scale has rounded it', () => {
  expect(isSame(onLeft, { ...onLeft, x: -1699, width: 1201 })).toBe(true);
  expect(isSame(onLeft, { ...onLeft, height: 802 })).toBe(false);
});
