/**
 * Listens to every key of the window ahead of all others, and keeps those of a scan from acting. What is decided is the detector's
 * (#reading/keys); here it is done: keys that were held back are pressed once more, and what the first ones did is undone.
 */
import type { PressedKey } from '#contract/scanner.ts';
import type { Ending } from '#reading/keys/endings.ts';
import { ScanDetector, type Verdict } from '#reading/keys/scan-detector.ts';
import { isModifier, typesText, type Stroke } from '#reading/keys/stroke.ts';
import { FieldMemory, isWrittenInto } from './field-memory.ts';

export interface KeyboardScannerParts {
  /** Whether nothing is to be taken for a scan now. */
  isOff: () => boolean;
  /** A scan is over. */
  onscan: (strokes: Stroke[], ending: Ending) => void;
  /** Presses a key in the window, as if somebody had. */
  press: (key: PressedKey) => Promise<unknown>;
  /** Resolves when the main process has passed on what was pressed before. */
  passed: () => Promise<unknown>;
}

/** How long a key that was asked for may take until it arrives, in milliseconds. */
const longestPress = 300;

export class KeyboardScanner {
  readonly #parts: KeyboardScannerParts;
  readonly #fields = new FieldMemory();
  #detector = new ScanDetector();
  #pause: number | null = null;
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The last key: when it was pressed, and when it arrived here. */
  #last = { time: 0, arrived: 0 };
  /** Keys that are to act now, in their order; the first one is being pressed. */
  #queue: Stroke[] = [];
  #isPressing = false;
  /** The key that was asked for, until it arrives. */
  #expected: { key: string; arrived: () => void } | null = null;

  constructor(parts: KeyboardScannerParts) {
    this.#parts = parts;
  }

