/**
 * Where each row of the outbox list stands, and each day above its first. The heights are known from the rows themselves, so
 * that nothing has to be measured on the screen and a row that comes, goes or changes above what is being read moves nothing.
 */
import { reasonWords } from '#contract/ledger.ts';
import type { OutboxRow } from '#contract/outbox.ts';
import { dayOf } from './days.ts';
import { placeOf } from './rows.ts';

/** In pixels, as in OutboxRow.svelte and OutboxList.svelte. */
export const rowHeight = 56;
export const headingHeight = 36;
export const reasonLineHeight = 18;
const reasonGap = 2;

/** How many lines a reason takes. */
export type CountLines = (reason: string) => number;

/** A day above its newest contact. */
export interface Heading {
  /** Of the row that it stands above. */
  index: number;
  top: number;
  /** A moment of that day. */
  moment: number;
}

export class ListLayout {
  readonly rows: readonly OutboxRow[];
  readonly headings: readonly Heading[];
  /** The top of each row with the heading above it, and, as the last one, the height of all. */
  readonly #tops: Float64Array;
  /** The indexes of the rows with a heading. */
  readonly #headed: Set<number>;

  constructor(rows: readonly OutboxRow[], countLines: CountLines) {
    this.rows = rows;
    this.#tops = new Float64Array(rows.length + 1);
    const headings: Heading[] = [];
    let top = 0;
    let day: number | null = null;
    for (const [index, { reason, capturedAt }] of rows.entries()) {
      const itsDay = dayOf(capturedAt);
      if (itsDay !== day) {
        headings.push({ index, top, moment: capturedAt });
        top += headingHeight;
      }
      day = itsDay;
      top += reason === null ? rowHeight : rowHeight + reasonGap + countLines(reasonWords(reason)) * reasonLineHeight;
      this.#tops[index + 1] = top;
    }
    this.headings = headings;
    this.#headed = new Set(headings.map(({ index }) => index));
  }

  get height(): number {
    return this.#topWithHeading(this.rows.length);
  }

  #topWithHeading(index: number): number {
    return this.#tops[index] ?? 0;
  }

  topOf(index: number): number {
    return this.#topWithHeading(index) + (this.#headed.has(index) ? headingHeight : 0);
  }

  heightOf(index: number): number {
    return this.#topWithHeading(index + 1) - this.topOf(index);
  }

  /** The index of the row that covers a height, or whose heading does. */
  indexAt(y: number): number {
    let low = 0;
    let high = this.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#topWithHeading(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Takes a scroll position; returns the one that shows `index` in full, with its heading, and is nearest to it. */
  scrolledTo(index: number, scrollTop: number, viewHeight: number): number {
    const top = this.#topWithHeading(index);
    const bottom = this.#topWithHeading(index + 1);
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
