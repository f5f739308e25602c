/** Writes a picture as a PNG that is as small as it can be without losing anything. */
import { crc32, deflateSync } from 'node:zlib';

/** Takes the width in pixels and the pixels, each as blue, green, red and how opaque it is; returns the file. */
export function pngOf(width: number, pixels: Buffer): Buffer {
  const height = pixels.length / 4 / width;
  const lines = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y++) {
    at++;
    for (let from = y * width * 4; from < (y + 1) * width * 4; from += 4) {
      for (const part of [2, 1, 0]) lines[at++] = pixels[from + part] ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits for each of three colours.
  head.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}
