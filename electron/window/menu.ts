/** The application menu, with each system's usual items and shortcuts. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Command } from '#contract/window.ts';

export interface MenuParts {
  /** Whether this is practice mode. */
  practice: boolean;
  /** Whether there are updates to look for. */
  updates: boolean;
}

/** Takes what tells the screen of a chosen item; sets the menu. */
export function setMenu(command: (command: Command) => void, { practice, updates }: MenuParts): void {
  const mac = process.platform === 'darwin';
  const item = (label: string, accelerator: string | undefined, name: Command): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      command(name);
    },
  });
  const settings = item('Settings…', 'CmdOrCtrl+,', 'settings');
  const diagnostics = item('Save diagnostics…', undefined, 'diagnostics');
  const look = updates ? [item('Look for updates…', undefined, 'updates')] : [];
  const separator: MenuItemConstructorOptions = { type: 'separator' };

  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    label: app.name,
    submenu: [
      { role: 'about' },
      ...look,
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      item('New contact', 'CmdOrCtrl+N', 'new-contact'),
      separator,
      item('Receipt…', 'CmdOrCtrl+Shift+R', 'receipt'),
      item('Connection doctor…', 'CmdOrCtrl+Shift+D', 'doctor'),
      separator,
      item(practice ? 'Leave practice mode' : 'Practice mode', undefined, 'toggle-practice'),
      separator,
      ...(mac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
    ],
  };
  const edit: MenuItemConstructorOptions = { role: 'editMenu' };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      item('Search the outbox', 'CmdOrCtrl+F', 'search'),
      item('Go to the outbox', 'CmdOrCtrl+L', 'outbox'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
    ],
  };
  // On a Mac "About" stands in the menu of the app, and so do updates.
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: mac ? [diagnostics] : [...look, diagnostics, separator, { role: 'about' }],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...(mac ? [appMenu] : []), file, edit, view, { role: 'windowMenu' }, help]),
  );
}
