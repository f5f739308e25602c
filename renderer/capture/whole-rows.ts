/** Lets the form end below a whole field, where it is too long for its room: half a field is taken for a fault, and the rest for none. */
import type { Attachment } from 'svelte/attachments';
import { watched } from '../ui/edges.ts';

/** The height of the line that says there is more, in CSS pixels. */
const line = 22;

/** Takes an element's room and the tops and bottoms of what stands in it; returns how much of the room is to stay free below. */
export function spareOf(room: number, length: number, boxes: readonly { top: number; bottom: number }[]): number {
  if (length <= room) return 0;
  const end = room - line;
  const cut = boxes.filter(({ top, bottom }) => top < end && bottom > end).map(({ top }) => top);
  return room - Math.min(end, ...cut);
}

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
