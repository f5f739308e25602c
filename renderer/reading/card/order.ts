/** Which way a card lies, and in what order its lines are read. */
import { halfTurn, type Box, type Point } from './boxes.ts';

export interface Layout {
  /** In which direction the lines run, in radians, or in the opposite one. */
  angle: number;
  /** Those that run so, from top to bottom. */
  lines: Box[];
  /** Those that are printed up or down the side. */
  sideways: Box[];
}

/** Takes the boxes of a picture; returns which way most of them lie, and which do not. */
export function layoutOf(boxes: readonly Box[]): Layout {
  const angle = mainAngle(boxes);
  const off = (box: Box) => Math.abs(halfTurn(box.angle - angle));
  // A short word has no longer side that says how it lies.
  const isShort = ({ length, height }: Box) => length < 1.6 * height;
  const isAcross = (box: Box) => off(box) > Math.PI / 4;
  const lines = boxes
    .filter((box) => !isAcross(box) || isShort(box))
    .map((box) =>
      isAcross(box) ? { ...box, length: box.height, height: box.length, angle: box.angle + Math.PI / 2 } : box,
    );
  return {
    angle,
    lines: lines.map((box) => ({ ...box, angle: angle + halfTurn(box.angle - angle) })),
    sideways: boxes.filter((box) => isAcross(box) && !isShort(box)),
  };
}

/** The angle at which most of the text runs: of a direction and its opposite, which are the same here, twice the angle is the same. */
function mainAngle(boxes: readonly Box[]): number {
  let [x, y] = [0, 0];
  for (const { length, height, angle } of boxes) {
    const weight = length * Math.max(0, length / Math.max(1, height) - 1);
    x += weight * Math.cos(2 * angle);
    y += weight * Math.sin(2 * angle);
  }
  return Math.atan2(y, x) / 2;
}

/** Takes a point and an angle; returns where it lies when all is turned so that the angle is level. */
export function levelled({ x, y }: Point, angle: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: x * cos + y * sin, y: y * cos - x * sin };
}

interface Placed {
  box: Box;
  left: number;
  right: number;
  y: number;
}

/** Takes lines and the direction in which they run; returns them in the order in which they are read. */
export function inOrder(lines: readonly Box[], angle: number): Box[] {
  const placed = lines.map((box): Placed => {
    const { x, y } = levelled(box.middle, angle);
    return { box, left: x - box.length / 2, right: x + box.length / 2, y };
  });
  return columnsOf(placed).flatMap(rowsOf);
}

/** One column, or two that have nothing between them from top to bottom. */
function columnsOf(lines: Placed[]): Placed[][] {
  const sorted = [...lines].sort((a, b) => a.left - b.left);
  let right = -Infinity;
  for (const [index, line] of sorted.entries()) {
    const gap = line.left - right;
    if (index >= 2 && sorted.length - index >= 2 && gap > line.box.height) {
      return [sorted.slice(0, index), ...columnsOf(sorted.slice(index))];
    }
    right = Math.max(right, line.right);
  }
  return [lines];
}

function rowsOf(lines: Placed[]): Box[] {
  const rows: Placed[][] = [];
  for (const line of [...lines].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row === undefined || first === undefined) rows.push([line]);
    else if (line.y - first.y < Math.min(line.box.height, first.box.height) / 2) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.left - b.left).map(({ box }) => box));
}
