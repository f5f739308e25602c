/**
 * Tells a scanner from a person by the pauses between keys. It knows no clock and no window: it is told of each key, and when the
 * time it asked for is over, and says what becomes of them. What a scan typed before it was known for one has to be taken back
 * from the field, so each key counts from the first.
 */
import { isModifier, typesText, type Stroke } from './stroke.ts';
import { areEven, beginsCode, charactersIn, isCutFromSentence, lettersOf, looksCoded, speaksFor } from './pace.ts';
import { scanEnding, type Ending } from './endings.ts';

/** What becomes of keys. */
export type Verdict =
  /** The key acts as usual, after those that were held back. */
  | { is: 'typing'; released: Stroke[] }
  /** The key must not act before it is known whether it belongs to a scan: `wakeAt` says how long that may take. */
  | { is: 'held' }
  /** A scan has begun: this key belongs to it, and so do the keys before it, of which so many have acted already. */
  | { is: 'begins'; acted: number }
  /** The key belongs to the scan that goes on: it must not act. */
  | { is: 'belongs' }
  /** The scan is over. Its strokes have its end among them. */
  | { is: 'ended'; strokes: Stroke[]; ending: Ending }
  /** It was no scan: the keys that were held back act now. */
  | { is: 'released'; released: Stroke[] };

export interface DetectorOptions {
  /** The scanner's usual pause between two keys, in milliseconds, where it was learned; null: not known. */
  learnedPause?: number | null;
  /** What has to speak for a scan; more than the usual makes it harder. */
  strictness?: number;
}

/** In milliseconds. */
const times = {
  /** Without a key for so long, a scan is over. */
  quiet: 130,
  /** The same, where the code itself says that it goes on. */
  unfinished: 700,
  /** A key that commands is held back no longer than this. */
  held: 90,
  /** What stands so far from other keys, before and behind it, stands alone. */
  alone: 250,
};
/**
 * What has to speak for a scan, by what it is made of. Less where it stands alone and is over: in the middle of a sentence
 * there are thousands of places where keys could roll over each other by chance.
 */
const enough = { coded: 18, plain: 24, codedAlone: 8, plainAlone: 20 };
const forEvenness = 5;
const forBeginning = 8;
const fewestCharacters = 4;
const fewestAlone = 5;
const longestScan = 20_000;
/** How many keys are looked back at, at most. */
const longestRun = 300;

/** Keys that do something, or would if they were pressed by a person. */
const commands = (stroke: Stroke): boolean => !typesText(stroke) && !isModifier(stroke);

export class ScanDetector {
  readonly #learned: number | null;
  readonly #strictness: number;
  /** The keys since the last pause; of a scan, all of it. */
  #run: Stroke[] = [];
  /** How long before the first of them no key was pressed, in milliseconds. */
  #lead = Infinity;
  /** Where in the run the keys begin that speak for a scan, with their pauses. */
  #from = 0;
  #pauses: number[] = [];
  #score = 0;
  /** The last keys of the run, that have not acted yet. */
  #held: Stroke[] = [];
  #isScan = false;
  #last = -Infinity;

  constructor({ learnedPause = null, strictness = 1 }: DetectorOptions = {}) {
    this.#learned = learnedPause;
    this.#strictness = strictness;
  }

