import { Resvg } from '@resvg/resvg-js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const drawing = readFileSync(join(import.meta.dirname, 'icon.svg'), 'utf8');

// What desktops of Linux ask for (freedesktop's icon theme specification), and what Windows shows at 100 to 400 %.
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256];
// Apple's names for the sizes that may be a PNG: 16, 32, 128, 256 and 512 points, at twice the size for Retina.
const macTypes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };

/** Takes an SVG and a width in pixels; returns a PNG. */
const render = (svg: string, width: number): Buffer =>
  new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render().asPng();

/** On a Mac an icon fills 824 of 1024 pixels; on the other systems all of them. */
function withMacMargin(svg: string): string {
  const size = (512 * 1024) / 824;
  const start = (512 - size) / 2;
  const box = [start, start, size, size].map((number) => number.toFixed(2)).join(' ');
  return svg.replace('viewBox="0 0 512 512"', `viewBox="${box}"`);
}

/** Takes PNGs with their sizes in pixels; returns a file of Windows' icon format. */
function ico(images: readonly (readonly [size: number, png: Buffer])[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(([size, png], index) => {
    const entry = 6 + 16 * index;
    // 256 is written as 0: the field is one byte wide.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(([, png]) => png)]);
}

/** Takes PNGs with Apple's name for each; returns a file of Apple's icon format. */
function icns(images: readonly (readonly [type: string, png: Buffer])[]): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const header = Buffer.alloc(8);
    header.write(type, 'latin1');
    header.writeUInt32BE(8 + content.length, 4);
    return Buffer.concat([header, content]);
  };
  return chunk('icns', Buffer.concat(images.map(([type, png]) => chunk(type, png))));
}

/** Draws the icons of every system from icon.svg; returns them by their paths in this folder. */
export function drawIcons(): Record<string, Buffer> {
  const macDrawing = withMacMargin(drawing);
  return {
    ...Object.fromEntries(linuxSizes.map((size) => [`icons/${size}x${size}.png`, render(drawing, size)])),
    'icon.ico': ico(windowsSizes.map((size) => [size, render(drawing, size)])),
    'icon.icns': icns(Object.entries(macTypes).map(([type, size]) => [type, render(macDrawing, size)])),
  };
}
