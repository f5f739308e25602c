// The outbox as a work list: days above their contacts, what is selected, and what can be done to that.
import { describe, expect, it } from 'vitest';
import type { OutboxRow } from '#contract/outbox.ts';
import { bulkActions, movedWords } from '../../../renderer/outbox/bulk.ts';
import { dayName } from '../../../renderer/outbox/days.ts';
import { initialsOf } from '../../../renderer/outbox/initials.ts';
import { rowFor } from '../../../renderer/outbox/list-keys.ts';
import { headingHeight, ListLayout, reasonLineHeight, rowHeight } from '../../../renderer/outbox/list-layout.ts';
import { Selection } from '../../../renderer/outbox/selection.svelte.ts';

const noon = new Date(2027, 2, 10, 12).getTime();
const hour = 3_600_000;

const row = (id: number, parts: Partial<OutboxRow> = {}): OutboxRow => ({
  id,
  name: `Contact ${id}`,
  detail: '',
  state: 'waiting',
  reason: null,
  capturedAt: noon,
  isOpen: false,
  ...parts,
});

describe('the days of the list', () => {
  const rows = [
    row(5),
    row(4, { capturedAt: noon - hour, state: 'needs-attention', reason: { code: 'set-aside' } }),
    row(3, { capturedAt: noon - 24 * hour }),
    row(2, { capturedAt: noon - 72 * hour }),
    row(1, { capturedAt: noon - 72 * hour }),
  ];
  const layout = new ListLayout(rows, () => 2);
  const reason = 2 * reasonLineHeight + 2;

  it('stand once above the contacts of each day, and are no rows', () => {
    expect(layout.headings.map(({ index, top }) => [index, top])).toEqual([
      [0, 0],
      [2, headingHeight + 2 * rowHeight + reason],
      [3, 2 * headingHeight + 3 * rowHeight + reason],
    ]);
    expect(rows.map((_, index) => layout.heightOf(index))).toEqual([rowHeight, rowHeight + reason, rowHeight, rowHeight, rowHeight]); // prettier-ignore
    expect(layout.topOf(2)).toBe(layout.topOf(1) + layout.heightOf(1) + headingHeight);
    expect(layout.height).toBe(3 * headingHeight + 5 * rowHeight + reason);
  });

  it('come into view with the first of their contacts, whose place they share', () => {
    const [, second] = layout.headings;
    expect([layout.indexAt(second?.top ?? 0), layout.indexAt((second?.top ?? 0) - 1)]).toEqual([2, 1]);
    expect(layout.scrolledTo(2, layout.height, 400)).toBe(second?.top);
  });

  it('do not move what is read when another day begins above it', () => {
    const next = new ListLayout([row(6, { capturedAt: noon + 24 * hour }), ...rows], () => 2);
    const scrolled = layout.topOf(3) + 10;
    expect(next.scrollKept(layout, scrolled)).toBe(scrolled + headingHeight + rowHeight);
  });

  it('are today, yesterday, and dates', () => {
    const before = [0, 11 * hour, 13 * hour, 35 * hour].map((ago) => dayName(noon - ago, noon));
    expect(before).toEqual(['Today', 'Today', 'Yesterday', 'Yesterday']);
    expect(dayName(noon - 48 * hour, noon)).toContain('2027');
    expect(dayName(noon + 24 * hour, noon)).toContain('2027');
  });
});

describe('the keyboard', () => {
  it('goes by arrows and by J and K', () => {
    const layout = new ListLayout([row(3), row(2), row(1)], () => 1);
    expect(
      ['ArrowDown', 'j', 'J', 'ArrowUp', 'k', 'Home', 'End', 'x'].map((key) => rowFor(key, 1, layout, 100)),
    ).toEqual([2, 2, 2, 0, 0, 0, 2, null]);
  });
});

