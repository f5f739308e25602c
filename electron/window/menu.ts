/** The application menu: the commands of the contract, with each system's usual items. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { commandNames, lookOf, type Command, type CommandLook } from '#contract/commands.ts';
import type { PlainKey } from '#words/message.ts';
import type { Speaker } from '#words/speaker.ts';

interface MenuParts {
  /** Whose words it is in. */
  speaker: Speaker;
  /** Whether this is practice mode. */
  practice: boolean;
  /** Whether there are updates to look for. */
  updates: boolean;
}

type Item = MenuItemConstructorOptions;
type Role = NonNullable<Item['role']>;

const separator: Item = { type: 'separator' };

/** Takes what tells the screen of a chosen item; sets the menu. */
export function setMenu(command: (command: Command) => void, parts: MenuParts): void {
  const mac = process.platform === 'darwin';
  const { text } = parts.speaker;
  const say = (key: PlainKey) => text({ key });

  const item = (name: Command): Item => {
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
  function itemsOf(menu: 'file' | 'view' | 'help'): Item[] {
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

  // Electron's own labels are English in every language.
  const own = (role: Role, label: PlainKey): Item => ({ role, label: say(label) });
  /** The first letter opens it with the keyboard. */
  const menu = (label: PlainKey, submenu: Item[], role?: Role): Item => ({
    label: `&${say(label)}`,
    submenu,
    ...(role === undefined ? {} : { role }),
  });

  const ofApp: Item = {
    role: 'appMenu',
    label: app.name,
    submenu: [
      own('about', 'menu.about'),
      ...(parts.updates ? [item('updates')] : []),
      separator,
      item('settings'),
      separator,
      own('services', 'menu.services'),
      separator,
      own('hide', 'menu.hide'),
      own('hideOthers', 'menu.hideOthers'),
      own('unhide', 'menu.showAll'),
      separator,
      own('quit', 'menu.quitMac'),
    ],
  };
  const file = menu('menu.file', [
    ...itemsOf('file'),
    separator,
    mac ? own('close', 'menu.closeWindow') : own('quit', 'menu.quit'),
  ]);
  const edit = menu('menu.edit', [
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
  const view = menu('menu.view', [
    ...itemsOf('view'),
    separator,
    own('resetZoom', 'menu.actualSize'),
    own('zoomIn', 'menu.zoomIn'),
    own('zoomOut', 'menu.zoomOut'),
    separator,
    own('togglefullscreen', 'menu.fullScreen'),
    ...(app.isPackaged ? [] : [separator, own('toggleDevTools', 'menu.developerTools')]),
  ]);
  const window = menu(
    'menu.window',
    [
      own('minimize', 'menu.minimise'),
      own('zoom', 'menu.zoom'),
      ...(mac ? [separator, own('front', 'menu.bringToFront')] : [own('close', 'menu.closeWindow')]),
    ],
    'windowMenu',
  );
  // On a Mac "About" stands in the menu of the app.
  const help = menu('menu.help', [...itemsOf('help'), ...(mac ? [] : [separator, own('about', 'menu.about')])], 'help');
  Menu.setApplicationMenu(Menu.buildFromTemplate([...(mac ? [ofApp] : []), file, edit, view, window, help]));
}

const inAppMenu: readonly Command[] = ['settings', 'updates'];

function isThere({ when }: CommandLook, { practice, updates }: MenuParts): boolean {
  if (when === 'real') return !practice;
  if (when === 'practice') return practice;
  return when !== 'updates' || updates;
}
