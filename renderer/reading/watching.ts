/** What is in the pictures of a camera: which code is held before it, and whether something is held still. */
import type { Quad } from './card/outline.ts';
import type { FoundCode } from './found.ts';

/** A code counts when it was read twice, at most this long apart, in milliseconds: one wrong reading is never met again. */
const together = 1_500;
/** Gone for this long, it was taken away, and counts anew. */
const gone = 2_000;

/** Tells when a code counts. */
export class Twice {
  #last: { text: string; at: number } | null = null;
  #counted: { text: string; at: number } | null = null;

  /** Whether the last picture had a code: the next one is looked at in the same way. */
  get isNear(): boolean {
    return this.#last !== null;
  }

  /** Takes the codes of a picture and when it was taken, in milliseconds; returns the one that counts now, else null. */
  seen(codes: readonly FoundCode[], at: number): FoundCode | null {
    if (this.#counted !== null && at - this.#counted.at > gone) this.#counted = null;
    if (this.#last !== null && at - this.#last.at > together) this.#last = null;
    for (const code of codes) {
      if (code.text === this.#counted?.text) {
        this.#counted.at = at;
        continue;
      }
      if (this.#last?.text === code.text) {
        this.#last = null;
        this.#counted = { text: code.text, at };
        return code;
      }
      this.#last = { text: code.text, at };
      return null;
    }
    return null;
  }
}

/** PDF417 is not found where it is tilted: every other picture is turned a little, while there is no code in sight. */
const turns = [0, -12, 0, -6, 0, 6, 0, 12];

/** Takes the number of a picture; returns by how many degrees it is turned before it is looked through. */
export const turnOf = (picture: number): number => turns[picture % turns.length] ?? 0;

/** How large the small grey picture is by which stillness is told, in pixels. */
export const glance = { width: 32, height: 24 };
/** Mean differences of its pixels, of 255: below the first it is still; above the second something was brought or moved. */
const stillBelow = 5;
const movedAbove = 9;
/** How long it has to be still, in milliseconds. */
const stillFor = 1_000;
/** How much its pixels differ from each other where there is anything to be seen in it. */
const leastContrast = 12;

/** Tells when something that was brought before the camera is held still. */
export class Stillness {
  #before: Float32Array | null = null;
  #since: number | null = null;
  /** What the camera sees from the start on is the booth, not a card. */
  #wasMoved = false;

  /**
   * Takes a small grey picture and when it was taken, in milliseconds; returns whether something has just been held still
   * for long enough. It says so once, until there is movement again.
   */
  seen(grey: Float32Array, at: number): boolean {
    const before = this.#before;
    this.#before = grey;
    if (before === null) return false;
    const change = differenceOf(before, grey);
    if (change > movedAbove) this.#wasMoved = true;
    if (change > stillBelow) {
      this.#since = null;
      return false;
    }
    this.#since ??= at;
    if (!this.#wasMoved || at - this.#since < stillFor || contrastOf(grey) < leastContrast) return false;
    this.#wasMoved = false;
    return true;
  }
}

/** How far the corners of a card that is held still move, as a part of the picture, for how long, in milliseconds, and in how many pictures. */
const tremble = 0.015;
const heldFor = 500;
const leastPictures = 4;
/** In one picture or two the edges may be lost: a card is gone when it was not seen for so long, in milliseconds. */
const lostAfter = 400;
/** Moved by more than this it is another card, or the same once more. */
const anotherPlace = 0.1;

/** Tells when a card is held still. */
export class HeldCard {
  #still: { outline: Quad; since: number; pictures: number } | null = null;
  #told: Quad | null = null;
  #seenAt = -Infinity;

  /**
   * Takes where a card is in a picture, and when that was taken, in milliseconds; returns whether it has just been held still for
   * long enough. Of each card it says so once: until it was taken away, or somewhere else.
   */
  seen(outline: Quad | null, at: number): boolean {
    const unseenFor = at - this.#seenAt;
    if (unseenFor > lostAfter) this.#still = null;
    if (unseenFor > gone) this.#told = null;
    if (outline === null) return false;
    this.#seenAt = at;
    if (this.#told !== null && movedBy(this.#told, outline) > anotherPlace) this.#told = null;
    if (this.#still === null || movedBy(this.#still.outline, outline) > tremble) {
      this.#still = { outline, since: at, pictures: 0 };
    }
    this.#still.pictures += 1;
    if (this.#told !== null || at - this.#still.since < heldFor || this.#still.pictures < leastPictures) return false;
    this.#told = outline;
    return true;
  }
}

/** How far the corner moved that moved most. */
const movedBy = (before: Quad, after: Quad): number =>
  Math.max(...before.map(({ x, y }, index) => Math.hypot((after[index]?.x ?? 0) - x, (after[index]?.y ?? 0) - y)));

function differenceOf(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / Math.max(1, one.length);
}

function contrastOf(grey: Float32Array): number {
  const mean = grey.reduce((sum, value) => sum + value, 0) / Math.max(1, grey.length);
  return Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, grey.length));
}
