/**
 * Where the lines of text are in a picture: what the detector of PP-OCRv4 makes of it is a map of how likely each of its pixels is
 * text, and each patch of it becomes a box that lies as its line does.
 */

export interface Point {
  x: number;
  y: number;
}

/** A rectangle that lies at an angle. */
export interface Box {
  middle: Point;
  /** Along its longer side, and across, in pixels. */
  length: number;
  height: number;
  /** Of its longer side to the horizontal, in radians: -π/2 to π/2. */
  angle: number;
}

/** Four channels for each pixel: red, green, blue, opacity. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** What the detector wants: blue, green and red of each pixel one after the other, as in the pictures that it was trained with. */
const means = [0.406, 0.456, 0.485] as const;
const deviations = [0.225, 0.224, 0.229] as const;
const longestSide = 960;
/** Sides have to be multiples of this. */
const step = 32;

export interface Input {
  width: number;
  height: number;
  /** 3 × height × width. */
  data: Float32Array;
}

/** Takes a picture; returns it as the detector wants it. */
export function inputOf({ width, height, data }: Pixels): Input {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const sized = (side: number) => Math.max(step, Math.round((side * scale) / step) * step);
  const input = { width: sized(width), height: sized(height) };
  const area = input.width * input.height;
  const all = new Float32Array(3 * area);
  const across = input.width / width;
  const down = input.height / height;
  for (let y = 0; y < input.height; y += 1) {
    const sourceY = Math.min(height - 1, Math.max(0, (y + 0.5) / down - 0.5));
    const top = Math.floor(sourceY);
    const bottom = Math.min(height - 1, top + 1);
    const low = sourceY - top;
    for (let x = 0; x < input.width; x += 1) {
      const sourceX = Math.min(width - 1, Math.max(0, (x + 0.5) / across - 0.5));
      const left = Math.floor(sourceX);
      const right = Math.min(width - 1, left + 1);
      const far = sourceX - left;
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (column: number, row: number) => data[(row * width + column) * 4 + 2 - channel] ?? 0;
        const above = at(left, top) * (1 - far) + at(right, top) * far;
        const below = at(left, bottom) * (1 - far) + at(right, bottom) * far;
        const value = (above * (1 - low) + below * low) / 255;
        all[channel * area + y * input.width + x] = (value - (means[channel] ?? 0)) / (deviations[channel] ?? 1);
      }
    }
  }
  return { ...input, data: all };
}

/** From here on a pixel is taken for text, and a box for a line of it. */
const leastPixel = 0.3;
const leastBox = 0.6;
/** By how much a box is made larger than its patch, which covers the middle of the letters only. */
const growth = 1.5;
/** Smaller patches are specks, in pixels. */
const leastHeight = 3;
const mostBoxes = 200;

/** Takes the map and the size of the picture that it was made of; returns the boxes, in pixels of the picture. */
export function boxesIn(map: Input, picture: { width: number; height: number }): Box[] {
  const found: Box[] = [];
  for (const patch of patchesIn(map)) {
    const box = smallestAround(hullOf(patch));
    if (box === null || box.height < leastHeight || likelihood(map, box) < leastBox) continue;
    const more = (box.length * box.height * growth) / (2 * (box.length + box.height));
    found.push(scaled(grown(box, more), picture.width / map.width, picture.height / map.height));
    if (found.length === mostBoxes) break;
  }
  return found;
}

const grown = (box: Box, more: number): Box => ({
  ...box,
  length: box.length + 2 * more,
  height: box.height + 2 * more,
});

function scaled({ middle, length, height, angle }: Box, across: number, down: number): Box {
  const along = { x: Math.cos(angle) * across, y: Math.sin(angle) * down };
  const upright = Math.hypot(Math.sin(angle) * across, Math.cos(angle) * down);
  return {
    middle: { x: middle.x * across, y: middle.y * down },
    length: length * Math.hypot(along.x, along.y),
    height: height * upright,
    angle: Math.atan2(along.y, along.x),
  };
}