  /** Takes the scanner's usual pause, in milliseconds; null: not known. */
  learn(pause: number | null): void {
    if (pause === this.#pause || this.#running) return;
    this.#pause = pause;
    this.#detector = new ScanDetector({ learnedPause: pause });
  }

  /** Begins to listen; returns what ends that. */
  listen(): () => void {
    const options = { capture: true };
    window.addEventListener('keydown', this.#handleDown, options);
    window.addEventListener('keyup', this.#handleUp, options);
    return () => {
      clearTimeout(this.#timer);
      window.removeEventListener('keydown', this.#handleDown, options);
      window.removeEventListener('keyup', this.#handleUp, options);
    };
  }

  readonly #handleDown = (event: KeyboardEvent): void => {
    if (!event.isTrusted) return;
    if (this.#expected?.key === event.key) {
      this.#fields.note();
      // After all that it does.
      setTimeout(this.#expected.arrived);
      return;
    }
    if (!this.#running && this.#isNoneOfOurs(event)) return;
    const stroke = strokeOf(event);
    this.#last = { time: stroke.time, arrived: performance.now() };
    let acts = true;
    for (const verdict of this.#detector.press(stroke)) acts = this.#follow(verdict, stroke);
    if (!acts) stop(event);
    else this.#fields.note();
    this.#wait();
  };

  /** Alt that is let go alone would open the menu. */
  readonly #handleUp = (event: KeyboardEvent): void => {
    if (event.isTrusted && this.#running) stop(event);
  };

  #isNoneOfOurs(event: KeyboardEvent): boolean {
    const { target } = event;
    // A password is typed in one go, or by a program, and is nobody's code.
    const isSecret = target instanceof HTMLInputElement && target.type === 'password';
    return isSecret || event.isComposing || event.key === 'Process' || this.#parts.isOff();
  }

  /** Does what was decided; returns whether the key that it is about acts. */
  #follow(verdict: Verdict, stroke: Stroke | null): boolean {
    switch (verdict.is) {
      case 'typing':
        // What was held back comes first, and so does what is still being pressed.
        if (stroke === null || isModifier(stroke) || (verdict.released.length === 0 && this.#queue.length === 0)) {
          this.#replay(verdict.released);
          return true;
        }
        this.#replay([...verdict.released, stroke]);
        return false;
      case 'released':
        this.#replay(verdict.released);
        return true;
      case 'begins':
        this.#running = true;
        this.#queue = [];
        this.#fields.takeBack(verdict.acted);
        return false;
      case 'ended':
        this.#running = false;
        this.#parts.onscan(verdict.strokes, verdict.ending);
        return true;
      case 'held':
      case 'belongs':
        return false;
    }
  }

  /** The time by the clock of the keys, which stands still while keys are stuck on their way: they are older than they look. */
  #now(): number {
    return this.#last.time + (performance.now() - this.#last.arrived);
  }

  /** Asks again when the detector wants to be. */
  #wait(): void {
    clearTimeout(this.#timer);
    const due = this.#detector.wakeAt;
    if (due === null) return;
    this.#timer = setTimeout(() => void this.#wake(), Math.max(0, due - this.#now()));
  }

  async #wake(): Promise<void> {
    const last = this.#last;
    // Keys come by way of the main process: while that is busy, none of them arrive.
    if (this.#running) await this.#parts.passed().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve));
    // Another key came, and waits for itself.
    if (last !== this.#last) return;
    for (const verdict of this.#detector.wait(this.#now())) this.#follow(verdict, null);
    this.#wait();
  }

  #replay(strokes: readonly Stroke[]): void {
    this.#queue.push(...strokes);
    if (!this.#isPressing) void this.#pressAll();
  }

  async #pressAll(): Promise<void> {
    this.#isPressing = true;
    for (let stroke = this.#queue[0]; stroke !== undefined; stroke = this.#queue[0]) {
      if (typesText(stroke) && stroke.key !== ' ') this.#type(stroke);
      else await this.#press(stroke);
      this.#queue.shift();
    }
    this.#isPressing = false;
  }

  /** Types a character: only the window itself knows every one of them. */
  #type({ key, code, shiftKey, altKey, ctrlKey, metaKey }: Stroke): void {
    this.#fields.note();
    const target = document.activeElement ?? document.body;
    const init = { key, code, shiftKey, altKey, ctrlKey, metaKey: metaKey === true, bubbles: true, cancelable: true };
    if (target.dispatchEvent(new KeyboardEvent('keydown', init)) && isWrittenInto(document.activeElement)) {
      // Nothing else types as a person does: with its events, and so that it can be undone.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      document.execCommand('insertText', false, key);
    }
  }

  async #press({ key, shiftKey, altKey, ctrlKey, metaKey }: Stroke): Promise<void> {
    const arrival = new Promise<void>((resolve) => {
      this.#expected = { key, arrived: resolve };
      setTimeout(resolve, longestPress);
    });
    try {
      await this.#parts.press({ key, shiftKey, altKey, ctrlKey, metaKey: metaKey === true });
      await arrival;
    } catch {
      // The window is closing.
    } finally {
      this.#expected = null;
    }
  }
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function strokeOf(event: KeyboardEvent): Stroke {
  const { key, code, shiftKey, altKey, ctrlKey, metaKey, repeat, timeStamp: time } = event;
  const [capsLock, altGraph] = [event.getModifierState('CapsLock'), event.getModifierState('AltGraph')];
  const stroke = { key, code, shiftKey, altKey, ctrlKey, metaKey, altGraph, capsLock, repeat, time };
  return { ...stroke, acts: actsAtOnce(stroke) };
}

/** Whether a key does where the focus is what cannot be taken back: Enter, and letters that are written nowhere. */
function actsAtOnce(stroke: Stroke): boolean {
  const { activeElement } = document;
  if (stroke.key === 'Enter') return !(activeElement instanceof HTMLTextAreaElement) || stroke.ctrlKey;
  return (
    typesText(stroke) &&
    stroke.key !== 'Dead' &&
    !isWrittenInto(activeElement) &&
    !(activeElement instanceof HTMLSelectElement)
  );
}
