import type { ContactDetail } from '../../electron/contract/outbox.ts';
import { call, onEvent, sentenceOf } from '../lib/bridge.ts';

export type Action = 'retryContact' | 'sendAgain' | 'markDelivered' | 'leaveContact';

/** One contact of the outbox with all that is known of it, kept up to date until `end`. */
export class Detail {
  readonly id: number;
  /** Null until it is loaded. */
  data = $state.raw<ContactDetail | null>(null);
  problem = $state<string | null>(null);
  /** An action is under way. */
  acting = $state(false);
  readonly end: () => void;

  constructor(id: number) {
    this.id = id;
    this.end = onEvent('rowsChanged', (rows) => {
      if (rows.some((row) => row.id === id)) void this.#load();
    });
    void this.#load();
  }

  /** Asks the main process for something that changes this contact. */
  readonly act = async (name: Action): Promise<void> => {
    if (this.acting) return;
    this.acting = true;
    this.problem = null;
    try {
      await call(name, this.id);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.acting = false;
    await this.#load();
  };

  async #load(): Promise<void> {
    try {
      const data = await call('contactDetail', this.id);
      if (data === null) this.problem = 'This contact is no longer in the outbox.';
      else this.data = data;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
