/** What the kiosk makes of the window: it covers the screen, has no menu, does not close, and hears only a visitor's keys. */
import { app, Menu, type BrowserWindow } from 'electron';
import { isForVisitor } from '../kiosk/keys.ts';
import type { Kiosk } from '../kiosk/kiosk.ts';

/** To be called once, ahead of all else that hears keys. Returns what is to be called where the kiosk may have begun or ended. */
export function kioskWindow(window: BrowserWindow, kiosk: Kiosk): () => void {
  const mac = process.platform === 'darwin';
  window.webContents.on('before-input-event', (event, input) => {
    if (kiosk.isRunning() && !isForVisitor(input, mac)) event.preventDefault();
  });
  const dress = () => {
    const isRunning = kiosk.isRunning();
    if (window.isDestroyed()) return;
    if (window.isKiosk() !== isRunning) window.setKiosk(isRunning);
    // A Mac has a menu always: one without any item.
    if (isRunning) Menu.setApplicationMenu(mac ? Menu.buildFromTemplate([{ label: app.name, submenu: [] }]) : null);
  };
  dress();
  return dress;
}
