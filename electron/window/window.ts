/** The one window. */
import { BrowserWindow, screen, type Rectangle } from 'electron';
import { join } from 'node:path';
import { watchWindow } from './crashes.ts';
import type { PreferencesFile } from '../system/preferences.ts';
import type { Speak } from '../system/words.ts';
import { keepLoaded } from './revival.ts';
import { pinDown } from './security.ts';

const defaultSize = { width: 1180, height: 760 };
const smallestSize = { minWidth: 900, minHeight: 600 };

/** A page that has not painted after so many milliseconds must not leave the app without a window. */
const patience = 10_000;

export interface OpenedWindow {
  window: BrowserWindow;
  /** Resolves with its first paint, or where that is not to be waited for any longer; the window is shown by then. */
  shown: Promise<void>;
}

/** Opens the window where it was last time, and shows it with its first paint. */
export function openWindow(preferences: PreferencesFile, dark: boolean, speak: Speak): OpenedWindow {
  const { bounds, maximised } = preferences.get();
  const window = new BrowserWindow({
    ...defaultSize,
    ...smallestSize,
    // The menu bar of Linux and Windows comes on top of the size.
    useContentSize: true,
    show: false,
    title: speak().say('app.name'),
    // The page's own background, so that nothing flashes before it is painted (renderer/app.css).
    backgroundColor: dark ? '#131211' : '#f3f0e9',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Its dictionaries would be fetched from the network.
      spellcheck: false,
    },
  });
  pinDown(window.webContents);
  watchWindow(window);
  if (bounds !== null && isOnAScreen(bounds)) window.setBounds(bounds);
  if (maximised) window.maximize();
  const shown = firstPaint(window).then(() => {
    if (!window.isDestroyed()) window.show();
  });
  window.on('close', () => {
    preferences.set({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  });
  keepLoaded(window, speak);
  return { window, shown };
}

function firstPaint(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, patience);
    window.once('ready-to-show', () => {
      clearTimeout(late);
      resolve();
    });
  });
}

/** A screen may have been unplugged since. */
function isOnAScreen(bounds: Rectangle): boolean {
  const area = screen.getDisplayMatching(bounds).workArea;
  const overlap = (start: number, length: number, areaStart: number, areaLength: number) =>
    Math.min(start + length, areaStart + areaLength) - Math.max(start, areaStart);
  return (
    overlap(bounds.x, bounds.width, area.x, area.width) >= 100 &&
    overlap(bounds.y, bounds.height, area.y, area.height) >= 100
  );
}
