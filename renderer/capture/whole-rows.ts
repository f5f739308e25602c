/** Lets the form end below a whole field, where it is too long for its room: half a field is taken for a fault, and the rest for none. */
import type { Attachment } from 'svelte/attachments';
import { watched } from '../ui/edges.ts';
import { line, spareOf } from './spare.ts';

/** Gives an element that scrolls as much margin below as keeps what is at its lower edge whole while it is not scrolled. */
export const wholeRows: Attachment<HTMLElement> = (element) => {
  let spare = 0;
  return watched(element, () => {
    const { scrollTop, scrollHeight, clientHeight } = element;
    const start = element.getBoundingClientRect().top - scrollTop;
    const boxes = [...element.querySelectorAll('.field, fieldset, button')].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return { top: top - start, bottom: bottom - start };
    });
    const content = Math.max(0, ...[...element.children].map((child) => child.getBoundingClientRect().bottom - start));
    const next = spareOf(clientHeight + spare, spare === 0 ? scrollHeight : content, boxes);
    // Less than half of the room is no form.
    spare = next > (clientHeight + spare) / 2 ? line : next;
    element.style.marginBottom = `${spare}px`;
  });
};
