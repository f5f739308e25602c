/** Finds a card in a small grey picture: four straight edges that meet as those of a card do, even where a finger covers a part of them. */
import type { Point } from './boxes.ts';
import { linesIn, turnBetween, type Line } from './lines.ts';
import type { Grey } from './strips.ts';

/** Corners, clockwise as they are seen, from the upper left one on. */
export type Quad = readonly [Point, Point, Point, Point];

/** How long the longer side of the picture is in which a card is looked for, in pixels. */
export const outlineSide = 320;

/** Least part of the picture that a card takes. */
const leastArea = 0.06;
/** Of its longer to its shorter side: cards are 1.42 (A8) to 1.75 (US); one that is held at an angle seems longer, or shorter. */
const aspects = { least: 1.2, most: 2.3 };
/** How much longer one of two opposite sides seems at most. */
const mostPerspective = 1.7;
/** How far two opposite sides are from parallel at most, and two that meet from a right angle, in radians. */
const mostOff = 0.6;
/** Least part of each side, and of all, along which there is an edge: fingers hide some of it. */
const leastSide = 0.5;
const leastAll = 0.78;
/** Of `evidence`: where the edges all go on, it is shelves. */
const leastEvidence = 0.08;
/** How far beyond a corner the edge is looked for, as a part of the side: a card ends there, a shelf does not. */
const beyond = 0.15;

type Pair = readonly [Line, Line];

/** Takes a picture; returns the corners of the card in it, in pixels, or null. */
export function outlineIn(picture: Grey): Quad | null {
  const pairs = pairsOf(linesIn(picture));
  const smallest = leastArea * picture.width * picture.height;
  const isSeen = ({ x, y }: Point) => x >= 0 && y >= 0 && x < picture.width && y < picture.height;
  let best: { quad: Quad; score: number } | null = null;
  for (const [index, pair] of pairs.entries()) {
    for (const other of pairs.slice(index + 1)) {
      const quad = quadOf(pair, other);
      if (quad === null || !quad.every(isSeen)) continue;
      const area = areaOf(quad);
      // There is no use in asking for its edges where another one is better by its size alone.
      if (area < Math.max(smallest, best?.score ?? 0) || !hasShape(quad)) continue;
      const score = area * evidence(quad, [other[0], pair[1], other[1], pair[0]], isSeen);
      if (score > (best?.score ?? 0)) best = { quad, score };
    }
  }
  return best === null ? null : fromUpperLeft(best.quad);
}

/** Lines that may be two opposite sides: it is lighter between them, or darker. */
const pairsOf = (lines: readonly Line[]): Pair[] =>
  lines.flatMap((line, index) =>
    lines
      .slice(index + 1)
      .filter((other) => Math.abs(turnBetween(line.angle, other.angle)) > Math.PI - mostOff)
      .map((other): Pair => [line, other]),
  );

function quadOf([a, b]: Pair, [c, d]: Pair): Quad | null {
  // Nearly parallel ones meet far away, or nowhere.
  const isAcross = (one: Line, other: Line) =>
    Math.abs(Math.abs(turnBetween(one.angle, other.angle)) - Math.PI / 2) < mostOff;
  if (![a, b].every((one) => isAcross(one, c) && isAcross(one, d))) return null;
  const quad = [crossing(a, c), crossing(c, b), crossing(b, d), crossing(d, a)] as const;
  // A card is lighter than what is round it, or darker, on all its sides.
  const x = quad.reduce((sum, corner) => sum + corner.x / 4, 0);
  const y = quad.reduce((sum, corner) => sum + corner.y / 4, 0);
  const sides = [a, b, c, d].map(({ angle, distance }) => x * Math.cos(angle) + y * Math.sin(angle) > distance);
  return sides.every((side) => side === sides[0]) ? quad : null;
}

function crossing(one: Line, other: Line): Point {
  const [cos, sin, otherCos, otherSin] = [one, other].flatMap(({ angle }) => [Math.cos(angle), Math.sin(angle)]) as [
    number,
    number,
    number,
    number,
  ];
  const all = cos * otherSin - sin * otherCos;
  return {
    x: (one.distance * otherSin - other.distance * sin) / all,
    y: (other.distance * cos - one.distance * otherCos) / all,
  };
}

/** Zero where two of its sides cross. */
function areaOf(quad: Quad): number {
  const turns = quad.map((corner, index) => {
    const [next, last] = [quad[(index + 1) % 4] ?? corner, quad[(index + 2) % 4] ?? corner];
    return (next.x - corner.x) * (last.y - next.y) - (next.y - corner.y) * (last.x - next.x);
  });
  if (!turns.every((turn) => turn > 0) && !turns.every((turn) => turn < 0)) return 0;
  const [p, q, r, s] = quad;
  return Math.abs((r.x - p.x) * (s.y - q.y) - (r.y - p.y) * (s.x - q.x)) / 2;
}

const between = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y);

/** Takes a quadrilateral; returns how long its sides are, from the first corner on. */
export const sidesOf = ([p, q, r, s]: Quad): [number, number, number, number] => [
  between(p, q),
  between(q, r),
  between(r, s),
  between(s, p),
];

function hasShape(quad: Quad): boolean {
  const [a, b, c, d] = sidesOf(quad);
  const perspective = Math.max(a / c, c / a, b / d, d / b);
  const [along, across] = [a + c, b + d];
  const aspect = Math.max(along / across, across / along);
  return perspective < mostPerspective && aspect > aspects.least && aspect < aspects.most;
}

/** How surely there is a card, 0 to 1: the largest one counts, but not where another is much surer. */
function evidence(quad: Quad, lines: readonly [Line, Line, Line, Line], isSeen: (place: Point) => boolean): number {
  let [sum, all] = [0, 1];
  for (const [index, line] of lines.entries()) {
    const [from, to] = [quad[index] ?? quad[0], quad[(index + 1) % 4] ?? quad[0]];
    const part = line.covered(from, to);
    if (part < leastSide) return 0;
    const [x, y] = [(to.x - from.x) * beyond, (to.y - from.y) * beyond];
    const [before, after] = [
      { x: from.x - x, y: from.y - y },
      { x: to.x + x, y: to.y + y },
    ];
    const goesOn =
      (isSeen(before) ? line.covered(before, from) : 0.5) + (isSeen(after) ? line.covered(to, after) : 0.5);
    sum += part / 4;
    all *= part * (1 - 0.4 * goesOn);
  }
  return sum < leastAll || all < leastEvidence ? 0 : all * all;
}

function fromUpperLeft(quad: Quad): Quad {
  const [p, q, r] = quad;
  const isClockwise = (q.x - p.x) * (r.y - q.y) - (q.y - p.y) * (r.x - q.x) > 0;
  const ordered = isClockwise ? [...quad] : [...quad].reverse();
  const first = ordered.reduce((best, { x, y }, index) => {
    const { x: bestX = 0, y: bestY = 0 } = ordered[best] ?? {};
    return x + y < bestX + bestY ? index : best;
  }, 0);
  return [...ordered.slice(first), ...ordered.slice(0, first)] as unknown as Quad;
}
