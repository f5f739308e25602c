import type { CountLines } from './list-layout.ts';

/** The font of a reason, as in OutboxRow.svelte. */
const font = "13px 'Inter Variable', system-ui";
/** Words that do not fit go to the next line whole, so that a line is never quite full. */
const fill = 0.9;
/** More than this is cut off with an ellipsis; the detail view shows all of it. */
const mostLines = 3;

/** Takes the width of the list's text; returns how many lines of it a reason takes. Reasons repeat, so each is measured once. */
export function reasonLines(width: number): CountLines {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null || width <= 0) return () => 1;
  context.font = font;
  const known = new Map<string, number>();
  return (reason) => {
    let lines = known.get(reason);
    if (lines === undefined) {
      const needed = context.measureText(reason).width;
      lines = needed <= width ? 1 : Math.min(mostLines, Math.max(2, Math.ceil(needed / (width * fill))));
      known.set(reason, lines);
    }
    return lines;
  };
}
