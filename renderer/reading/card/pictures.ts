/** What a person sees of a card: the whole of it, upright, and each of its lines. */
import type { Box, Pixels } from './boxes.ts';
import { levelled } from './order.ts';
import type { Quad } from './outline.ts';
import { straightened } from './straighten.ts';
import { roomy } from './strips.ts';

/** How tall a line is shown at most, and how wide the whole card, in pixels. */
const stripHeight = 40;
const widestStrip = 900;
const widestCard = 900;

/** A picture as it is drawn and read from. */
interface AtHand {
  canvas: OffscreenCanvas;
  pixels: Pixels;
}

/** Takes a picture and the corners of the card in it, in its pixels; returns the card alone, straight. */
export function alone(picture: Pixels, outline: Quad): AtHand {
  const pixels = straightened(picture, outline);
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  contextOf(canvas).putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  return { canvas, pixels };
}

/** Takes a picture, and closes it; returns it at hand. */
export function atHand(picture: ImageBitmap): AtHand {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  // What is transparent is paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0);
  picture.close();
  return { canvas, pixels: context.getImageData(0, 0, width, height) };
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No canvas');
  return context;
}

/** Takes the picture and a line's box; returns the line, upright. */
export function uprightStrip(picture: OffscreenCanvas, around: Box): ImageBitmap {
  const { middle, length, height, angle } = roomy(around);
  const scale = Math.min(1, stripHeight / height, widestStrip / length);
  return cutOut(picture, { middle, width: length, height, angle, scale });
}

/** Takes the picture, the lines and the direction in which they are read; returns all of them, upright, with a little room. */
export function wholeCard(picture: OffscreenCanvas, lines: readonly { box: Box }[], angle: number): ImageBitmap {
  const corners = lines.flatMap(({ box: { middle, length, height, angle: own } }) => {
    const { x, y } = levelled(middle, angle);
    const isAcross = Math.abs(Math.sin(own - angle)) > 0.5;
    const [across, down] = isAcross ? [height, length] : [length, height];
    return [
      { x: x - across / 2, y: y - down / 2 },
      { x: x + across / 2, y: y + down / 2 },
    ];
  });
  const room = Math.max(...lines.map(({ box }) => box.height));
  const [left, right] = [Math.min(...corners.map(({ x }) => x)) - room, Math.max(...corners.map(({ x }) => x)) + room];
  const [top, bottom] = [Math.min(...corners.map(({ y }) => y)) - room, Math.max(...corners.map(({ y }) => y)) + room];
  const middle = levelled({ x: (left + right) / 2, y: (top + bottom) / 2 }, -angle);
  const scale = Math.min(1, widestCard / (right - left));
  return cutOut(picture, { middle, width: right - left, height: bottom - top, angle, scale });
}

/** Takes a card that stands straight in the picture, and the direction in which it is read; returns the whole of it, upright. */
export function uprightCard(picture: OffscreenCanvas, angle: number): ImageBitmap {
  const quarters = Math.round(angle / (Math.PI / 2));
  const [width, height] = quarters % 2 === 0 ? [picture.width, picture.height] : [picture.height, picture.width];
  const middle = { x: picture.width / 2, y: picture.height / 2 };
  return cutOut(picture, {
    middle,
    width,
    height,
    angle: (quarters * Math.PI) / 2,
    scale: Math.min(1, widestCard / width),
  });
}

interface Cut {
  middle: { x: number; y: number };
  width: number;
  height: number;
  angle: number;
  scale: number;
}

function cutOut(picture: OffscreenCanvas, { middle, width, height, angle, scale }: Cut): ImageBitmap {
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  context.translate(canvas.width / 2, canvas.height / 2);
  context.scale(scale, scale);
  context.rotate(-angle);
  context.translate(-middle.x, -middle.y);
  context.drawImage(picture, 0, 0);
  return canvas.transferToImageBitmap();
}
