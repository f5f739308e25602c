/** The application menu, with each system's usual items and shortcuts. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Command } from '#contract/window.ts';
import type { Key } from '#words/message.ts';
import type { Speaker } from '#words/speaker.ts';

export interface MenuParts {
  say: Speaker['say'];
  /** Whether this is practice mode. */
  practice: boolean;
  /** Whether there are updates to look for. */
  updates: boolean;
}

type Item = MenuItemConstructorOptions;
/** The sentences without parameters. */
type Label = Extract<Key, `menu.${string}`>;

const separator: Item = { type: 'separator' };

/** Takes what tells the screen of a chosen item; sets the menu. */
export function setMenu(command: (command: Command) => void, { say, practice, updates }: MenuParts): void {
  const mac = process.platform === 'darwin';
  const item = (label: Label, accelerator: string | undefined, name: Command): Item => ({
    label: say(label),
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      command(name);
    },
  });
  // Electron's own labels are English in every language.
  const own = (role: NonNullable<Item['role']>, label: Label): Item => ({ role, label: say(label) });
  const menu = (label: Label, submenu: Item[], role?: NonNullable<Item['role']>): Item => ({
    label: say(label),
    submenu,
    ...(role === undefined ? {} : { role }),
  });
  const settings = item('menu.settings', 'CmdOrCtrl+,', 'settings');
  const diagnostics = item('menu.diagnostics', undefined, 'diagnostics');
  const look = updates ? [item('menu.updates', undefined, 'updates')] : [];

  const file = menu('menu.file', [
    item('menu.newContact', 'CmdOrCtrl+N', 'new-contact'),
    separator,
    item('menu.receipt', 'CmdOrCtrl+Shift+R', 'receipt'),
    item('menu.doctor', 'CmdOrCtrl+Shift+D', 'doctor'),
    separator,
    item(practice ? 'menu.leavePractice' : 'menu.practice', undefined, 'toggle-practice'),
    separator,
    ...(mac ? [own('close', 'menu.closeWindow')] : [settings, separator, own('quit', 'menu.quit')]),
  ]);
  const view = menu('menu.view', [
    item('menu.search', 'CmdOrCtrl+F', 'search'),
    item('menu.outbox', 'CmdOrCtrl+L', 'outbox'),
    separator,
    own('resetZoom', 'menu.actualSize'),
    own('zoomIn', 'menu.zoomIn'),
    own('zoomOut', 'menu.zoomOut'),
    separator,
    own('togglefullscreen', 'menu.fullScreen'),
    ...(app.isPackaged ? [] : [separator, own('toggleDevTools', 'menu.developerTools')]),
  ]);
  // On a Mac "About" stands in the menu of the app, and so do updates.
  const help = menu(
    'menu.help',
    mac ? [diagnostics] : [...look, diagnostics, separator, own('about', 'menu.about')],
    'help',
  );
  const ofApp = mac ? [appMenu(own, look, settings)] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...ofApp, file, editMenu(own, menu, mac), view, windowMenu(own, menu, mac), help]),
  );
}

type Own = (role: NonNullable<Item['role']>, label: Label) => Item;
type MakeMenu = (label: Label, submenu: Item[], role?: NonNullable<Item['role']>) => Item;

/** The first menu of a Mac, which is named after the app. */
const appMenu = (own: Own, look: Item[], settings: Item): Item => ({
  role: 'appMenu',
  label: app.name,
  submenu: [
    own('about', 'menu.about'),
    ...look,
    separator,
    settings,
    separator,
    own('services', 'menu.services'),
    separator,
    own('hide', 'menu.hide'),
    own('hideOthers', 'menu.hideOthers'),
    own('unhide', 'menu.showAll'),
    separator,
    own('quit', 'menu.quitMac'),
  ],
});

const editMenu = (own: Own, menu: MakeMenu, mac: boolean): Item =>
  menu('menu.edit', [
    own('undo', 'menu.undo'),
    own('redo', 'menu.redo'),
    separator,
    own('cut', 'menu.cut'),
    own('copy', 'menu.copy'),
    own('paste', 'menu.paste'),
    own('delete', 'menu.delete'),
    ...(mac ? [] : [separator]),
    own('selectAll', 'menu.selectAll'),
  ]);

const windowMenu = (own: Own, menu: MakeMenu, mac: boolean): Item =>
  menu(
    'menu.window',
    [
      own('minimize', 'menu.minimise'),
      own('zoom', 'menu.zoom'),
      ...(mac ? [separator, own('front', 'menu.bringToFront')] : [own('close', 'menu.closeWindow')]),
    ],
    'windowMenu',
  );