  /** When `wait` is to be called unless another key comes before; null: there is nothing to wait for. */
  get wakeAt(): number | null {
    if (this.#isScan) return this.#last + this.#patience();
    if (this.#held.length > 0) return this.#last + times.held;
    return this.#run.length >= fewestAlone && this.#lead >= times.alone ? this.#last + times.alone : null;
  }

  /** Takes the time now; returns what it decides, if the time it asked for is over. */
  wait(now: number): Verdict[] {
    const due = this.wakeAt;
    if (due === null || now < due) return [];
    const strokes = this.#run;
    const ended: Verdict = { is: 'ended', strokes, ending: scanEnding(strokes) };
    if (this.#isScan) {
      this.#forget();
      return [ended];
    }
    const held = this.#held;
    const isOver = held.length === 0 || !['none', 'enterFirst'].includes(scanEnding(held));
    if (isOver && this.#isScanAlone()) {
      this.#isScan = true;
      this.#held = [];
      // Its last line break may be followed by more, so it ends as every scan does.
      return [{ is: 'begins', acted: strokes.length - held.length }, ...this.wait(now)];
    }
    this.#held = [];
    if (held.length === 0) this.#forget();
    return held.length > 0 ? [{ is: 'released', released: held }] : [];
  }

  /** Takes a key that went down; returns what becomes of it, after what is decided of those before. */
  press(stroke: Stroke): Verdict[] {
    const before = this.wait(stroke.time);
    return [...before, this.#isScan ? this.#goOn(stroke) : this.#begin(stroke)];
  }

  #goOn(stroke: Stroke): Verdict {
    // A scanner holds no key; what is held is a person's, and must not do anything now either.
    if (!stroke.repeat && this.#run.length < longestScan) this.#run.push(stroke);
    this.#last = stroke.time;
    return { is: 'belongs' };
  }

  #begin(stroke: Stroke): Verdict {
    if (stroke.repeat) {
      const released = this.#held;
      this.#forget();
      this.#last = stroke.time;
      return { is: 'typing', released };
    }
    if (isModifier(stroke)) {
      const isNear = stroke.time - this.#last <= times.quiet;
      if (isNear) this.#run.push(stroke);
      else if (stroke.key === 'Alt') this.#startWith(stroke);
      return { is: 'typing', released: [] };
    }
    const released = this.#add(stroke);
    if (this.#isEnough(enough.coded, enough.plain)) {
      this.#isScan = true;
      const acted = this.#run.length - 1 - this.#held.length;
      this.#held = [];
      return { is: 'begins', acted };
    }
    // What stands in the middle of a scan must not command anything, and a person notices nothing so short.
    const isHeld =
      this.#held.length > 0 ||
      (commands(stroke) && this.#pauses.length > 0 && (this.#pauses.at(-1) ?? 0) <= times.held);
    if (!isHeld || released.length > 0) return { is: 'typing', released };
    this.#held.push(stroke);
    return { is: 'held' };
  }

  /** A run begins anew with a key, since the one before it is long ago. */
  #startWith(stroke: Stroke): void {
    const lead = stroke.time - this.#last;
    this.#forget();
    this.#lead = lead;
    this.#run = [stroke];
  }

  /** Adds a key to the run, or begins a new one with it; returns what was held back until then. */
  #add(stroke: Stroke): Stroke[] {
    const pause = stroke.time - this.#last;
    // The Alt of a number is the first key of its run, and stays with its digits.
    const isFirst = this.#run.every(isModifier);
    if (isFirst && this.#run.length > 0 && pause > times.quiet) {
      this.#run.push(stroke);
      this.#last = stroke.time;
      return [];
    }
    if (isFirst || pause > times.quiet) {
      const released = this.#held;
      this.#startWith(stroke);
      this.#last = stroke.time;
      return released;
    }
    if (this.#run.length >= longestRun) {
      this.#run.splice(0, this.#run.length - longestRun / 2);
      this.#from = 0;
    }
    this.#run.push(stroke);
    this.#last = stroke.time;
    this.#pauses.push(pause);
    this.#score += speaksFor(pause, this.#learned);
    if (this.#score <= 0) {
      this.#score = 0;
      this.#pauses = [pause];
      this.#from = this.#run.length - 1;
    }
    return [];
  }

  /** What speaks for a scan beside the pauses one by one. */
  #bonus(): number {
    return (areEven(this.#pauses) ? forEvenness : 0) + (beginsCode(this.#run) ? forBeginning : 0);
  }

  #isEnough(coded: number, plain: number): boolean {
    const own = this.#run.slice(this.#from);
    if (this.#score === 0 || charactersIn(own) < fewestCharacters) return false;
    return this.#score + this.#bonus() >= (looksCoded(own) ? coded : plain) * this.#strictness;
  }

  /** Whether the run is a scan that came alone and is over: all of it, and not only its last keys. */
  #isScanAlone(): boolean {
    if (this.#lead < times.alone || charactersIn(this.#run) < fewestAlone) return false;
    if (this.#from > 2 || isCutFromSentence(this.#run)) return false;
    return this.#isEnough(enough.codedAlone, enough.plainAlone);
  }

  #patience(): number {
    return isUnfinished(this.#run) ? times.unfinished : Math.max(times.quiet, (this.#learned ?? 0) * 3);
  }

  #forget(): void {
    this.#run = [];
    this.#lead = Infinity;
    this.#from = 0;
    this.#pauses = [];
    this.#score = 0;
    this.#held = [];
    this.#isScan = false;
  }
}

/** Whether a code goes on by what it says itself: a vCard without its end. It is told by the places of its keys. */
function isUnfinished(strokes: readonly Stroke[]): boolean {
  if (!lettersOf(strokes.slice(0, 30)).startsWith('BEGINV')) return false;
  // On a French keyboard the A of `VCARD` stands where Q is.
  return !/END.?VC[AQ]RD.?$/u.test(lettersOf(strokes.slice(-30)));
}
