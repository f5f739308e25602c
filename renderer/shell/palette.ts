/** What the palette finds. */
import type { MenuEntry } from '../ui/menu.ts';

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Takes what can be done and what was typed; returns what has each of the typed words in it, those first whose words begin
 * with them.
 */
export function found(entries: readonly MenuEntry[], typed: string): MenuEntry[] {
  const words = plain(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const rank = (text: string): number => {
    const own = plain(text).split(/\s+/u);
    if (!words.every((word) => plain(text).includes(word))) return 2;
    return words.every((word) => own.some((one) => one.startsWith(word))) ? 0 : 1;
  };
  return entries
    .map((entry) => ({ entry, at: rank(entry.text) }))
    .filter(({ at }) => at < 2)
    .sort((one, other) => one.at - other.at)
    .map(({ entry }) => entry);
}
