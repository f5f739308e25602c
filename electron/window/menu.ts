/** The application menu: the commands of the contract, with each system's usual items. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { commandNames, lookOf, type Command, type CommandLook } from '#contract/commands.ts';
import { speaker, type ShownWords } from '#words/speaker.ts';

export interface MenuParts {
  words: ShownWords;
  /** Whether this is practice mode. */
  practice: boolean;
  /** Whether there are updates to look for. */
  updates: boolean;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** Takes what tells the screen of a chosen item; sets the menu. */
export function setMenu(command: (command: Command) => void, parts: MenuParts): void {
  const mac = process.platform === 'darwin';
  const { say, text } = speaker(parts.words);

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
      { role: 'about' },
      ...(parts.updates ? [item('updates')] : []),
      separator,
      item('settings'),
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
    label: `&${say('menu.file')}`,
    submenu: [...itemsOf('file'), separator, mac ? { role: 'close' } : { role: 'quit' }],
  };
  const view: MenuItemConstructorOptions = {
    label: `&${say('menu.view')}`,
    submenu: [
      ...itemsOf('view'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: say('menu.help'),
    submenu: [...itemsOf('help'), ...(mac ? [] : [separator, { role: 'about' } as const])],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...(mac ? [appMenu] : []), file, { role: 'editMenu' }, view, { role: 'windowMenu' }, help]),
  );
}

const inAppMenu: readonly Command[] = ['settings', 'updates'];

function isThere({ when }: CommandLook, { practice, updates }: MenuParts): boolean {
  if (when === 'real') return !practice;
  if (when === 'practice') return practice;
  return when !== 'updates' || updates;
}
