/** The application menu: the commands of the contract, with each system's usual items. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { commandNames, lookOf, type Command, type CommandLook } from '#contract/commands.ts';
import type { Key } from '#words/message.ts';
import type { Speaker } from '#words/speaker.ts';

export interface MenuParts {
  speaker: Speaker;
  /** Whether this is practice mode. */
  practice: boolean;
  /** Whether there are updates to look for. */
  updates: boolean;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** Takes what tells the screen of a chosen item; sets the menu. */
export function setMenu(command: (command: Command) => void, parts: MenuParts): void {
  const mac = process.platform === 'darwin';
  const { say, text } = parts.speaker;
  const own = ownOf(say);

  const item = (name: Command): MenuItemConstructorOptions => {
    const { word, keys } = lookOf(name);
    return {
      id: name,
      label: text({ key: word }),
      ...(keys === undefined ? {} : { accelerator: keys }),
      // A plain letter or sign belongs to what is typed: the screen knows when it does not.
      ...(keys === '?' ? { registerAccelerator: false } : {}),
      click: () => {
        command(name);
      },
    };
  };

  /** The commands that stand in this menu, group by group. On a Mac some stand in the menu of the app. */
  function itemsOf(menu: 'file' | 'view' | 'help'): MenuItemConstructorOptions[] {
    const names = commandNames.filter((name) => {
      const look = lookOf(name);
      return look.menu?.[0] === menu && isThere(look, parts) && !(mac && inAppMenu.includes(name));
    });
    return names.flatMap((name, index) => {
      const before = names[index - 1];
      const begins = before !== undefined && lookOf(before).menu?.[1] !== lookOf(name).menu?.[1];
      return [...(begins ? [separator] : []), item(name)];
    });
  }

  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    label: app.name,
    submenu: [
      own('about'),
      ...(parts.updates ? [item('updates')] : []),
      separator,
      item('settings'),
      separator,
      own('services'),
      separator,
      own('hide'),
      own('hideOthers'),
      own('unhide'),
      separator,
      own('quit'),
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: `&${say('menu.file')}`,
    submenu: [...itemsOf('file'), separator, own(mac ? 'close' : 'quit')],
  };
  const view: MenuItemConstructorOptions = {
    label: `&${say('menu.view')}`,
    submenu: [
      ...itemsOf('view'),
      separator,
      own('resetZoom'),
      own('zoomIn'),
      own('zoomOut'),
      separator,
      own('togglefullscreen'),
      ...(app.isPackaged ? [] : [separator, own('toggleDevTools')]),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: say('menu.help'),
    submenu: [...itemsOf('help'), ...(mac ? [] : [separator, own('about')])],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...(mac ? [appMenu] : []), file, editMenu(parts), view, windowMenu(parts), help]),
  );
}

const inAppMenu: readonly Command[] = ['settings', 'updates'];

function isThere({ when }: CommandLook, { practice, updates }: MenuParts): boolean {
  if (when === 'real') return !practice;
  if (when === 'practice') return practice;
  return when !== 'updates' || updates;
}

/** Electron's own labels are English in every language. */
const ownLabels = {
  about: 'menu.about',
  services: 'menu.services',
  hide: 'menu.hide',
  hideOthers: 'menu.hideOthers',
  unhide: 'menu.showAll',
  quit: 'menu.quit',
  close: 'menu.closeWindow',
  undo: 'menu.undo',
  redo: 'menu.redo',
  cut: 'menu.cut',
  copy: 'menu.copy',
  paste: 'menu.paste',
  delete: 'menu.delete',
  selectAll: 'menu.selectAll',
  resetZoom: 'menu.actualSize',
  zoomIn: 'menu.zoomIn',
  zoomOut: 'menu.zoomOut',
  togglefullscreen: 'menu.fullScreen',
  toggleDevTools: 'menu.developerTools',
  minimize: 'menu.minimise',
  zoom: 'menu.zoom',
  front: 'menu.bringToFront',
} as const satisfies Partial<Record<NonNullable<MenuItemConstructorOptions['role']>, Key>>;

/** Takes who speaks; returns what makes an item that Electron acts on by itself. */
const ownOf =
  (say: Speaker['say']) =>
  (role: keyof typeof ownLabels): MenuItemConstructorOptions => ({ role, label: say(ownLabels[role]) });

function editMenu({ speaker: { say } }: MenuParts): MenuItemConstructorOptions {
  const roles = ['cut', 'copy', 'paste', 'delete', 'selectAll'] as const;
  const own = ownOf(say);
  return { label: `&${say('menu.edit')}`, submenu: [own('undo'), own('redo'), separator, ...roles.map(own)] };
}

function windowMenu({ speaker: { say } }: MenuParts): MenuItemConstructorOptions {
  const last = process.platform === 'darwin' ? 'front' : 'close';
  const roles = ['minimize', 'zoom', last] as const;
  return { role: 'windowMenu', label: `&${say('menu.window')}`, submenu: roles.map(ownOf(say)) };
}
