/** What scrolls shows by its edges that it does: there is no scroll bar that one would see, or none that is looked at. */
import type { Attachment } from 'svelte/attachments';

/** Notes on an element, as `data-before` and `data-after`, whether there is more of it than is seen: above and below, or aside. */
export function edges(axis: 'x' | 'y'): Attachment<HTMLElement> {
  return (element) => {
    const note = (): void => {
      const { scrollLeft, clientWidth, scrollWidth, scrollTop, clientHeight, scrollHeight } = element;
      // From right to left it is counted below 0.
      const at = Math.abs(axis === 'x' ? scrollLeft : scrollTop);
      const left = axis === 'x' ? scrollWidth - clientWidth : scrollHeight - clientHeight;
      element.toggleAttribute('data-before', at > 1);
      element.toggleAttribute('data-after', at < left - 1);
    };
    return watched(element, note);
  };
}

/** Calls back now, and whenever the element is scrolled, or it or what is in it changes its size. Returns what ends that. */
export function watched(element: HTMLElement, note: () => void): () => void {
  const sizes = new ResizeObserver(note);
  const observe = (): void => {
    sizes.disconnect();
    sizes.observe(element);
    for (const child of element.children) sizes.observe(child);
  };
  const children = new MutationObserver(observe);
  observe();
  children.observe(element, { childList: true });
  element.addEventListener('scroll', note, { passive: true });
  return () => {
    sizes.disconnect();
    children.disconnect();
    element.removeEventListener('scroll', note);
  };
}
