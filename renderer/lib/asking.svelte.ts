import { sentenceOf } from './bridge.ts';

/** One question to the main process at a time, as a view shows it: whether it is under way, and why it failed. */
export class Asking {
  busy = $state(false);
  problem = $state<string | null>(null);
  readonly #tell: ((error: unknown) => void) | null;

  /** Takes what tells of a failure elsewhere; without, `problem` says why. */
  constructor(tell: ((error: unknown) => void) | null = null) {
    this.#tell = tell;
  }

  /** Asks, unless a question is under way. Returns the answer, or null where it was not asked or failed. */
  async ask<Value>(question: () => Promise<Value>): Promise<Value | null> {
    if (this.busy) return null;
    this.busy = true;
    this.problem = null;
    try {
      return await question();
    } catch (error) {
      if (this.#tell === null) this.problem = sentenceOf(error);
      else this.#tell(error);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