describe('the selection', () => {
  const rows = [row(5), row(4), row(3), row(2), row(1)];
  const ids = (selection: Selection) => selection.of(rows).map(({ id }) => id);

  it('grows and shrinks from where it began, in both directions', () => {
    const selection = new Selection();
    selection.extendTo(3, rows, 4);
    expect(ids(selection)).toEqual([4, 3]);
    selection.extendTo(2, rows);
    expect(ids(selection)).toEqual([4, 3, 2]);
    selection.extendTo(5, rows);
    expect(ids(selection)).toEqual([5, 4]);
  });

  it('takes and leaves single rows, and a range begins at the last of them', () => {
    const selection = new Selection();
    for (const id of [1, 5, 3]) selection.toggle(id);
    selection.toggle(5);
    expect(ids(selection)).toEqual([3, 1]);
    selection.toggle(5);
    selection.extendTo(4, rows);
    expect(ids(selection)).toEqual([5, 4]);
  });

  it('holds no row that has left the list', () => {
    const selection = new Selection();
    selection.all(rows);
    expect(selection.of(rows.slice(2)).map(({ id }) => id)).toEqual([3, 2, 1]);
    selection.clear();
    expect([selection.isEmpty, ids(selection)]).toEqual([true, []]);
  });
});

describe('the selection of all, of which not all are loaded', () => {
  const rows = [5, 4, 3, 2, 1].map((id) => row(id));
  const loaded = rows.slice(0, 2);

  function all(): Selection {
    const selection = new Selection();
    selection.all(rows, loaded);
    return selection;
  }
  const selectedOf = (selection: Selection, list = loaded) => selection.of(list).map(({ id }) => id);

  it('has each once, also when more of them are loaded', () => {
    expect(selectedOf(all())).toEqual([5, 4, 3, 2, 1]);
    expect(selectedOf(all(), rows)).toEqual([5, 4, 3, 2, 1]);
  });

  it('knows how the others fare, and lets go of those that leave the list', () => {
    const selection = all();
    selection.note(row(2, { state: 'delivered' }), true);
    selection.note(row(1), false);
    selection.note(row(99), true);
    expect(selection.of(loaded).map(({ id, state }) => `${id} ${state}`)).toEqual([
      '5 waiting',
      '4 waiting',
      '3 waiting',
      '2 delivered',
    ]);
  });

  it('is none of it once it is let go of, or another one is made', () => {
    const cleared = all();
    cleared.clear();
    expect(selectedOf(cleared)).toEqual([]);
    const other = all();
    other.extendTo(4, loaded);
    expect(selectedOf(other)).toEqual([5, 4]);
  });
});

describe('what can be done to the selection', () => {
  const selected = [
    row(1, { state: 'needs-attention', reason: { code: 'refused', status: 400, message: null } }),
    row(2, { state: 'unconfirmed', reason: { code: 'no-answer' } }),
    row(3, { state: 'delivered' }),
    row(4),
    row(5, { state: 'sending' }),
    row(6, { state: 'withdrawn' }),
  ];

  it('concerns those whose state allows it, and says how many these are', () => {
    expect(bulkActions(selected).map(({ move, ids, label }) => [move, ids, label])).toEqual([
      ['retry', [1], 'Retry 1'],
      ['sendAgain', [2], 'Send again 1'],
      ['undoWithdraw', [6], 'Put back 1'],
      ['withdraw', [1, 2, 4], 'Withdraw 3'],
    ]);
    expect(bulkActions([row(3, { state: 'delivered' })])).toEqual([]);
    expect(bulkActions([row(4)]).map(({ label }) => label)).toEqual(['Withdraw']);
  });

  it('is asked for once more exactly where the CRM may then have a contact twice', () => {
    const there = row(7, { state: 'needs-attention', reason: { code: 'already-there', status: 409, message: null } });
    const risky = (rows: OutboxRow[]) => bulkActions(rows).flatMap(({ move, risk }) => (risk === null ? [] : [move]));
    expect(risky(selected)).toEqual(['sendAgain']);
    expect(risky([...selected, there])).toEqual(['retry', 'sendAgain']);
  });

  it('is told with the number of those that it was done to', () => {
    expect([movedWords('withdraw', 1), movedWords('retry', 3), movedWords('undoWithdraw', 0)]).toEqual([
      '1 contact withdrawn.',
      '3 contacts went back to the queue.',
      'None of them could be changed: they have moved on meanwhile.',
    ]);
  });
});

it('stands for a name by its first letters', () => {
  const names = ['Anna Meier', 'ngô thị hằng', 'Suharti', '太郎 山田', "O'Neil", ' ', 'Élodie (Lab) Øst', '3M'];
  expect(names.map(initialsOf)).toEqual(['AM', 'NH', 'S', '太山', 'O', '', 'ÉØ', '3']);
});
