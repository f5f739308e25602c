/**
 * Larger and smaller letters by the keyboard, on every layout. The menu's own shortcut asks for "Plus", which on a US keyboard
 * needs Shift and on a German one does not, and knows no number pad.
 */
import type { BrowserWindow, Input } from 'electron';

export type Zoom = 'larger' | 'smaller' | 'usual';

/** Chromium's own, of which each step makes letters 1.2 times as large. */
const step = 0.5;
const largest = 5;
const smallest = -3;

/** Takes what was pressed and whether this is a Mac; returns what it asks for, or null. Shift does not matter: + may need it. */
export function zoomOf(
  input: Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt'>,
  mac: boolean,
): Zoom | null {
  const { type, key, code, control, meta, alt } = input;
  if (type !== 'keyDown' || alt || control === mac || meta !== mac) return null;
  // The sign that the key gives, wherever the layout has it; what is + with Shift counts without, too.
  if (['+', '='].includes(key) || code === 'NumpadAdd') return 'larger';
  if (['-', '_'].includes(key) || code === 'NumpadSubtract') return 'smaller';
  // A French keyboard gives 0 with Shift only. Without its numbers the pad's 0 is Insert, which copies.
  if (key === '0' || code === 'Digit0') return 'usual';
  return null;
}

/** Takes the level of the moment; returns the one after this step. */
export function zoomLevelAfter(zoom: Zoom, level: number): number {
  if (zoom === 'usual') return 0;
  return Math.min(largest, Math.max(smallest, level + (zoom === 'larger' ? step : -step)));
}

/** Lets this window be zoomed by the keyboard, where its user may. */
export function zoomByKeys(window: BrowserWindow, mayZoom: () => boolean): void {
  const screen = window.webContents;
  screen.on('before-input-event', (event, input) => {
    const zoom = zoomOf(input, process.platform === 'darwin');
    if (zoom === null || !mayZoom()) return;
    // Or the menu would do the same once more.
    event.preventDefault();
    screen.setZoomLevel(zoomLevelAfter(zoom, screen.getZoomLevel()));
  });
}
