import type { Alike } from '#contract/outbox.ts';
import { Asking } from '../lib/asking.svelte.ts';
import { call, onEvent } from '../lib/bridge.ts';
import { toasts } from '../ui/toasts.svelte.ts';

/** Between a change and the question what it has changed, in milliseconds: changes come in swarms. */
const pause = 200;

/** Why contacts need attention, kept up to date until `end`. */
export class Attention {
  /** The most frequent reason first. */
  reasons = $state.raw<Alike[]>([]);
  readonly end: () => void;

  readonly #asking = new Asking(toasts.show);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const unlisten = onEvent('rowsChanged', () => {
      this.#timer ??= setTimeout(() => void this.#load(), pause);
    });
    this.end = () => {
      unlisten();
      clearTimeout(this.#timer);
    };
    void this.#load();
  }

  /** Whether contacts are put back in the queue just now. */
  get acting(): boolean {
    return this.#asking.busy;
  }

  /** Puts all contacts with the same reason as this one back in the queue; returns how many, or null where that failed. */
  readonly retry = async (id: number): Promise<number | null> => {
    if (this.acting) return null;
    const contacts = await this.#asking.ask(() => call('retryAlike', id));
    await this.#load();
    return contacts;
  };

  async #load(): Promise<void> {
    this.#timer = undefined;
    try {
      this.reasons = await call('attentionReasons');
    } catch (error) {
      toasts.show(error);
    }
  }
}
