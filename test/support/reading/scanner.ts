/** A scanner that types as scanners do, and a person at the same keyboard. Chance comes from outside. */
import { deadKeys, layouts, withMark, type LayoutName } from '#reading/keys/layouts.ts';
import type { Ending } from '#reading/keys/endings.ts';
import type { Stroke } from '#reading/keys/stroke.ts';

/** Takes a seed; returns a source of numbers from 0 to 1 (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Setting {
  /** What the scanner is set to, and what the laptop is. */
  scanner: LayoutName;
  host: LayoutName;
  capsLock?: boolean;
  /** Types everything by its number. */
  altDigits?: boolean;
  ending?: Ending;
  /** Milliseconds from key to key, before chance. */
  pause?: number;
  /** How far chance takes a pause: 0.3 is up to 30 % more or less. */
  jitter?: number;
  /** After so many keys it waits for `gap` milliseconds, as over Bluetooth. */
  burst?: number;
  gap?: number;
  chance?: () => number;
  start?: number;
}

const controls: Readonly<Record<string, string>> = {
  '\x1D': 'BracketRight',
  '\x1B': 'BracketLeft',
  '\x1C': 'Backslash',
  '\x1E': 'Digit6',
  '\x1F': 'Minus',
};

/** Takes a layout and a character; returns the key that types it, if there is one. */
function keyFor(layout: LayoutName, character: string): { code: string; shift: boolean; altGraph: boolean } | null {
  for (const [code, [plain, shift, altGraph]] of layouts[layout]) {
    if (plain === character) return { code, shift: false, altGraph: false };
    if (shift === character) return { code, shift: true, altGraph: false };
    if (altGraph === character) return { code, shift: false, altGraph: true };
  }
  return null;
}

/** Takes a text and the setting; returns the keys that go down, with their times. */
export function scanned(text: string, setting: Setting): Stroke[] {
  const {
    scanner,
    host,
    capsLock = false,
    ending = 'enter',
    pause = 8,
    jitter = 0,
    burst = 0,
    gap = 0,
    chance = () => 0.5,
    start = 10_000,
  } = setting;
  const strokes: Stroke[] = [];
  let time = start;
  let dead = '';
  const press = (stroke: Partial<Stroke> & { key: string; code: string }, isModifier = false) => {
    strokes.push({
      shiftKey: false,
      altKey: false,
      ctrlKey: false,
      capsLock,
      repeat: false,
      time: Math.round(time * 10) / 10,
      ...stroke,
    });
    if (isModifier) return;
    const isGap = burst > 0 && strokes.length % burst === 0;
    time += isGap ? gap : pause * (1 + jitter * (2 * chance() - 1));
  };
  const byNumber = (number: string) => {
    press({ key: 'Alt', code: 'AltLeft', altKey: true }, true);
    for (const digit of number) press({ key: digit, code: `Numpad${digit}`, altKey: true });
  };
  const byKey = (code: string, shift: boolean, altGraph: boolean) => {
    const [plain = '', shifted = '', third = ''] = layouts[host].get(code) ?? [];
    const typed = altGraph ? third : shift ? shifted : plain;
    const isDead = typed !== '' && deadKeys[host].includes(typed);
    const flipped = capsLock && /^\p{L}$/u.test(typed) ? (shift ? typed.toLowerCase() : typed.toUpperCase()) : typed;
    const key = isDead ? 'Dead' : dead === '' ? flipped : withMark(dead, flipped).charAt(0);
    dead = isDead ? typed : '';
    if (shift) press({ key: 'Shift', code: 'ShiftLeft', shiftKey: true }, true);
    const held = altGraph ? { ctrlKey: true, altKey: true } : {};
    press({ key: key === '' ? 'Unidentified' : key, code, shiftKey: shift, ...held });
  };
  const enter = (ctrlKey = false) => {
    press({ key: 'Enter', code: 'Enter', ctrlKey });
  };
  const control = (code: string) => {
    const [plain = ''] = layouts[host].get(code) ?? [];
    press({ key: 'Control', code: 'ControlLeft', ctrlKey: true }, true);
    press({ key: plain === '' ? 'Unidentified' : plain, code, ctrlKey: true });
  };
  if (ending === 'enterFirst') enter();
  for (const character of text) {
    if (character === '\n') enter();
    else if (character === '\t') press({ key: 'Tab', code: 'Tab' });
    else if (controls[character] !== undefined) control(controls[character]);
    else {
      const found = setting.altDigits === true ? null : keyFor(scanner, character);
      if (found === null)
        byNumber(
          character.charCodeAt(0) < 256
            ? `0${character.charCodeAt(0)}`.padStart(4, '0')
            : String(character.codePointAt(0)),
        );
      else {
        byKey(found.code, found.shift, found.altGraph);
        if (deadKeys[scanner].includes(character)) byKey('Space', false, false);
      }
    }
  }
  if (ending === 'tab') press({ key: 'Tab', code: 'Tab' });
  if (ending === 'enter' || ending === 'crLf') enter();
  if (ending === 'ctrlEnter') enter(true);
  if (ending === 'lf' || ending === 'crLf') control(keyFor(scanner, 'j')?.code ?? 'KeyJ');
  return strokes;
}

export interface Typist {
  layout: LayoutName;
  wordsPerMinute: number;
  /** How many of 100 keys go down before the last one is up: 20 to 40 ms behind it. */
  rollOver: number;
  chance: () => number;
}

/** Takes a text and who types it; returns the keys, at a pace that comes to the words per minute on the whole. */
export function typedBy(text: string, { layout, wordsPerMinute, rollOver, chance }: Typist): Stroke[] {
  const strokes: Stroke[] = [];
  const mean = 60_000 / (wordsPerMinute * 5);
  const share = rollOver / 100;
  // What the roll-over saves, the other pauses take.
  const rest = (mean - share * 30) / (1 - share);
  let time = 10_000;
  for (const character of text) {
    const isRolled = chance() < share;
    // From half to twice the mean, most of them below it.
    time += isRolled ? 20 + 20 * chance() : rest * (0.55 + 0.9 * chance() ** 1.2 + (character === ' ' ? 0.1 : 0));
    const common = { altKey: false, ctrlKey: false, capsLock: false, repeat: false, time: Math.round(time * 10) / 10 };
    if (character === '\n') {
      strokes.push({ ...common, shiftKey: false, key: 'Enter', code: 'Enter' });
      continue;
    }
    const found = keyFor(layout, character);
    if (found === null) continue;
    if (found.shift) strokes.push({ ...common, shiftKey: true, key: 'Shift', code: 'ShiftLeft' });
    strokes.push({ ...common, shiftKey: found.shift, key: character, code: found.code });
  }
  return strokes;
}

/** Takes a key's name and what differs; returns it as a stroke. */
export const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  ...{ key, code: key, shiftKey: false, altKey: false, ctrlKey: false, capsLock: false, repeat: false, time: 0 },
  ...more,
});
