/** Takes the pictures of a camera one by one: one is looked at, and what comes meanwhile is dropped. */
import type { Quad } from './card/outline.ts';
import type { FoundCode } from './found.ts';
import { HeldCard, Stillness, Twice, glance, turnOf } from './watching.ts';
import { codesWorker } from './workers.ts';

/** Longer side of what is looked through for codes, in pixels. */
const codesSide = 1_280;
/** Least time from one picture to the next, in milliseconds: the laptop has other things to do as well. */
const pause = 60;

export interface Watched {
  /** Also codes of one dimension. */
  linear: () => boolean;
  /** Something else is done with the pictures at the moment. */
  rests: () => boolean;
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
  let number = 0;
  const ending = new AbortController();
  const { signal } = ending;

  async function look(): Promise<void> {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0 || watched.rests()) return;
    const isStill = stillness.seen(glanceAt(video, small), performance.now());
    const picture = await frameOf(video, codesSide);
    const turn = twice.isNear ? 0 : turnOf(number);
    number += 1;
    const question = { picture, linear: watched.linear(), turn, card: true };
    const { codes, outline } = await codesWorker.ask(question, [picture]);
    if (signal.aborted) return;
    watched.onoutline(outline);
    const isHeld = heldCard.seen(outline, performance.now());
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
    if (!signal.aborted) setTimeout(() => void go(), Math.max(10, pause - (performance.now() - began)));
  }

  void go();
  return () => {
    ending.abort();
  };
}

/** Takes a video and how long the longer side may be, in pixels; returns its picture of this moment. */
export function frameOf(video: HTMLVideoElement, side = Infinity): Promise<ImageBitmap> {
  const { videoWidth, videoHeight } = video;
  const scale = side / Math.max(videoWidth, videoHeight);
  if (scale >= 1) return createImageBitmap(video);
  return createImageBitmap(video, {
    resizeWidth: Math.round(videoWidth * scale),
    resizeHeight: Math.round(videoHeight * scale),
  });
}

function glanceAt(video: HTMLVideoElement, canvas: OffscreenCanvas): Float32Array {
  const grey = new Float32Array(glance.width * glance.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return grey;
  context.drawImage(video, 0, 0, glance.width, glance.height);
  const { data } = context.getImageData(0, 0, glance.width, glance.height);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = ((data[at * 4] ?? 0) + (data[at * 4 + 1] ?? 0) + (data[at * 4 + 2] ?? 0)) / 3;
  }
  return grey;
}