/** The patches of the map, each as the outermost points of its rows. */
function patchesIn({ width, height, data }: Input): Point[][] {
  const seen = new Uint8Array(width * height);
  const patches: Point[][] = [];
  const waiting: number[] = [];
  const visit = (at: number) => {
    if (seen[at] === 1 || (data[at] ?? 0) <= leastPixel) return;
    seen[at] = 1;
    waiting.push(at);
  };
  for (let start = 0; start < seen.length; start += 1) {
    visit(start);
    if (waiting.length === 0) continue;
    const rows = new Map<number, { from: number; to: number }>();
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      const row = rows.get(y);
      rows.set(y, { from: Math.min(x, row?.from ?? x), to: Math.max(x, row?.to ?? x) });
      for (let nextY = Math.max(0, y - 1); nextY <= Math.min(height - 1, y + 1); nextY += 1) {
        for (let nextX = Math.max(0, x - 1); nextX <= Math.min(width - 1, x + 1); nextX += 1)
          visit(nextY * width + nextX);
      }
    }
    patches.push(
      [...rows].flatMap(([y, { from, to }]) => [
        { x: from, y },
        { x: to, y },
      ]),
    );
  }
  return patches;
}

const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** The convex hull, by Andrew's monotone chain. */
function hullOf(points: Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: Point[]) => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const [last, before] = [chain.at(-1), chain.at(-2)];
        if (last === undefined || before === undefined || turn(before, last, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** The smallest rectangle around a convex hull: one of its sides lies on one of the hull's. */
function smallestAround(hull: Point[]): Box | null {
  let best: Box | null = null;
  for (const [index, from] of hull.entries()) {
    const to = hull[(index + 1) % hull.length] ?? from;
    const angle = Math.atan2(to.y - from.y, to.x - from.x);
    const box = around(hull, angle);
    if (best === null || box.length * box.height < best.length * best.height) best = box;
  }
  return best;
}

function around(points: readonly Point[], angle: number): Box {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = points.map(({ x, y }) => x * cos + y * sin);
  const across = points.map(({ x, y }) => y * cos - x * sin);
  const [left, right, top, bottom] = [Math.min(...along), Math.max(...along), Math.min(...across), Math.max(...across)];
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  const middle = { x: u * cos - v * sin, y: u * sin + v * cos };
  const [length, height] = [right - left, bottom - top];
  return length >= height
    ? { middle, length, height, angle: halfTurn(angle) }
    : { middle, length: height, height: length, angle: halfTurn(angle + Math.PI / 2) };
}

/** Takes an angle; returns the same direction between -π/2 and π/2. */
export function halfTurn(angle: number): number {
  const rest = angle % Math.PI;
  if (rest > Math.PI / 2) return rest - Math.PI;
  return rest <= -Math.PI / 2 ? rest + Math.PI : rest;
}

/** How likely it is, on the average, that what lies in the box is text. */
function likelihood({ width, height, data }: Input, { middle, length, height: tall, angle }: Box): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reachX = (Math.abs(cos) * length + Math.abs(sin) * tall) / 2;
  const reachY = (Math.abs(sin) * length + Math.abs(cos) * tall) / 2;
  let sum = 0;
  let count = 0;
  for (
    let y = Math.max(0, Math.floor(middle.y - reachY));
    y <= Math.min(height - 1, Math.ceil(middle.y + reachY));
    y += 1
  ) {
    for (
      let x = Math.max(0, Math.floor(middle.x - reachX));
      x <= Math.min(width - 1, Math.ceil(middle.x + reachX));
      x += 1
    ) {
      const [dx, dy] = [x - middle.x, y - middle.y];
      if (Math.abs(dx * cos + dy * sin) > length / 2 || Math.abs(dy * cos - dx * sin) > tall / 2) continue;
      sum += data[y * width + x] ?? 0;
      count += 1;
    }
  }
  return count === 0 ? 0 : sum / count;
}
