/** The one window. */
import { BrowserWindow, screen } from 'electron';
import { join } from 'node:path';
import { boundsOn, isSame } from './bounds.ts';
import { watchWindow } from './crashes.ts';
import type { PreferencesFile } from '../system/preferences.ts';
import type { Speak } from '../system/words.ts';
import { log } from '../log/log.ts';
import { keepLoaded } from './revival.ts';
import { pinDown } from './security.ts';

const defaultSize = { width: 1180, height: 760 };
const smallestSize = { minWidth: 900, minHeight: 600 };

/** How long a system may take to put a window where it wants to have it, in milliseconds. */
const settling = 1_000;

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
  const place = boundsOn(bounds, areasOfScreens());
  const window = new BrowserWindow({
    ...defaultSize,
    // On its screen from the beginning, whose scale may be another one's.
    ...(place === null ? {} : { x: place.x, y: place.y }),
    ...smallestSize,
    // Until Alt is pressed, on Linux and Windows; its content stands behind a button of the header, too.
    autoHideMenuBar: true,
    // A menu bar comes on top of the size.
    useContentSize: true,
    show: false,
    title: speak().say('app.name'),
    // The page's own background, so that nothing flashes before it is painted (renderer/ui/tokens.css).
    backgroundColor: dark ? '#141312' : '#f4f1eb',
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
  if (place !== null) window.setBounds(place);
  if (maximised) window.maximize();
  const shown = firstPaint(window).then(() => {
    if (window.isDestroyed()) return;
    window.show();
    // What was set before it was on that screen may have been taken by the scale of another.
    if (place !== null && !maximised && !isSame(window.getNormalBounds(), place)) window.setBounds(place);
    setTimeout(() => {
      if (!window.isDestroyed()) settled = window.getNormalBounds();
    }, settling);
  });
  let settled = place;
  let moved = false;
  for (const event of ['will-move', 'will-resize'] as const) {
    window.on(event as 'will-move', () => {
      moved = true;
    });
  }
  window.on('close', () => {
    const now = window.getNormalBounds();
    // What the system has made of it is not to be asked for next time, and be changed once more.
    const untouched = place !== null && settled !== null && !moved && isSame(now, settled);
    preferences.set({ bounds: untouched ? place : now, maximised: window.isMaximized() });
  });
  keepLoaded(window, speak);
  return { window, shown };
}

function firstPaint(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      // What it waits for may never come, such as its style; nothing is typed yet.
      log.error('The page has not painted, and is loaded anew');
      window.webContents.reload();
      resolve();
    }, patience);
    window.once('ready-to-show', () => {
      clearTimeout(late);
      resolve();
    });
  });
}

/** The main one first. */
function areasOfScreens() {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}
