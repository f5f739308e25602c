/** Takes pictures apart: what is too large or no picture is refused before anything of it is unpacked. */
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';

/** Largest file, in bytes, and picture, in pixels, that are unpacked. */
const largestFile = 60_000_000;
const largestPicture = 60_000_000;

export const isPicture = ({ type, name }: { type: string; name: string }): boolean =>
  type.startsWith('image/') || /\.(?:png|jpe?g|webp|gif|bmp|avif|heic)$/iu.test(name);

/** Unpacks a picture. @throws SaidError where it is too large, or none */
export async function unpacked(file: Blob): Promise<ImageBitmap> {
  if (file.size > largestFile) throw new SaidError(say('reading.tooLarge', { size: file.size, most: largestFile }));
  const head = new Uint8Array(await file.slice(0, 100_000).arrayBuffer());
  // A phone puts megabytes before the size, such as how far away things are.
  const size = sizeIn(head) ?? sizeIn(new Uint8Array(await file.arrayBuffer()));
  if (size !== null && size.width * size.height > largestPicture) {
    throw new SaidError(say('reading.tooManyPixels', { pixels: size.width * size.height, most: largestPicture }));
  }
  try {
    // As it was held: a phone says in the file how it was turned.
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new SaidError(say('reading.noPicture'));
  }
}

/** Takes a picture and how long its longer side is to be at most, in pixels; returns it so, and closes the other. */
export async function atMost(picture: ImageBitmap, side: number): Promise<ImageBitmap> {
  const scale = side / Math.max(picture.width, picture.height);
  if (scale >= 1) return picture;
  const smaller = await createImageBitmap(picture, {
    resizeWidth: Math.max(1, Math.round(picture.width * scale)),
    resizeHeight: Math.max(1, Math.round(picture.height * scale)),
    resizeQuality: 'high',
  });
  picture.close();
  return smaller;
}

interface Size {
  width: number;
  height: number;
}

/** Takes the beginning of a PNG, JPEG, GIF, BMP or WebP; returns how large its picture is, or null where it does not say. */
export function sizeIn(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (...signature: number[]) => signature.every((byte, at) => bytes[at] === byte);
  try {
    if (starts(0x89, 0x50, 0x4e, 0x47)) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (starts(0xff, 0xd8)) return sizeInJpeg(view);
    if (starts(0x47, 0x49, 0x46)) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (starts(0x42, 0x4d)) return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
    if (starts(0x52, 0x49, 0x46, 0x46) && bytes[12] === 0x56) return sizeInWebp(view, bytes[15] ?? 0);
  } catch {
    // It ends before it says.
  }
  return null;
}

function sizeInJpeg(view: DataView): Size | null {
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Frames, but for tables that are numbered among them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function sizeInWebp(view: DataView, kind: number): Size {
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  // `X`: the long form; `L`: without loss; ` `: with.
  if (kind === 0x58) return { width: three(24) + 1, height: three(27) + 1 };
  if (kind === 0x4c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
