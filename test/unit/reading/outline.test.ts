/** A card that is held before the camera: where it is in the picture, and what it is when it lies straight. */
import { describe, expect, it } from 'vitest';
import type { Pixels, Point } from '../../../renderer/reading/card/boxes.ts';
import { outlineIn, type Quad } from '../../../renderer/reading/card/outline.ts';
import { straightened } from '../../../renderer/reading/card/straighten.ts';
import type { Grey } from '../../../renderer/reading/card/strips.ts';
import { HeldCard } from '../../../renderer/reading/watching.ts';
import { backgrounds, cornersOf, paints, pictureOf } from '../../support/reading/held-card.ts';

const poses = {
  flat: cornersOf({}),
  turned: cornersOf({ degrees: 20 }),
  upright: cornersOf({ degrees: 84, wide: 0.42 }),
  tilted: cornersOf({ degrees: -8, tilt: 0.18, lean: 0.1 }),
  'far away': cornersOf({ x: 0.35, y: 0.2, wide: 0.32, degrees: 5 }),
  near: cornersOf({ wide: 0.75, degrees: -3 }),
};

/** How far the corner is off that is off most, in pixels. */
function offBy(found: Quad | null, corners: Quad, width = 320): number {
  if (found === null) return Infinity;
  const nearest = ({ x, y }: Point) =>
    Math.min(...corners.map((corner) => Math.hypot(x - corner.x * width, y - corner.y * width)));
  return Math.max(...found.map(nearest));
}

const cases = Object.entries(backgrounds).flatMap(([behind, background]) =>
  Object.entries(poses).map(([pose, corners]) => ({ behind, background, pose, corners })),
);

describe('the outline of a card', () => {
  it.each(cases)('is found: $pose, before $behind', ({ background, corners }) => {
    expect(offBy(outlineIn(pictureOf({ corners, background })), corners)).toBeLessThan(3);
  });

  it.each(Object.keys(poses) as (keyof typeof poses)[])('is found where the card is dark: %s', (pose) => {
    const picture = pictureOf({ corners: poses[pose], background: backgrounds['a light desk'], paint: paints.dark });
    expect(offBy(outlineIn(picture), poses[pose])).toBeLessThan(3);
  });

  it.each([0.3, 0.5, 0.7])('is found with fingers on two of its sides, %s along them', (along) => {
    const corners = poses.turned;
    const at = (from: Point, to: Point): Point => ({
      x: from.x + (to.x - from.x) * along,
      y: from.y + (to.y - from.y) * along,
    });
    const fingers = [at(corners[1], corners[2]), at(corners[2], corners[3])];
    const picture = pictureOf({ corners, background: backgrounds['a booth with people'], fingers });
    expect(offBy(outlineIn(picture), corners)).toBeLessThan(3);
  });

  it('is none where a hand covers most of a side', () => {
    const corners = poses.flat;
    const fingers = Array.from({ length: 6 }, (_, index) => ({
      x: 0.3 + index * 0.06,
      y: corners[2].y + (index % 3) * 0.02,
    }));
    expect(outlineIn(pictureOf({ corners, background: backgrounds['a dark desk'], fingers }))).toBeNull();
  });

  it('is none where a part of the card is out of the picture', () => {
    const corners = cornersOf({ x: 0.2, wide: 0.6, degrees: 4 });
    expect(outlineIn(pictureOf({ corners, background: backgrounds['a dark desk'] }))).toBeNull();
  });

  it.each(Object.entries(backgrounds))('is none where there is no card: %s', (_, background) => {
    expect(outlineIn(pictureOf({ corners: null, background }))).toBeNull();
  });

  it('begins at the upper left and goes on clockwise', () => {
    const [p, q, r, s] = outlineIn(pictureOf({ corners: poses.turned, background: backgrounds.wood })) ?? poses.flat;
    expect(p.x).toBeLessThan(q.x);
    expect(q.y).toBeLessThan(r.y);
    expect(s.x).toBeLessThan(r.x);
    expect(p.y).toBeLessThan(s.y);
  });
});

/** Takes a grey picture; returns it in colour. */
const coloured = ({ width, height, data }: Grey): Pixels => ({
  width,
  height,
  data: Uint8ClampedArray.from({ length: data.length * 4 }, (_, at) => (at % 4 === 3 ? 255 : (data[at >> 2] ?? 0))),
});

it('a card that is tilted is as it were flat when it is straightened', () => {
  const sizes = [960, 540] as const;
  const flat = { corners: cornersOf({ wide: 0.8 }), background: backgrounds['a dark desk'], noise: 0 };
  const tilted = { ...flat, corners: cornersOf({ wide: 0.8, degrees: 9, tilt: 0.15, lean: 0.08 }) };
  const [one, other] = [flat, tilted].map((held) => {
    const inPixels = held.corners.map(({ x, y }) => ({ x: x * sizes[0], y: y * sizes[0] }));
    return straightened(coloured(pictureOf(held, ...sizes)), inPixels as unknown as Quad);
  });
  if (one === undefined || other === undefined) throw new Error('There is no picture');
  const lightAt = ({ width, height, data }: Pixels, u: number, v: number) =>
    data[(Math.floor(v * height) * width + Math.floor(u * width)) * 4] ?? 0;
  const places = Array.from({ length: 900 }, (_, at) => [((at % 30) + 0.5) / 30, (Math.floor(at / 30) + 0.5) / 30]);
  const differs = places.filter(([u = 0, v = 0]) => Math.abs(lightAt(one, u, v) - lightAt(other, u, v)) > 90);
  // At the edges of letters a pixel more or less is another light.
  expect(differs.length).toBeLessThan(places.length * 0.06);
  expect(other.width / other.height).toBeGreaterThan(1.2);
});

describe('a card before the camera', () => {
  const outline = (dx = 0): Quad => poses.flat.map(({ x, y }) => ({ x: x + dx, y })) as unknown as Quad;
  /** Shows outlines one after another, one each 100 ms; returns at which of them it was taken. */
  const taken = (outlines: readonly (Quad | null)[], held = new HeldCard()) =>
    outlines.flatMap((one, index) => (held.seen(one, index * 100) ? [index] : []));
  const still = (count: number, dx = 0) => Array.from({ length: count }, () => outline(dx));
  const none = (count: number) => Array.from({ length: count }, () => null);

  it('is taken when it was still for half a second, and once', () => {
    expect(taken(still(40))).toEqual([5]);
  });

  it('is not taken while it moves', () => {
    expect(taken(Array.from({ length: 40 }, (_, index) => outline(index * 0.01)))).toEqual([]);
  });

  it('may be lost for a picture or two', () => {
    expect(taken([...still(3), ...none(2), ...still(3)])).toEqual([5]);
  });

  it('is taken anew when it was taken away, or brought elsewhere', () => {
    expect(taken([...still(10), ...none(22), ...still(10)])).toEqual([5, 37]);
    expect(taken([...still(10), ...still(10, 0.2)])).toEqual([5, 15]);
  });
});
