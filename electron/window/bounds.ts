/** Where the window opens: as it was last time, where a screen of now shows that. A pure function. */
import type { Rectangle } from 'electron';

/** Takes where the window was, and the areas for windows of all screens, the main one first; returns where it is to open, or null where that is not known. */
export function boundsOn(saved: Rectangle | null, areas: readonly Rectangle[]): Rectangle | null {
  const [main] = areas;
  if (saved === null || main === undefined || !isRectangle(saved)) return null;
  const seen = areas.map((area) => ({ area, size: shared(saved, area) }));
  const { area, size } = seen.reduce((most, next) => (next.size > most.size ? next : most));
  if (size === 0) return centred(saved, main);
  return isWhole(saved, areas) ? saved : inside(saved, area);
}

/** Two windows that are the same but for what a screen's scale rounds off. */
export function isSame(one: Rectangle, other: Rectangle): boolean {
  return parts.every((part) => Math.abs(one[part] - other[part]) <= 1);
}

/** What Windows counts as the window and does not show of it: one at the screen's edge reaches so far beyond. */
const border = 8;

const parts = ['x', 'y', 'width', 'height'] as const;

/** A file may say anything. */
const isRectangle = (bounds: Rectangle) =>
  parts.every((part) => Number.isSafeInteger(bounds[part])) && bounds.width > 0 && bounds.height > 0;

/** Whether screens that stand side by side show all of it. */
function isWhole({ x, y, width, height }: Rectangle, areas: readonly Rectangle[]): boolean {
  const seen = { x: x + border, y: y + border, width: width - 2 * border, height: height - 2 * border };
  return areas.reduce((sum, area) => sum + shared(seen, area), 0) >= seen.width * seen.height;
}

function shared(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

function inside(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  const within = (start: number, from: number, room: number) => Math.min(Math.max(start, from), from + room);
  return {
    x: within(bounds.x, area.x, area.width - width),
    y: within(bounds.y, area.y, area.height - height),
    width,
    height,
  };
}

function centred(bounds: Rectangle, area: Rectangle): Rectangle {
  const x = area.x + Math.round((area.width - bounds.width) / 2);
  const y = area.y + Math.round((area.height - bounds.height) / 2);
  return inside({ ...bounds, x, y }, area);
}
