import type { FollowUp, FollowUpOrder } from '#contract/follow-ups.ts';
import { dayOf } from '#contract/receipt.ts';
import { isDate } from '#contract/date-text.ts';
import { call, onEvent, sentenceOf } from '../lib/bridge.ts';

/** Contacts change while some are being sent: the list is read again so long after that, in milliseconds. */
const rest = 1_000;

/** Takes a follow-up and today as 2026-11-27; returns whether its day has passed, or is today; null as well where it is done. */
export function isDue({ by, doneAt }: Pick<FollowUp, 'by' | 'doneAt'>, today: string): 'overdue' | 'today' | null {
  if (doneAt !== null || !isDate(by) || by > today) return null;
  return by === today ? 'today' : 'overdue';
}

/** What was promised, kept up to date until `end`. */
export class FollowUps {
  by = $state<FollowUpOrder>('date');
  /** Null until it is loaded. */
  rows = $state.raw<readonly FollowUp[] | null>(null);
  count = $state(0);
  problem = $state<string | null>(null);
  today = $state(dayOf(Date.now()));
  readonly more = $derived(this.rows !== null && this.rows.length < this.count);
  readonly end: () => void;
  /** What was marked stays where it is, under the hand that marked it, until the list is sorted or opened again. */
  #isMarked = false;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const stop = onEvent('rowsChanged', () => {
      this.#timer ??= setTimeout(() => void this.#load(Math.max(1, this.rows?.length ?? 0)), rest);
    });
    this.end = () => {
      stop();
      clearTimeout(this.#timer);
    };
    void this.#load(1);
  }

  readonly sort = (by: FollowUpOrder): void => {
    if (by === this.by) return;
    this.by = by;
    this.#isMarked = false;
    void this.#load(1);
  };

  readonly showMore = (): void => {
    void this.#load((this.rows?.length ?? 0) + 1);
  };

  readonly mark = async ({ id }: FollowUp, done: boolean): Promise<void> => {
    this.#isMarked = true;
    try {
      await call('markFollowUp', { id, done });
      const doneAt = done ? Date.now() : null;
      this.rows = this.rows?.map((row) => (row.id === id ? { ...row, doneAt } : row)) ?? null;
      this.problem = null;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  };

  /** Takes what was read; returns it in the order that is shown, where the same contacts are, and one of them was marked. */
  #inPlace(read: readonly FollowUp[]): readonly FollowUp[] {
    const shown = this.rows?.flatMap(({ id }) => read.find((row) => row.id === id) ?? []) ?? [];
    return this.#isMarked && shown.length === read.length ? shown : read;
  }

  /** Reads pages from the first one on, until there are so many rows or no more. */
  async #load(wanted: number): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const asked = ++this.#asked;
    const { by } = this;
    const rows: FollowUp[] = [];
    let count = 1;
    try {
      while (rows.length < Math.min(wanted, count)) {
        const page = await call('followUps', { by, after: rows.length });
        if (asked !== this.#asked) return;
        // Between two pages the list may have changed: nobody is to be called twice.
        const fresh = page.rows.filter(({ id }) => !rows.some((row) => row.id === id));
        ({ count } = page);
        if (fresh.length === 0) break;
        rows.push(...fresh);
      }
      this.rows = this.#inPlace(rows);
      this.count = count;
      this.today = dayOf(Date.now());
      this.problem = null;
    } catch (error) {
      if (asked === this.#asked) this.problem = sentenceOf(error);
    }
  }
}
