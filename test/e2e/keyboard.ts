/** A keyboard, and a scanner that is one: their keys reach the window as real ones. */
import type { CDPSession, Page } from '@playwright/test';
import type { Stroke } from '#reading/keys/stroke.ts';

const virtual: Readonly<Record<string, number>> = {
  Enter: 13,
  Tab: 9,
  Escape: 27,
  Backspace: 8,
  Control: 17,
  Shift: 16,
};
const characters: Readonly<Record<string, string>> = { Enter: '\r', Tab: '\t' };

/** Put into the page: no timer fires while keys are on their way, which a busy computer brings in one by one. */
const timers = `(() => {
  const wait = globalThis.setTimeout;
  let held = null;
  globalThis.setTimeout = (work, ...rest) => wait(() => (held === null ? work() : held.push(work)), ...rest);
  globalThis.holdTimers = () => {
    held ??= [];
  };
  globalThis.letTimersGo = () => {
    const late = held ?? [];
    held = null;
    for (const work of late) work();
  };
})()`;

/** A keyboard whose keys have the times that they are given, however busy this computer is. */
export class Keyboard {
  readonly #page: Page;
  readonly #session: CDPSession;
  constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<Keyboard> {
    await page.evaluate(timers);
    return new Keyboard(page, await page.context().newCDPSession(page));
  }

  /** Presses these keys from now on, one behind the other. */
  async press(strokes: readonly Stroke[]): Promise<void> {
    await this.#page.evaluate('holdTimers()');
    await this.#send(strokes);
    await this.#page.evaluate('letTimersGo()');
  }

  async #send(strokes: readonly Stroke[]): Promise<void> {
    const begin = Date.now() - (strokes[0]?.time ?? 0);
    await Promise.all(
      strokes.flatMap((one) => {
        const { key, code, shiftKey, ctrlKey, altKey, time } = one;
        const modifiers = (altKey ? 1 : 0) + (ctrlKey ? 2 : 0) + (shiftKey ? 8 : 0);
        const isText = Array.from(key).length === 1 && !(ctrlKey || altKey);
        const text = isText ? key : (characters[key] ?? '');
        const number = virtual[key] ?? (/^(?:Key|Digit)(.)$/u.exec(code)?.[1] ?? '').charCodeAt(0);
        const common = {
          ...{ key, code, modifiers, timestamp: (begin + time) / 1_000 },
          windowsVirtualKeyCode: Number.isNaN(number) ? 0 : number,
        };
        return [
          this.#session.send('Input.dispatchKeyEvent', {
            type: text === '' ? 'rawKeyDown' : 'keyDown',
            ...common,
            ...(text === '' ? {} : { text }),
          }),
          this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common }),
        ];
      }),
    );
  }
}
