/**
 * The window's end of scanners that type. The screen keeps the keys of a scan from acting on the page; the menu, and what else is
 * asked before the page, must not act on them either, and nobody can wait for the page to say so.
 */
import type { BrowserWindow, Input, KeyboardInputEvent } from 'electron';
import type { PressedKey } from '#contract/scanner.ts';

/** Pauses of a person are longer, but for a key or two, in milliseconds. */
const longestPause = 60;
const fewestKeys = 4;

export interface ScannerKeys {
  /** Whether keys come as fast as a scanner's now. */
  areFast: () => boolean;
}

/** Watches how fast keys come; while they come as a scanner's, no shortcut of the menu acts. */
export function watchKeys(window: BrowserWindow, now: () => number = () => performance.now()): ScannerKeys {
  const screen = window.webContents;
  let last = -Infinity;
  let fast = 0;
  screen.on('before-input-event', (_event, { type, isAutoRepeat }: Input) => {
    if (type !== 'keyDown') return;
    const at = now();
    fast = !isAutoRepeat && at - last <= longestPause ? fast + 1 : 0;
    last = at;
    screen.setIgnoreMenuShortcuts(fast >= fewestKeys);
  });
  return { areFast: () => fast >= fewestKeys };
}

/** What Electron calls keys otherwise than the page. */
const names: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ' ': 'Space',
};

/** Presses a key in the window, as if somebody had. */
export function pressKey(window: BrowserWindow, { key, shiftKey, ctrlKey, altKey, metaKey }: PressedKey): void {
  const modifiers: KeyboardInputEvent['modifiers'] = [];
  if (shiftKey) modifiers.push('shift');
  if (ctrlKey) modifiers.push('control');
  if (altKey) modifiers.push('alt');
  if (metaKey) modifiers.push('meta');
  const keyCode = names[key] ?? key;
  const screen = window.webContents;
  screen.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
  // What a page does with Enter and Space follows their characters.
  if (key === 'Enter') screen.sendInputEvent({ type: 'char', keyCode: '\r', modifiers });
  if (key === ' ') screen.sendInputEvent({ type: 'char', keyCode: ' ', modifiers });
  screen.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
}
