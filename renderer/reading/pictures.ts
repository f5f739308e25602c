/** Takes pictures apart: what is too large or no picture is refused before anything of it is unpacked. */
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { isCutOff, isHeic, sizeIn } from './picture-size.ts';

/** Largest file, in bytes, and picture, in pixels, that are unpacked. */
const largestFile = 60_000_000;
const largestPicture = 60_000_000;

export const isPicture = ({ type, name }: { type: string; name: string }): boolean =>
  type.startsWith('image/') || /\.(?:png|jpe?g|webp|gif|bmp|avif|hei[cf]|hif|tiff?|jxl)$/iu.test(name);

/** Unpacks a picture. @throws SaidError where it is too large, or none */
export async function unpacked(file: Blob): Promise<ImageBitmap> {
  if (file.size > largestFile) throw new SaidError(say('reading.tooLarge', { size: file.size, most: largestFile }));
  const head = new Uint8Array(await file.slice(0, 100_000).arrayBuffer());
  if (isHeic(head)) throw new SaidError(say('reading.heic'));
  // A phone puts megabytes before the size, such as how far away things are.
  const size = sizeIn(head) ?? sizeIn(new Uint8Array(await file.arrayBuffer()));
  // Nobody knows how much memory it would take.
  if (size === null) throw new SaidError(say('reading.noPicture'));
  if (size.width * size.height > largestPicture) {
    throw new SaidError(say('reading.tooManyPixels', { pixels: size.width * size.height, most: largestPicture }));
  }
  const tail = new Uint8Array(await file.slice(-100_000).arrayBuffer());
  if (isCutOff(head, tail, file.size)) throw new SaidError(say('reading.noPicture'));
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
