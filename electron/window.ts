/** The one window. */
import { BrowserWindow, screen, type Rectangle } from 'electron';
import { join } from 'node:path';
import { appOrigin } from './app-protocol.ts';
import { watchWindow } from './crashes.ts';
import type { PreferencesFile } from './preferences.ts';
import { pinDown } from './security.ts';

const defaultSize = { width: 1180, height: 760 };
const smallestSize = { minWidth: 900, minHeight: 600 };

/** Opens the window where it was last time, and shows it with its first paint. */
export function openWindow(preferences: PreferencesFile, dark: boolean): BrowserWindow {
  const { bounds, maximised } = preferences.get();
  const window = new BrowserWindow({
    ...defaultSize,
    ...smallestSize,
    // The menu bar of Linux and Windows comes on top of the size.
    useContentSize: true,
    show: false,
    title: 'Fieldpost',
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
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    preferences.set({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  });
  void window.loadURL(`${appOrigin}/index.html`);
  return window;
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
