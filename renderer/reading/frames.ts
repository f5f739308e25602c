/** Takes the pictures of a camera one by one: one is looked at, and what comes meanwhile is dropped. */
import type { Quad } from './card/outline.ts';
import type { FoundCode } from './found.ts';
import { HeldCard, Stillness, Twice, glance, turnOf } from './watching.ts';
import { codesWorker } from './workers.ts';

/** Longer side of what is looked through for codes, in pixels. */
const codesSide = 1_280;
/** Least time from one picture to the next, in milliseconds: the laptop has other things to do as well. */
const pause = 60;
/** The same while a card is being read, which wants most of the laptop. */
const longPause = 250;

export interface Watched {
  /** Also codes of one dimension. */
  linear: () => boolean;
  /** A card is being read: no other is looked for, but codes are. What is read may be a poster on the wall. */
  onlyCodes: () => boolean;
  oncode: (code: FoundCode) => void;
  /** Where a card is in the picture, as in `CodesAnswer`; null: there is none. */
  onoutline: (outline: Quad | null) => void;
  /** A card is held still, or something without edges or a code that may be one. */
  onstill: (outline: Quad | null) => void;
  onfail: (error: unknown) => void;
}

/** Watches a video from now on; returns what ends that. */
export function watch(video: HTMLVideoElement, watched: Watched): () => void {
  const twice = new Twice();
  const stillness = new Stillness();
  const heldCard = new HeldCard();
  const small = new OffscreenCanvas(glance.width, glance.height);
  const pixels = new KeptPixels();
  let number = 0;
  const ending = new AbortController();
  const { signal } = ending;

  async function look(): Promise<void> {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return;
    const onlyCodes = watched.onlyCodes();
    const picture = await frameOf(video, codesSide, pixels);
    const isStill = !onlyCodes && stillness.seen(glanceAt(picture, small), performance.now());
    const turn = twice.isNear ? 0 : turnOf(number);
    number += 1;
    const question = { picture, linear: watched.linear(), turn, wasUpright: false, card: !onlyCodes };
    const { codes, outline } = await codesWorker.ask(question, [picture]);
    if (signal.aborted) return;
    if (!onlyCodes) watched.onoutline(outline);
    const isHeld = !onlyCodes && heldCard.seen(outline, performance.now());
    const code = twice.seen(codes, performance.now());
    if (code !== null) watched.oncode(code);
    else if (codes.length === 0 && !twice.isNear && (isHeld || (isStill && outline === null))) watched.onstill(outline);
  }

  async function go(): Promise<void> {
    const began = performance.now();
    try {
      await look();
    } catch (error) {
      if (!signal.aborted) watched.onfail(error);
      return;
    }
    const wanted = watched.onlyCodes() ? longPause : pause;
    if (!signal.aborted) setTimeout(() => void go(), Math.max(10, wanted - (performance.now() - began)));
  }

  void go();
  return () => {
    ending.abort();
  };
}

/** The pixels of a picture, in memory that is used for picture after picture. */
class KeptPixels {
  #bytes = new Uint8ClampedArray(0);

  /** Takes the picture that a video shows. It holds until the next one. @throws where only the graphics card can read it */
  async of(video: HTMLVideoElement): Promise<ImageData> {
    const frame = new VideoFrame(video);
    try {
      const { width = 0, height = 0 } = frame.visibleRect ?? {};
      const length = width * height * 4;
      if (this.#bytes.length !== length) this.#bytes = new Uint8ClampedArray(length);
      await frame.copyTo(this.#bytes, { format: 'RGBA' });
      return new ImageData(this.#bytes, width, height);
    } finally {
      frame.close();
    }
  }
}

/**
 * Takes a video, how long the longer side may be, in pixels, and where its pixels are put; returns its picture of this moment.
 * Drawn from the video itself, each picture would stay in memory as long as the window: without a graphics card, Chromium
 * never gives back what it shares with the process that draws.
 */
export async function frameOf(
  video: HTMLVideoElement,
  side = Infinity,
  pixels = new KeptPixels(),
): Promise<ImageBitmap> {
  const seen = await pixels.of(video).catch(() => null);
  const { width, height } = seen ?? { width: video.videoWidth, height: video.videoHeight };
  const scale = Math.min(1, side / Math.max(width, height));
  return createImageBitmap(seen ?? video, {
    resizeWidth: Math.round(width * scale),
    resizeHeight: Math.round(height * scale),
  });
}

function glanceAt(picture: ImageBitmap, canvas: OffscreenCanvas): Float32Array {
  const grey = new Float32Array(glance.width * glance.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return grey;
  context.drawImage(picture, 0, 0, glance.width, glance.height);
  const { data } = context.getImageData(0, 0, glance.width, glance.height);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = ((data[at * 4] ?? 0) + (data[at * 4 + 1] ?? 0) + (data[at * 4 + 2] ?? 0)) / 3;
  }
  return grey;
}
