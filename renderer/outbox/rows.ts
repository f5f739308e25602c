/** The outbox list as an array of rows, newest first (their ids fall). */
import { statesIn, type OutboxPage, type OutboxRow, type View } from '#contract/outbox.ts';

/** Takes rows and an id; returns the place of the first row that is not newer than it. */
export function placeOf(rows: readonly OutboxRow[], id: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.id ?? -Infinity) > id) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Shown {
  /** Null: every state. */
  state: View | null;
  /** Whether older rows follow that are not loaded. */
  more: boolean;
  /** Whether a row that is not in the list may belong into it. Only the main process knows what a search finds. */
  takesNew: boolean;
}

/** Takes the rows of the list and rows that are new or have changed; returns the list with these merged into it. */
export function mergeRows(rows: readonly OutboxRow[], changed: readonly OutboxRow[], shown: Shown): OutboxRow[] {
  const merged = [...rows];
  for (const row of changed) {
    const place = placeOf(merged, row.id);
    const known = merged[place]?.id === row.id;
    const fits = shown.state === null || statesIn(shown.state).includes(row.state);
    if (known && fits) merged[place] = row;
    else if (known) merged.splice(place, 1);
    else if (fits && shown.takesNew && (place < merged.length || !shown.more)) merged.splice(place, 0, row);
  }
  return merged;
}

/** Takes the rows of the list and a newly asked first page; returns the list with its beginning replaced by it. */
export function replaceBeginning(rows: readonly OutboxRow[], page: OutboxPage): OutboxRow[] {
  const last = page.rows.at(-1);
  if (last === undefined || !page.more) return page.rows;
  return [...page.rows, ...rows.slice(placeOf(rows, last.id)).filter(({ id }) => id < last.id)];
}
