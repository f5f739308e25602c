import { describe, expect, it } from 'vitest';
import type { Reason } from '#contract/ledger.ts';
import type { ContactState, OutboxRow } from '#contract/outbox.ts';
import { headingHeight, ListLayout, rowHeight } from '../../../renderer/outbox/list-layout.ts';
import { mergeRows, placeOf, replaceBeginning } from '../../../renderer/outbox/rows.ts';

const row = (id: number, state: ContactState = 'waiting', reason: Reason | null = null): OutboxRow => ({
  id,
  name: `Name ${id}`,
  isOpen: false,
  detail: '',
  state,
  reason,
  capturedAt: id,
});
const ids = (rows: readonly OutboxRow[]): number[] => rows.map(({ id }) => id);
const all = { state: null, more: false, takesNew: true };

describe('the rows of the outbox', () => {
  it('are found by id, newest first', () => {
    const rows = [row(9), row(7), row(3)];
    expect([10, 9, 8, 3, 1].map((id) => placeOf(rows, id))).toEqual([0, 0, 1, 2, 3]);
    expect(placeOf([], 1)).toBe(0);
  });

  it('take what is new on top and what has changed in place', () => {
    const before = [row(3), row(2), row(1)];
    const after = mergeRows(before, [row(4), row(2, 'delivered')], all);
    expect(ids(after)).toEqual([4, 3, 2, 1]);
    expect(after[2]?.state).toBe('delivered');
    expect(ids(before)).toEqual([3, 2, 1]);
  });

  it('drop and take in what enters and leaves the state that is shown', () => {
    const waiting = { ...all, state: 'waiting' as const };
    expect(ids(mergeRows([row(5), row(3)], [row(5, 'sending'), row(4)], waiting))).toEqual([4, 3]);
    expect(ids(mergeRows([row(5)], [row(6, 'delivered')], waiting))).toEqual([5]);
  });

  it('leave a row older than the loaded ones to its page, and a new one to the search', () => {
    expect(ids(mergeRows([row(5)], [row(1)], { ...all, more: true }))).toEqual([5]);
    expect(ids(mergeRows([row(5)], [row(1)], all))).toEqual([5, 1]);
    expect(ids(mergeRows([row(5)], [row(6)], { ...all, takesNew: false }))).toEqual([5]);
  });

  it('take over the first page of a search anew, keeping the pages after it', () => {
    const loaded = [row(9), row(8), row(5), row(4), row(1)];
    expect(ids(replaceBeginning(loaded, { rows: [row(10), row(9), row(5)], more: true, isWhole: true }))).toEqual([
      10, 9, 5, 4, 1,
    ]);
    expect(ids(replaceBeginning(loaded, { rows: [row(10)], more: false, isWhole: true }))).toEqual([10]);
    expect(ids(replaceBeginning(loaded, { rows: [], more: false, isWhole: true }))).toEqual([]);
  });
});

describe('the layout of the list', () => {
  const layoutOf = (rows: OutboxRow[]) => new ListLayout(rows, () => 1);
  const rows = Array.from({ length: 50 }, (_, index) => row(50 - index));

  it('knows which row covers a height', () => {
    const layout = layoutOf(rows);
    expect(layout.height).toBe(headingHeight + 50 * rowHeight);
    const heights = [-headingHeight, 0, rowHeight - 1, rowHeight, 49.5 * rowHeight, 1e9];
    expect(heights.map((y) => layout.indexAt(headingHeight + y))).toEqual([0, 0, 0, 1, 49, 49]);
  });

  it('keeps the row one reads where it is when rows come, go or grow above it', () => {
    const before = layoutOf(rows);
    const scrollTop = 10.5 * rowHeight;
    const come = layoutOf([row(52), row(51), ...rows]);
    expect(come.scrollKept(before, scrollTop)).toBe(12.5 * rowHeight);
    const gone = layoutOf(rows.filter(({ id }) => id !== 48));
    expect(gone.scrollKept(before, scrollTop)).toBe(9.5 * rowHeight);
    const grown = layoutOf(
      rows.map((old) => (old.id === 48 ? row(48, 'needs-attention', { code: 'set-aside' }) : old)),
    );
    expect(grown.scrollKept(before, scrollTop) - scrollTop).toBe(grown.height - before.height);
    expect(come.scrollKept(before, 0)).toBe(0);
  });

  it('scrolls no further than a row needs', () => {
    const layout = layoutOf(rows);
    expect(layout.scrolledTo(0, 300, 500)).toBe(0);
    expect(layout.scrolledTo(6, 300, 500)).toBe(300);
    expect(layout.scrolledTo(20, 300, 500)).toBe(headingHeight + 21 * rowHeight - 500);
  });
});
