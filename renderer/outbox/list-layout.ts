/**
 * Where each row of the outbox list stands. The heights are known from the rows themselves, so that nothing has to be
 * measured on the screen and a row that comes, goes or changes above what is being read moves nothing.
 */
import { reasonWords } from '#contract/ledger.ts';
import type { OutboxRow } from '#contract/outbox.ts';
import { textOf } from '../lib/words.ts';
import { placeOf } from './rows.ts';

/** In pixels, as in OutboxRow.svelte. */
export const rowHeight = 61;
export const reasonLineHeight = 18;
const reasonGap = 2;

/** How many lines a reason takes. */
export type CountLines = (reason: string) => number;

export class ListLayout {
  readonly rows: readonly OutboxRow[];
  /** The top of each row, and, as the last one, the height of all. */
  readonly #tops: Float64Array;

  constructor(rows: readonly OutboxRow[], countLines: CountLines) {
    this.rows = rows;
    this.#tops = new Float64Array(rows.length + 1);
    let top = 0;
    for (const [index, { reason }] of rows.entries()) {
      top +=
        reason === null
          ? rowHeight
          : rowHeight + reasonGap + countLines(textOf(reasonWords(reason))) * reasonLineHeight;
      this.#tops[index + 1] = top;
    }
  }

  get height(): number {
    return this.topOf(this.rows.length);
  }

  topOf(index: number): number {
    return this.#tops[index] ?? 0;
  }

  /** The index of the row that covers a height. */
  indexAt(y: number): number {
    let low = 0;
    let high = this.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.topOf(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Takes a scroll position; returns the one that shows `index` in full and is nearest to it. */
  scrolledTo(index: number, scrollTop: number, viewHeight: number): number {
    const top = this.topOf(index);
    const bottom = this.topOf(index + 1);
    if (top < scrollTop) return top;
    return bottom > scrollTop + viewHeight ? bottom - viewHeight : scrollTop;
  }

  /** Takes the scroll position in another layout; returns the one in this layout where the same row stands at the top. */
  scrollKept(before: ListLayout, scrollTop: number): number {
    // At the very top one looks at what is newest, not at a row.
    if (scrollTop <= 0) return scrollTop;
    const index = before.indexAt(scrollTop);
    const row = before.rows[index];
    if (row === undefined) return scrollTop;
    return scrollTop + this.topOf(placeOf(this.rows, row.id)) - before.topOf(index);
  }
}
