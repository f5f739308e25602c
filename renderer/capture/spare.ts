/** Where a form ends that is too long for its room. */

/** The height of the line that says there is more, in CSS pixels. */
export const line = 22;

/** Takes an element's room and the tops and bottoms of what stands in it; returns how much of the room is to stay free below. */
export function spareOf(room: number, length: number, boxes: readonly { top: number; bottom: number }[]): number {
  if (length <= room) return 0;
  const end = room - line;
  const cut = boxes.filter(({ top, bottom }) => top < end && bottom > end).map(({ top }) => top);
  return room - Math.min(end, ...cut);
}
