/** Shortcuts as the table of commands has them (#contract/commands.ts): when one is pressed, and how it is written. */
import { t } from '../lib/words.ts';

/** What a shortcut is matched against. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Takes a shortcut and whether this is a Mac; returns whether this key press is it. */
export function isPressed(
  shortcut: string,
  { key, ctrlKey, metaKey, shiftKey, altKey }: Pressed,
  mac: boolean,
): boolean {
  const parts = shortcut.split('+');
  const wanted = parts.at(-1) ?? '';
  const command = parts.includes('CmdOrCtrl');
  const control = parts.includes('Ctrl') || (command && !mac);
  // Which modifiers a sign such as ? takes is the keyboard's business.
  const sign = wanted.length === 1 && !/[\p{L}\p{N},]/u.test(wanted);
  return (
    key.toLowerCase() === wanted.toLowerCase() &&
    ctrlKey === control &&
    metaKey === (command && mac) &&
    (sign || (shiftKey === parts.includes('Shift') && altKey === parts.includes('Alt')))
  );
}

/** Whether a shortcut is a plain letter or sign, which belongs to the text while a field has the focus. */
export const isPlain = (shortcut: string): boolean => !/Ctrl|Cmd|Alt|^F\d/u.test(shortcut);

/** Takes a shortcut; returns what is written on its keys. Only a Mac's own fonts have its signs. */
export function capsOf(shortcut: string, mac: boolean): string[] {
  const caps: Partial<Record<string, string>> = mac
    ? { CmdOrCtrl: '⌘', Ctrl: '⌃', Shift: '⇧', Alt: '⌥', Enter: '↩', Escape: '⎋', Tab: '⇥', Space: t('key.space') }
    : {
        CmdOrCtrl: t('key.ctrl'),
        Ctrl: t('key.ctrl'),
        Shift: t('key.shift'),
        Alt: t('key.alt'),
        Enter: t('key.enter'),
        Escape: t('key.escape'),
        Tab: t('key.tab'),
        Space: t('key.space'),
      };
  return shortcut.split('+').map((part) => caps[part] ?? part);
}

/** Takes a shortcut; returns it for `aria-keyshortcuts`. */
export const ariaOf = (shortcut: string, mac: boolean): string =>
  shortcut.replace('CmdOrCtrl', mac ? 'Meta' : 'Control').replace('Ctrl', 'Control');

/** Whether what is typed now goes into a field. */
export function isTyping(element: Element | null): boolean {
  return element instanceof HTMLElement && (element.isContentEditable || element.matches('input, textarea, select'));
}
