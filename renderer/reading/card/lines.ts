/** Straight edges in a small grey picture: each pixel where the light changes votes for the lines that it may lie on (Hough). */
import type { Point } from './boxes.ts';
import type { Grey } from './strips.ts';

/** A place where the light changes, and in which direction it does, in radians. */
interface Edge extends Point {
  angle: number;
}

/** A straight line, and how far there is an edge along it. */
export interface Line {
  /** Of its normal, which points to where it is lighter, and how far the line is from the picture's corner along it: radians, pixels. */
  angle: number;
  distance: number;
  /** Takes two points on it; returns in what part of the way from one to the other there is an edge, 0 to 1. */
  covered: (from: Point, to: Point) => number;
}

/** Least change of light from one pixel to the next, of 255: what changes less is noise. */
const leastChange = 3.5;
/** Steps of the votes, in radians and in pixels. */
const angles = 180;
const angleStep = (2 * Math.PI) / angles;
const distanceStep = 2;
const cosines = Float64Array.from({ length: angles }, (_, step) => Math.cos(step * angleStep));
const sines = Float64Array.from({ length: angles }, (_, step) => Math.sin(step * angleStep));
/** An edge votes for lines whose angle is so many steps off: it is told from few pixels. */
const spread = 3;
/** Edges this near to a line belong to it, in pixels and in radians. */
const near = 1.6;
const nearAngle = 0.26;
/** Lines with fewer edges, in pixels, are none; of the others so many are found, those with the most first. */
const leastLength = 28;
const mostLines = 48;

/** Takes a picture; returns the longest lines in it. */
export function linesIn(picture: Grey): Line[] {
  const edges = edgesIn(picture);
  const reach = Math.ceil(Math.hypot(picture.width, picture.height));
  const votes = new Votes(reach);
  for (const edge of edges) votes.add(edge, 1);
  const lines: Line[] = [];
  let left = edges;
  while (lines.length < mostLines) {
    const { line, count } = votes.most();
    if (count < leastLength) break;
    const fitted = fit(left, line);
    const own = new Set(edgesOn(left, fitted));
    // Nothing else is to be made of them; where none is near after all, the place is done with.
    if (own.size === 0) votes.clear(line);
    for (const edge of own) votes.add(edge, -1);
    left = left.filter((edge) => !own.has(edge));
    if (own.size >= leastLength) lines.push({ ...fitted, covered: coverage(edges, fitted, reach) });
  }
  return lines;
}

type Place = Pick<Line, 'angle' | 'distance'>;

/** Where the light changes most, seen along the change, to a part of a pixel. */
function edgesIn(picture: Grey): Edge[] {
  const { width, height } = picture;
  const grey = smoothed(picture);
  const change = new Float32Array(width * height);
  const [across, down] = [new Float32Array(width * height), new Float32Array(width * height)];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const g = (dx: number, dy: number) => grey[at + dy * width + dx] ?? 0;
      const dx = (g(1, -1) + 2 * g(1, 0) + g(1, 1) - g(-1, -1) - 2 * g(-1, 0) - g(-1, 1)) / 8;
      const dy = (g(-1, 1) + 2 * g(0, 1) + g(1, 1) - g(-1, -1) - 2 * g(0, -1) - g(1, -1)) / 8;
      across[at] = dx;
      down[at] = dy;
      change[at] = Math.hypot(dx, dy);
    }
  }
  const edges: Edge[] = [];
  for (let y = 2; y < height - 2; y += 1) {
    for (let x = 2; x < width - 2; x += 1) {
      const at = y * width + x;
      const here = change[at] ?? 0;
      if (here < leastChange) continue;
      const [dx, dy] = [across[at] ?? 0, down[at] ?? 0];
      const isLevel = Math.abs(dx) >= Math.abs(dy);
      const step = isLevel ? 1 : width;
      const [before, after] = [change[at - step] ?? 0, change[at + step] ?? 0];
      if (here < before || here <= after) continue;
      const part = (before - after) / (2 * (before - 2 * here + after));
      edges.push({ x: x + (isLevel ? part : 0), y: y + (isLevel ? 0 : part), angle: Math.atan2(dy, dx) });
    }
  }
  return edges;
}

