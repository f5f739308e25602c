import type { ContactDetail } from '#contract/outbox.ts';
import { say, type Said } from '#words/message.ts';
import { Asking } from '../lib/asking.svelte.ts';
import { call, onEvent, sentenceOf } from '../lib/bridge.ts';
import { Attention } from '../outbox/attention.svelte.ts';
import { retriedWords } from '../outbox/retry-words.ts';

export type Action =
  | 'retryContact'
  | 'retryAlike'
  | 'setAside'
  | 'sendAgain'
  | 'markDelivered'
  | 'leaveContact'
  | 'withdraw'
  | 'withdrawConsent'
  | 'undoWithdraw';

/** One contact of the outbox with all that is known of it, kept up to date until `end`. */
export class Detail {
  readonly id: number;
  /** Null until it is loaded. */
  data = $state.raw<ContactDetail | null>(null);
  problem = $state.raw<Said | null>(null);
  /** What came of the last action, where that is more than what the contact shows. */
  told = $state.raw<Said | null>(null);
  /** Why contacts need attention: this one may be one of many. */
  readonly attention = new Attention();
  readonly #asking = new Asking();
  readonly end: () => void;

  constructor(id: number) {
    this.id = id;
    const unlisten = onEvent('rowsChanged', (rows) => {
      if (rows.some((row) => row.id === id)) void this.#load();
    });
    this.end = () => {
      unlisten();
      this.attention.end();
    };
    void this.#load();
  }

  /** Whether an action is under way. */
  get acting(): boolean {
    return this.#asking.busy;
  }

  /** Asks the main process for something that changes this contact. */
  readonly act = async (name: Action): Promise<void> => {
    if (this.acting) return;
    this.problem = null;
    this.told = null;
    const answer = await this.#asking.ask(() => call(name, this.id));
    if (answer !== null) this.told = retriedWords(answer);
    this.problem = this.#asking.problem;
    await this.#load();
  };

  /** Returns how many contacts need attention for the same reason as this one, itself among them; 0: it needs none. */
  readonly alike = (): number => {
    const reason = JSON.stringify(this.data?.row.reason ?? null);
    if (this.data?.row.state !== 'needs-attention') return 0;
    return this.attention.reasons.find((alike) => JSON.stringify(alike.reason) === reason)?.contacts ?? 0;
  };

  async #load(): Promise<void> {
    try {
      const data = await call('contactDetail', this.id);
      if (data === null) this.problem = say('detail.gone');
      else this.data = data;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
