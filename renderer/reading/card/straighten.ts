/** Makes of a card that is seen at an angle the card as it lies before one: the rule of it is a homography. */
import type { Pixels, Point } from './boxes.ts';
import { sidesOf, type Quad } from './outline.ts';

/** How much is shown round the card, as a part of its height: its outline is true to a pixel or two. */
const room = 0.02;
/** Longest side, in pixels. */
const longest = 2_000;

/** Takes the corners of a card; returns what brings a place on it (0 to 1, across and down) into the picture. */
export function onto([p, q, r, s]: Quad): (u: number, v: number) => Point {
  // Unit square to quadrilateral (Heckbert, Fundamentals of Texture Mapping, 1989).
  const [dx1, dx2, dx3] = [q.x - r.x, s.x - r.x, p.x - q.x + r.x - s.x];
  const [dy1, dy2, dy3] = [q.y - r.y, s.y - r.y, p.y - q.y + r.y - s.y];
  const all = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / all;
  const h = (dx1 * dy3 - dx3 * dy1) / all;
  const [a, b] = [q.x - p.x + g * q.x, s.x - p.x + h * s.x];
  const [d, e] = [q.y - p.y + g * q.y, s.y - p.y + h * s.y];
  return (u, v) => {
    const w = g * u + h * v + 1;
    return { x: (a * u + b * v + p.x) / w, y: (d * u + e * v + p.y) / w };
  };
}

/** Takes a picture and the corners of the card in it, in its pixels; returns the card alone, as large as it is seen. */
export function straightened(picture: Pixels, quad: Quad): Pixels & { data: Uint8ClampedArray<ArrayBuffer> } {
  const [top, right, bottom, left] = sidesOf(quad);
  const seen = { width: Math.max(top, bottom), height: Math.max(left, right) };
  const scale = Math.min(1, longest / Math.max(seen.width, seen.height));
  const edge = room * seen.height * scale;
  const width = Math.max(2, Math.round(seen.width * scale + 2 * edge));
  const height = Math.max(2, Math.round(seen.height * scale + 2 * edge));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const placed = onto(quad);
  for (let y = 0; y < height; y += 1) {
    const v = (y + 0.5 - edge) / (height - 2 * edge);
    for (let x = 0; x < width; x += 1) {
      const at = placed((x + 0.5 - edge) / (width - 2 * edge), v);
      copyPixel(picture, at.x - 0.5, at.y - 0.5, data, (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** What is between four pixels; beyond the picture it is what is at its edge. */
function copyPixel({ width, height, data }: Pixels, x: number, y: number, into: Uint8ClampedArray, at: number): void {
  const left = Math.max(0, Math.min(width - 2, Math.floor(x)));
  const top = Math.max(0, Math.min(height - 2, Math.floor(y)));
  const far = Math.min(1, Math.max(0, x - left));
  const low = Math.min(1, Math.max(0, y - top));
  const from = (top * width + left) * 4;
  for (let channel = 0; channel < 3; channel += 1) {
    const pixel = (step: number) => data[from + step + channel] ?? 0;
    const above = pixel(0) * (1 - far) + pixel(4) * far;
    const below = pixel(width * 4) * (1 - far) + pixel(width * 4 + 4) * far;
    into[at + channel] = above * (1 - low) + below * low;
  }
}
