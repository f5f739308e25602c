import {
  capturedOf,
  dayOf,
  mostReceiptRows,
  type Receipt,
  type ReceiptFormat,
  type ReceiptQuery,
  type SaveReceiptAnswer,
} from '#contract/receipt.ts';
import { say, type Said } from '#words/message.ts';
import { Asking } from '../lib/asking.svelte.ts';
import { call, onEvent, sentenceOf } from '../lib/bridge.ts';
import { t, textOf } from '../lib/words.ts';

/** How many contacts are listed at first, and how many more at each wish. */
const step = 100;
/** Counting takes the main process a while with very many contacts: it is to spend this part of its time on it at most. */
const share = 1 / 20;
const shortestWait = 500;

/** The receipt of a span of days, kept up to date until `end`. */
export class ReceiptView {
  from = $state(dayOf(Date.now()));
  to = $state(dayOf(Date.now()));
  /** Null until it is loaded, and while the days make no span. */
  data = $state.raw<Receipt | null>(null);
  problem = $state.raw<Said | null>(null);
  /** Whether that is one of the days; else it could not be loaded. */
  daysAreWrong = $state(false);
  readonly captured = $derived(this.data === null ? null : capturedOf(this.data.counts));
  readonly end: () => void;
  #outcome = $state.raw<SaveReceiptAnswer | null>(null);
  readonly #saving = new Asking();
  #limit = $state(step);
  readonly more = $derived(this.captured !== null && this.captured > this.#limit && this.#limit < mostReceiptRows);
  /** How many there are beyond what the list can hold. */
  readonly beyond = $derived(Math.max(0, (this.captured ?? 0) - mostReceiptRows));
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restUntil = 0;

  constructor() {
    const loadSoon = () => {
      this.#timer ??= setTimeout(() => void this.load(), Math.max(shortestWait, this.#restUntil - performance.now()));
    };
    const stops = [
      onEvent('rowsChanged', loadSoon),
      onEvent('statusChanged', ({ isOpen }) => {
        // The outbox may have been shut when it was asked.
        if (isOpen && this.data === null && !this.daysAreWrong) loadSoon();
      }),
    ];
    this.end = () => {
      for (const stop of stops) stop();
      clearTimeout(this.#timer);
    };
    void this.load();
  }

  /** The days were changed: what was shown is of others. */
  readonly choose = (from: string, to: string): void => {
    this.from = from;
    this.to = to;
    this.#limit = step;
    this.#outcome = null;
    this.#saving.problem = null;
    void this.load();
  };

  readonly today = (): void => {
    this.choose(dayOf(Date.now()), dayOf(Date.now()));
  };

  readonly showMore = (): void => {
    this.#limit = Math.min(mostReceiptRows, this.#limit + step);
    void this.load();
  };

  readonly save = async (format: ReceiptFormat): Promise<void> => {
    const span = this.#span();
    if (this.saving || span === null) return;
    this.#outcome = null;
    this.#outcome = await this.#saving.ask(() => call('saveReceipt', { span, format }));
  };

  get saving(): boolean {
    return this.#saving.busy;
  }

  /** What comes of saving it. */
  get told(): { text: string; bad: boolean } {
    if (this.saving) return { text: t('screen.saving'), bad: false };
    const { problem } = this.#saving;
    return {
      text: problem ?? textOf(this.#outcome?.message ?? ''),
      bad: problem !== null || this.#outcome?.saved === false,
    };
  }

  async load(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const asked = ++this.#asked;
    const span = this.#span();
    if (span === null) {
      this.data = null;
      return;
    }
    const began = performance.now();
    try {
      const data = await call('receipt', { span, limit: this.#limit });
      if (asked === this.#asked) this.data = data;
    } catch (error) {
      if (asked === this.#asked) this.problem = sentenceOf(error);
    }
    const now = performance.now();
    this.#restUntil = now + (now - began) / share;
  }

  /** Returns the span, or null after the problem with it was said. */
  #span(): ReceiptQuery['span'] | null {
    const { from, to } = this;
    this.problem = null;
    if (!isDay(from) || !isDay(to)) this.problem = say('receipt.daysMissing');
    else if (from > to) this.problem = say('receipt.daysReversed');
    this.daysAreWrong = this.problem !== null;
    return this.problem === null ? { from, to } : null;
  }
}

/** The control gives an empty text for a day that is not complete, and lets one type a year of long ago. */
const isDay = (day: string) => /^[12]\d{3}-\d{2}-\d{2}$/u.test(day);
