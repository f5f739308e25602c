/** Pictures of codes as a camera sees them: turned, in perspective, out of focus, in the dark. The same ones in each run. */
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) } });

export const size = { width: 640, height: 480 } as const;

/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

/** One channel; 0 is black. */
export type Frame = Float32Array;

/** The modules of a code, 1 where it is dark, with a white border of four modules. */
export interface Modules {
  side: number;
  dark: Uint8Array;
}

/** Takes a text; returns its QR code. */
export async function modulesOf(text: string): Promise<Modules> {
  const { symbol } = await writeBarcode(text, {
    format: 'QRCode',
    options: 'ecLevel=M',
    addQuietZones: false,
    scale: 1,
  });
  const [width, border] = [symbol.width, 4];
  const side = width + 2 * border;
  const dark = new Uint8Array(side * side);
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      dark[(y + border) * side + x + border] = (symbol.data[y * width + x] ?? 255) < 128 ? 1 : 0;
    }
  }
  return { side, dark };
}

/** A generator of numbers from 0 to 1, always the same ones (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Degrading {
  /** Where the middle is, in pixels, and how long a side. */
  x?: number;
  y?: number;
  side: number;
  degrees?: number;
  /** By which part of a side the right edge is shorter than the left one. */
  perspective?: number;
  /** Standard deviations, in pixels and in steps of brightness. */
  blur?: number;
  noise?: number;
  ink?: number;
  paper?: number;
  /** How much lighter the right edge of the picture is than the left one. */
  gradient?: number;
  table?: number;
}

type Point = readonly [x: number, y: number];

/** Takes a code and what is done to it; returns what a camera sees. */
export function frameOf(code: Modules, how: Degrading, random: () => number): Frame {
  const { ink = 0, paper = 255, table = 200, gradient = 0, blur = 0, noise = 0 } = how;
  const into = unwarp(cornersOf(how), code.side);
  let frame: Frame = new Float32Array(size.width * size.height);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      let sum = 0;
      // Four samples a pixel.
      for (const [dx, dy] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const [u, v] = into([x + dx, y + dy]);
        const isOn = u >= 0 && v >= 0 && u < code.side && v < code.side;
        if (!isOn) sum += table + 25 * Math.sin(x / 17) * Math.cos(y / 23);
        else sum += code.dark[Math.floor(v) * code.side + Math.floor(u)] === 1 ? ink : paper;
      }
      frame[y * size.width + x] = sum / 4 + gradient * (x / size.width - 0.5);
    }
  }
  if (blur > 0) frame = blurred(blurred(frame, blur, 1), blur, size.width);
  return noise > 0 ? frame.map((value) => value + noise * normal(random)) : frame;
}

const normal = (random: () => number) => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());

function cornersOf({
  x = size.width / 2,
  y = size.height / 2,
  side,
  degrees = 0,
  perspective = 0,
}: Degrading): Point[] {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const near = side / 2;
  const far = near - side * perspective;
  const plain: Point[] = [
    [-near, -near],
    [near - 0.6 * side * perspective, -far],
    [near - 0.6 * side * perspective, far],
    [-near, near],
  ];
  return plain.map(([dx, dy]): Point => [x + dx * cos - dy * sin, y + dx * sin + dy * cos]);
}

/** Takes the corners of a square in perspective; returns what brings a point of the picture into the square, 0 to `side`. */
export function unwarp(corners: readonly Point[], side: number): (point: Point) => Point {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners as [Point, Point, Point, Point];
  // Square to quadrilateral (Heckbert 1989), and its inverse.
  const [dx1, dx2, dx3] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, dy3] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const all = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / all;
  const h = (dx1 * dy3 - dx3 * dy1) / all;
  const [a, b, c] = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0];
  const [d, e, f] = [y1 - y0 + g * y1, y3 - y0 + h * y3, y0];
  const inverse = [
    e - f * h,
    c * h - b,
    b * f - c * e,
    f * g - d,
    a - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ] as const;
  return ([x, y]) => {
    const w = inverse[6] * x + inverse[7] * y + inverse[8];
    const u = (inverse[0] * x + inverse[1] * y + inverse[2]) / w;
    const v = (inverse[3] * x + inverse[4] * y + inverse[5]) / w;
    return [u * side, v * side];
  };
}

function blurred(frame: Frame, deviation: number, step: number): Frame {
  const reach = Math.ceil(3 * deviation);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * deviation ** 2)),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  return frame.map((value, at) => {
    let all = 0;
    for (const [index, weight] of kernel.entries()) all += weight * (frame[at + (index - reach) * step] ?? value);
    return all / sum;
  });
}

/** As ImageData of a page. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
  colorSpace: 'srgb';
}

/** Takes a frame; returns it as a page would have it. */
export function pixelsOf(frame: Frame): Pixels {
  const data = new Uint8ClampedArray(frame.length * 4).fill(255);
  for (let at = 0; at < frame.length; at += 1) {
    const value = frame[at] ?? 0;
    data[at * 4] = value;
    data[at * 4 + 1] = value;
    data[at * 4 + 2] = value;
  }
  return { ...size, data, colorSpace: 'srgb' };
}

/** Takes frames, how many are shown in a second, and how large they are; returns them as a film that Chromium's fake camera shows over and over (YUV4MPEG2). */
export function filmOf(frames: readonly Frame[], perSecond = 30, { width, height }: Size = size): Buffer {
  const colourless = Buffer.alloc((width * height) / 2, 128);
  const parts = frames.flatMap((frame) => [
    Buffer.from('FRAME\n'),
    Buffer.from(Uint8ClampedArray.from(frame, (value) => 16 + (Math.min(255, Math.max(0, value)) * 219) / 255)),
    colourless,
  ]);
  const head = `YUV4MPEG2 W${String(width)} H${String(height)} F${String(perSecond)}:1 Ip A1:1 C420mpeg2\n`;
  return Buffer.concat([Buffer.from(head), ...parts]);
}
