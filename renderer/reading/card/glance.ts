/** Looks for a card in a picture, small and grey: that is enough for its edges, and quick enough for each picture of a camera. */
import { outlineIn, outlineSide, type Quad } from './outline.ts';
import { greyOf } from './strips.ts';

let canvas: OffscreenCanvas | null = null;

/** Takes a picture; returns the corners of the card in it, as parts of its width and height, or null. It is used in a worker. */
export function lookForCard(picture: ImageBitmap | OffscreenCanvas): Quad | null {
  const scale = Math.min(1, outlineSide / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  canvas ??= new OffscreenCanvas(width, height);
  if (canvas.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const outline = outlineIn(greyOf(context.getImageData(0, 0, width, height)));
  return outline === null ? null : scaledQuad(outline, 1 / width, 1 / height);
}

/** Takes corners; returns them in other measures. */
export const scaledQuad = ([p, q, r, s]: Quad, across: number, down: number): Quad => {
  const scaled = ({ x, y }: Quad[0]) => ({ x: x * across, y: y * down });
  return [scaled(p), scaled(q), scaled(r), scaled(s)];
};
