/** Turns each line of a picture upright, makes it sharp and its light even, and puts all of them below each other on one white page. */
import type { Box, Pixels } from './boxes.ts';

/** One channel: 0 is black. */
export interface Grey {
  width: number;
  height: number;
  data: Uint8Array;
}

/** How a line is put on the page, in pixels of the page. */
export interface Form {
  tall: number;
  /** What is finer than this is noise, and taken away. */
  noise: number;
  /** About the width of a stroke: what blur took of the edges is given back where it differs from what is so far around. */
  stroke: number;
}

/** The reader was trained with about this size. */
const usual: Form = { tall: 36, noise: 0.8, stroke: 2.5 };
const tallest = 50;
/** Room between the lines, and round the page. */
const between = 10;
const margin = 20;
/** From the top of one line to the top of the next. */
const pitch = tallest + between;
const longestLine = 4_000;
/** Around a box, as a part of its height: the ends of letters are outside. */
const edge = 0.06;

/** Takes a picture; returns how bright each pixel is. */
export function greyOf({ width, height, data }: Pixels): Grey {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = (data[at * 4] ?? 0) * 0.3 + (data[at * 4 + 1] ?? 0) * 0.59 + (data[at * 4 + 2] ?? 0) * 0.11;
  }
  return { width, height, data: grey };
}

/** Takes a line's box and the direction in which it is read; returns its box with a little room, so directed. */
export const roomy = (box: Box): Box => ({
  ...box,
  length: box.length + 2 * edge * box.height,
  height: box.height * (1 + 2 * edge),
});

/** Takes a picture, a box and how the line in it is to be; returns the line, upright, black on white. */
export function stripOf(picture: Grey, around: Box, { tall, noise, stroke }: Form = usual): Grey {
  const { middle, length, height, angle } = roomy(around);
  const width = Math.min(longestLine, Math.max(8, Math.round((length / height) * tall)));
  const data = new Float32Array(width * tall);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0; y < tall; y += 1) {
    const across = ((y + 0.5) / tall - 0.5) * height;
    for (let x = 0; x < width; x += 1) {
      const along = ((x + 0.5) / width - 0.5) * length;
      data[y * width + x] = between4(
        picture,
        middle.x + along * cos - across * sin,
        middle.y + along * sin + across * cos,
      );
    }
  }
  return { width, height: tall, data: evened(sharpened({ width, height: tall, data }, noise, stroke)) };
}

/** What is between four pixels. */
function between4({ width, height, data }: Grey, x: number, y: number): number {
  const left = Math.max(0, Math.min(width - 2, Math.floor(x)));
  const top = Math.max(0, Math.min(height - 2, Math.floor(y)));
  const far = Math.min(1, Math.max(0, x - left));
  const low = Math.min(1, Math.max(0, y - top));
  const at = top * width + left;
  const above = (data[at] ?? 0) * (1 - far) + (data[at + 1] ?? 0) * far;
  const below = (data[at + width] ?? 0) * (1 - far) + (data[at + width + 1] ?? 0) * far;
  return above * (1 - low) + below * low;
}

/** One channel, before it is rounded. */
interface Raw {
  width: number;
  height: number;
  data: Float32Array;
}

/** Takes the noise away, and gives the edges of letters back what blur took of them. */
function sharpened(strip: Raw, noise: number, stroke: number): Uint8ClampedArray {
  const clean = blurred(strip, noise);
  const wide = blurred(strip, stroke);
  return Uint8ClampedArray.from(clean.data, (value, at) => 2 * value - (wide.data[at] ?? 0));
}

/** Takes a picture, and by how many pixels it is blurred; returns it so. */
function blurred(picture: Raw, by: number): Raw {
  const reach = Math.ceil(2.5 * by);
  const parts = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * by * by)));
  const all = parts.reduce((sum, part) => sum + part, 0);
  const weights = Float32Array.from(parts, (part) => part / all);
  return crosswise(crosswise(picture, weights, reach), weights, reach);
}

/** Blurs a picture from left to right, and returns it with its rows as columns: done twice, all of it is blurred, and as it was. */
function crosswise({ width, height, data }: Raw, weights: Float32Array, reach: number): Raw {
  const turned = new Float32Array(width * height);
  // Beyond its ends a row goes on as it ends.
  const row = new Float32Array(width + 2 * reach);
  for (let y = 0; y < height; y += 1) {
    row.fill(data[y * width] ?? 0, 0, reach);
    row.set(data.subarray(y * width, (y + 1) * width), reach);
    row.fill(data[(y + 1) * width - 1] ?? 0, width + reach);
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let step = 0; step <= 2 * reach; step += 1) sum += (weights[step] ?? 0) * (row[x + step] ?? 0);
      turned[x * height + y] = sum;
    }
  }
  return { width: height, height: width, data: turned };
}

/** Least difference between paper and ink: what differs less is all paper. */
const leastContrast = 30;

/** Makes the paper white, which is what there is most of, and the ink black. */
function evened(grey: Uint8ClampedArray): Uint8Array {
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1;
  const below = (part: number) => {
    let sum = 0;
    for (let value = 0; value < 255; value += 1) {
      sum += counts[value] ?? 0;
      if (sum >= part * grey.length) return value;
    }
    return 255;
  };
  const [darkest, middle, lightest] = [below(0.02), below(0.5), below(0.98)];
  const isDark = middle < (darkest + lightest) / 2;
  const paper = isDark ? Math.min(middle, darkest + 40) : Math.max(middle, lightest - 40);
  const range = Math.max(leastContrast, isDark ? lightest - paper : paper - darkest);
  return Uint8Array.from(grey, (value) => {
    const ink = (isDark ? value - paper : paper - value) / range;
    return 255 - 255 * Math.min(1, Math.max(0, ink));
  });
}

/** Takes lines; returns a page with all of them. */
export function pageOf(strips: readonly Grey[]): Grey {
  const width = Math.max(...strips.map((strip) => strip.width)) + 2 * margin;
  const height = strips.length * pitch + margin;
  const data = new Uint8Array(width * height).fill(255);
  for (const [index, strip] of strips.entries()) {
    for (let y = 0; y < strip.height; y += 1) {
      const row = strip.data.subarray(y * strip.width, (y + 1) * strip.width);
      data.set(row, (margin + index * pitch + y) * width + margin);
    }
  }
  return { width, height, data };
}

/** Takes a place on the page, from its top, and how many lines there are; returns in which line it is. */
export const lineAt = (y: number, lines: number): number =>
  Math.min(lines - 1, Math.max(0, Math.floor((y - margin + between / 2) / pitch)));
