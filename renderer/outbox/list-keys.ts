/** The keys of the outbox list. */
import type { ListLayout } from './list-layout.ts';

/** Takes a key, the row it is pressed on and the height of the view; returns the row that it leads to, or null. */
export function rowFor(key: string, index: number, layout: ListLayout, viewHeight: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return index + 1;
    case 'ArrowUp':
    case 'k':
    case 'K':
      return index - 1;
    case 'Home':
      return 0;
    case 'End':
      return layout.rows.length - 1;
    case 'PageDown':
      return layout.indexAt(layout.topOf(index) + viewHeight);
    case 'PageUp':
      return layout.indexAt(Math.max(0, layout.topOf(index) - viewHeight));
    default:
      return null;
  }
}
