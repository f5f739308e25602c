/** Pictures of a card that is held before a camera: as it lies, on what is behind it, and with a hand in the way. The same ones in each run. */
import type { Point } from '../../../renderer/reading/card/boxes.ts';
import type { Quad } from '../../../renderer/reading/card/outline.ts';
import type { Grey } from '../../../renderer/reading/card/strips.ts';
import { chance, unwarp } from '../degraded.ts';

/** How light it is at a place, 0 to 255; places are parts of the picture's width, from its upper left corner. */
type Paint = (x: number, y: number) => number;

export const backgrounds = {
  'a light desk': () => 205,
  'a dark desk': () => 60,
  wood: (x, y) => 110 + 12 * Math.sin(90 * y + 4 * Math.sin(9 * x)) + 8 * Math.sin(230 * y),
  'a wall in uneven light': (x, y) => 90 + 90 * x - 40 * y,
  shelves: (x, y) => (Math.floor(y * 9) % 2 === 0 ? 150 : 70) + (Math.floor(x * 14) % 3 === 0 ? 40 : 0),
  'a booth with people': (x, y) =>
    120 + 50 * Math.sin(13 * x + 3 * y) * Math.cos(17 * y - 5 * x) + 30 * Math.sin(31 * x * y + 2),
  cloth: (x, y) => 130 + 22 * Math.sin(300 * x) * Math.sin(300 * y),
} satisfies Record<string, Paint>;

export const paints = { white: { paper: 245, ink: 40 }, grey: { paper: 170, ink: 30 }, dark: { paper: 25, ink: 220 } };

export interface Held {
  /** null: there is no card. */
  corners: Quad | null;
  background: Paint;
  paint?: { paper: number; ink: number };
  /** Middles of fingertips before it, as parts of the picture's width. */
  fingers?: readonly Point[];
  /** In steps of brightness. */
  noise?: number;
}

/** Of a finger, as a part of the picture's width. */
const finger = 0.035;

/** Takes a middle, as parts of the picture's width, how wide the card is, how it is turned and tilted; returns its corners. */
export function cornersOf(how: {
  x?: number;
  y?: number;
  wide?: number;
  degrees?: number;
  tilt?: number;
  lean?: number;
}): Quad {
  const { x = 0.5, y = 0.28, wide = 0.5, degrees = 0, tilt = 0, lean = 0 } = how;
  const tall = wide / 1.545;
  const angle = (degrees * Math.PI) / 180;
  const corner = (u: number, v: number): Point => {
    // What leans back is smaller, and nearer to the middle.
    const scale = 1 / (1 + tilt * u * 2 + lean * v * 2);
    const [across, down] = [u * wide * scale, v * tall * scale];
    return {
      x: x + across * Math.cos(angle) - down * Math.sin(angle),
      y: y + across * Math.sin(angle) + down * Math.cos(angle),
    };
  };
  return [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5)];
}

/** What is printed: lines of small letters, a name, a patch of colour. */
function print(u: number, v: number, { paper, ink }: { paper: number; ink: number }): number {
  const middle = (paper + ink) / 2;
  if (Math.hypot((u - 0.85) * 1.545, v - 0.8) < 0.09) return middle;
  const isLetter = (per: number, part: number) => (u * per + 0.3 * Math.sin(u * per * 2.3)) % 1 < part;
  if (u > 0.08 && u < 0.6 && v > 0.14 && v < 0.24 && isLetter(24, 0.6)) return ink;
  const row = Math.floor((v - 0.55) / 0.09);
  const isInRow = v > 0.55 && row < 4 && (v - 0.55) / 0.09 - row < 0.5;
  return isInRow && u > 0.08 && u < 0.5 + 0.04 * row && isLetter(48, 0.55) ? ink : paper;
}

/** Takes what is held and how large the picture is, in pixels; returns the picture. Each pixel has four samples. */
export function pictureOf(held: Held, width = 320, height = 180): Grey {
  const { corners, background, paint = paints.white, fingers = [], noise = 4 } = held;
  const random = chance(99);
  const into =
    corners === null
      ? null
      : unwarp(
          corners.map(({ x, y }) => [x, y] as const),
          1,
        );
  const light: Paint = (x, y) => {
    if (fingers.some((tip) => Math.hypot((x - tip.x) / 1.6, y - tip.y) < finger)) return 135;
    const [u, v] = into?.([x, y]) ?? [-1, -1];
    return u >= 0 && v >= 0 && u < 1 && v < 1 ? print(u, v, paint) : background(x, y);
  };
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) {
    let sum = 0;
    for (let part = 0; part < 4; part += 1) {
      sum += light(
        ((at % width) + ((part % 2) + 0.5) / 2) / width,
        (Math.floor(at / width) + (Math.floor(part / 2) + 0.5) / 2) / width,
      );
    }
    const some = (random() + random() + random() - 1.5) * 2 * noise;
    data[at] = Math.min(255, Math.max(0, sum / 4 + some));
  }
  return { width, height, data };
}
