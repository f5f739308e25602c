import { describe, expect, it } from 'vitest';
import { zoomLevelAfter, zoomOf } from '../../electron/window/zoom.ts';

const pressed = (key: string, code: string, more: Partial<Parameters<typeof zoomOf>[0]> = {}) =>
  zoomOf({ type: 'keyDown', key, code, control: true, meta: false, alt: false, ...more }, false);

describe('Ctrl', () => {
  it.each([
    ['German', '+', 'BracketRight'],
    ['US, without Shift', '=', 'Equal'],
    ['US, with Shift', '+', 'Equal'],
    ['Italian', '+', 'BracketRight'],
    ['Swedish', '+', 'Minus'],
    ['Swiss, with Shift', '+', 'Digit1'],
    ['French, with Shift', '+', 'Equal'],
    ['Japanese, with Shift', '+', 'Semicolon'],
    ['number pad', '+', 'NumpadAdd'],
  ])('and + makes letters larger: %s', (_layout, key, code) => {
    expect(pressed(key, code)).toBe('larger');
  });

  it.each([
    ['German', '-', 'Slash'],
    ['US', '-', 'Minus'],
    ['US, with Shift', '_', 'Minus'],
    ['French', '-', 'Digit6'],
    ['number pad', '-', 'NumpadSubtract'],
  ])('and - makes them smaller: %s', (_layout, key, code) => {
    expect(pressed(key, code)).toBe('smaller');
  });

  it.each([
    ['US', '0', 'Digit0'],
    ['French, without Shift', 'à', 'Digit0'],
    ['number pad', '0', 'Numpad0'],
  ])('and 0 makes them as usual: %s', (_layout, key, code) => {
    expect(pressed(key, code)).toBe('usual');
  });

  it('and any other key does nothing of it', () => {
    expect(pressed('Insert', 'Numpad0')).toBe(null);
    expect(pressed('*', 'BracketRight')).toBe(null);
    expect(pressed('a', 'KeyA')).toBe(null);
  });
});

it('needs the key of commands, alone, while it goes down', () => {
  expect(pressed('+', 'Equal', { control: false })).toBe(null);
  expect(pressed('+', 'Equal', { meta: true })).toBe(null);
  // AltGr is Ctrl and Alt on Windows.
  expect(pressed('=', 'Digit0', { alt: true })).toBe(null);
  expect(pressed('+', 'Equal', { type: 'keyUp' })).toBe(null);
  const onMac = { type: 'keyDown', key: '+', code: 'Equal', alt: false } as const;
  expect(zoomOf({ ...onMac, control: false, meta: true }, true)).toBe('larger');
  expect(zoomOf({ ...onMac, control: true, meta: false }, true)).toBe(null);
});

it('goes step by step, and back at once', () => {
  expect(zoomLevelAfter('larger', 0)).toBe(0.5);
  expect(zoomLevelAfter('smaller', 0.5)).toBe(0);
  expect(zoomLevelAfter('usual', 2.5)).toBe(0);
  expect(zoomLevelAfter('larger', 5)).toBe(5);
  expect(zoomLevelAfter('smaller', -3)).toBe(-3);
});
