import type { ConnectionInput, ConnectionProblem, ConnectionView, KeyState } from '#contract/settings.ts';
import { say, type Said } from '#words/message.ts';
import { Asking } from '../lib/asking.svelte.ts';
import { call } from '../lib/bridge.ts';
import type { Message } from '../ui/message.ts';

export type ConnectionField = 'baseUrl' | 'credentialId' | 'apiKey';

/** What came of the last thing that was asked for. */
interface Outcome {
  good: boolean;
  text: Said;
}

/** The connection part of the settings: what is typed, and what the main process said of it. */
export class Connection {
  input = $state<ConnectionInput>({ baseUrl: '', credentialId: '', apiKey: '' });
  key = $state.raw<KeyState | null>(null);
  outcome = $state.raw<Outcome | null>(null);
  readonly #asking = new Asking();
  #problem = $state.raw<ConnectionProblem | null>(null);
  readonly #id: string;

  /** Takes which of several it is; empty: the first one. */
  constructor(id: string) {
    this.#id = id;
  }

  readonly load = (): Promise<void> =>
    this.#ask(async () => {
      this.#show(await call('connection', this.#id));
    });

  readonly save = (): Promise<void> =>
    this.#ask(async () => {
      const answer = await call('saveConnection', this.#asked());
      if (answer.saved) {
        this.#show(answer.connection);
        this.outcome = { good: true, text: say('settings.connectionSaved') };
      } else {
        this.#problem = answer.problem;
      }
    });

  readonly test = (): Promise<void> =>
    this.#ask(async () => {
      const { works, message } = await call('testConnection', this.#asked());
      this.outcome = { good: works, text: message };
    });

  readonly removeKey = (): Promise<void> =>
    this.#ask(async () => {
      this.key = (await call('removeKey', this.#id)).key;
      this.outcome = { good: true, text: say('settings.keyRemoved') };
    });

  get busy(): boolean {
    return this.#asking.busy;
  }

  messageAt(field: ConnectionField): Message | null {
    return this.#problem?.field === field ? { tone: 'problem', text: this.#problem.message } : null;
  }

  /** The host that is typed; null: none. */
  get host(): string | null {
    return URL.parse(this.input.baseUrl)?.host ?? null;
  }

  /** The problem that belongs to no field. */
  get problem(): Said | null {
    return this.#problem?.field === null ? this.#problem.message : this.#asking.problem;
  }

  readonly typed = (): void => {
    this.#problem = null;
    this.#asking.problem = null;
    this.outcome = null;
  };

  #asked = (): ConnectionInput => ({ ...$state.snapshot(this.input), id: this.#id });

  #show({ baseUrl, credentialId, key }: ConnectionView): void {
    this.input = { baseUrl, credentialId, apiKey: '' };
    this.key = key;
  }

  async #ask(question: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.typed();
    await this.#asking.ask(question);
  }
}
