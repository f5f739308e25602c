import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { ContactState, Move, OutboxRow } from '#contract/outbox.ts';

/** In which states a contact can be moved so. */
const statesFor: Record<Move, readonly ContactState[]> = {
  retry: ['needs-attention'],
  sendAgain: ['unconfirmed'],
  withdraw: ['waiting', 'needs-attention', 'unconfirmed'],
  undoWithdraw: ['withdrawn'],
};

/** Takes selected rows; returns those that can be moved so. */
export const movable = (move: Move, rows: readonly OutboxRow[]): OutboxRow[] =>
  rows.filter(
    ({ state, reason }) =>
      statesFor[move].includes(state) &&
      reason?.code !== 'moved' &&
      !(move === 'retry' && reason?.code === 'needs-name'),
  );

/** The rows of the list that are selected. */
export class Selection {
  readonly #ids = new SvelteSet<number>();
  /** Those that were not loaded when all were selected. */
  readonly #beyond = new SvelteMap<number, OutboxRow>();
  /** Where a range begins. */
  #anchor: number | null = null;

  get isEmpty(): boolean {
    return this.#ids.size === 0;
  }

  readonly has = (id: number): boolean => this.#ids.has(id);

  /** Takes the rows of the list; returns those that are selected. One that has left the list is none of them. */
  readonly of = (rows: readonly OutboxRow[]): OutboxRow[] => {
    if (this.isEmpty) return [];
    const end = rows.at(-1)?.id ?? Infinity;
    const beyond = [...this.#beyond.values()].filter(({ id }) => id < end && this.has(id));
    return [...rows.filter(({ id }) => this.has(id)), ...beyond];
  };

  /** Takes a row that has changed, and whether it is in the list still. */
  readonly note = (row: OutboxRow, isInList: boolean): void => {
    if (!this.#beyond.has(row.id)) return;
    if (isInList) this.#beyond.set(row.id, row);
    else this.#beyond.delete(row.id);
  };

  readonly toggle = (id: number): void => {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#anchor = id;
  };

  /** Selects all from where the range began to this row; `from`: where it begins if nothing is selected yet. */
  readonly extendTo = (id: number, rows: readonly OutboxRow[], from: number | null = null): void => {
    if (this.isEmpty || this.#anchor === null) this.#anchor = from ?? id;
    const [low, high] = [Math.min(this.#anchor, id), Math.max(this.#anchor, id)];
    this.#take(rows.filter((row) => row.id >= low && row.id <= high));
  };

  /** Selects these. `loaded`: those of them that are in the list as far as it is loaded. */
  readonly all = (rows: readonly OutboxRow[], loaded: readonly OutboxRow[] = rows): void => {
    this.#take(rows);
    this.#anchor = rows[0]?.id ?? null;
    const end = loaded.at(-1)?.id ?? Infinity;
    for (const row of rows) if (row.id < end) this.#beyond.set(row.id, row);
  };

  readonly clear = (): void => {
    this.#ids.clear();
    this.#beyond.clear();
    this.#anchor = null;
  };

  #take(rows: readonly OutboxRow[]): void {
    this.#ids.clear();
    this.#beyond.clear();
    for (const { id } of rows) this.#ids.add(id);
  }
}