/** Each pixel with a part of its neighbours' light (1 2 1, along and across). */
function smoothed({ width, data }: Grey): Float32Array {
  const along = (values: ArrayLike<number>, step: number) =>
    Float32Array.from(
      values,
      (value, at) => ((values[at - step] ?? value) + 2 * value + (values[at + step] ?? value)) / 4,
    );
  return along(along(data, 1), width);
}

class Votes {
  readonly #counts: Int16Array;
  readonly #distances: number;
  readonly #reach: number;

  constructor(reach: number) {
    this.#reach = reach;
    this.#distances = Math.ceil((2 * reach) / distanceStep) + 1;
    this.#counts = new Int16Array(angles * this.#distances);
  }

  add({ x, y, angle }: Edge, votes: number): void {
    const middle = Math.round(angle / angleStep);
    for (let off = -spread; off <= spread; off += 1) {
      const step = (((middle + off) % angles) + angles) % angles;
      const at = this.#at(step, x * (cosines[step] ?? 0) + y * (sines[step] ?? 0));
      this.#counts[at] = (this.#counts[at] ?? 0) + votes;
    }
  }

  clear({ angle, distance }: Place): void {
    this.#counts[this.#at(Math.round(angle / angleStep), distance)] = 0;
  }

  most(): { line: Place; count: number } {
    let best = 0;
    for (let at = 1; at < this.#counts.length; at += 1) {
      if ((this.#counts[at] ?? 0) > (this.#counts[best] ?? 0)) best = at;
    }
    const step = Math.floor(best / this.#distances);
    const distance = (best % this.#distances) * distanceStep - this.#reach;
    return { line: { angle: step * angleStep, distance }, count: this.#counts[best] ?? 0 };
  }

  #at(step: number, distance: number): number {
    return step * this.#distances + Math.round((distance + this.#reach) / distanceStep);
  }
}

/** Takes two directions; returns by how much one is turned against the other: -π to π. */
export const turnBetween = (angle: number, other: number): number => {
  const turn = angle - other;
  return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
};

/** Those of the edges that belong to a line. */
function edgesOn(edges: readonly Edge[], { angle, distance }: Place, within = near): Edge[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return edges.filter((edge) => {
    if (Math.abs(edge.x * cos + edge.y * sin - distance) > within) return false;
    return Math.abs(turnBetween(edge.angle, angle)) < nearAngle;
  });
}

/** Puts a line through the edges that are near to it: the sum of their squared distances is the least. */
function fit(edges: readonly Edge[], line: Place): Place {
  let fitted = line;
  for (const within of [2 * near, near, near]) {
    const own = edgesOn(edges, fitted, within);
    if (own.length < 2) return fitted;
    const mean = (of: (edge: Edge) => number) => own.reduce((sum, edge) => sum + of(edge), 0) / own.length;
    const [x, y] = [mean((edge) => edge.x), mean((edge) => edge.y)];
    const xx = mean((edge) => (edge.x - x) ** 2);
    const yy = mean((edge) => (edge.y - y) ** 2);
    const xy = mean((edge) => (edge.x - x) * (edge.y - y));
    const along = Math.atan2(2 * xy, xx - yy) / 2;
    const normal = along + Math.PI / 2;
    const angle = Math.abs(turnBetween(normal, fitted.angle)) < Math.PI / 2 ? normal : normal - Math.PI;
    fitted = { angle, distance: x * Math.cos(angle) + y * Math.sin(angle) };
  }
  return fitted;
}

function coverage(edges: readonly Edge[], line: Place, reach: number): Line['covered'] {
  const [cos, sin] = [Math.cos(line.angle), Math.sin(line.angle)];
  const place = ({ x, y }: Point) => Math.round(y * cos - x * sin) + reach;
  const isThere = new Uint8Array(2 * reach + 1);
  for (const edge of edgesOn(edges, line)) isThere.fill(1, Math.max(0, place(edge) - 1), place(edge) + 2);
  const upTo = new Uint16Array(isThere.length + 1);
  for (let at = 0; at < isThere.length; at += 1) upTo[at + 1] = (upTo[at] ?? 0) + (isThere[at] ?? 0);
  return (from, to) => {
    const [first, last] = [place(from), place(to)].sort((a, b) => a - b) as [number, number];
    const inside = (at: number) => Math.min(isThere.length, Math.max(0, at));
    if (last <= first) return 0;
    return ((upTo[inside(last)] ?? 0) - (upTo[inside(first)] ?? 0)) / (last - first);
  };
}
