/** The picture of a card that is kept with the contact that was read from it. */
import { largestCardPicture } from '#contract/reading.ts';
import { call } from '../lib/bridge.ts';

/** From good to poor: the first with which it is small enough. */
const qualities = [0.85, 0.7, 0.5, 0.3];

/** Takes the number of a stored contact and the sides of its card; keeps them as one picture. @throws what the main process says */
export async function keepCard(id: number, sides: readonly ImageBitmap[]): Promise<void> {
  const picture = await jpegOf(sides);
  if (picture !== null) await call('keepCardPicture', { id, picture });
}

async function jpegOf(sides: readonly ImageBitmap[]): Promise<Uint8Array<ArrayBuffer> | null> {
  const width = Math.max(1, ...sides.map((side) => side.width));
  const height = Math.max(
    1,
    sides.reduce((sum, side) => sum + side.height, 0),
  );
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  let top = 0;
  for (const side of sides) {
    context.drawImage(side, 0, top);
    top += side.height;
  }
  for (const quality of qualities) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= largestCardPicture) return new Uint8Array(await blob.arrayBuffer());
  }
  return null;
}
