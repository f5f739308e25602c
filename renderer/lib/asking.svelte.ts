import { sentenceOf } from './bridge.ts';

/** One question to the main process at a time, as a view shows it: whether it is under way, and why it failed. */
export class Asking {
  busy = $state(false);
  problem = $state<string | null>(null);

  /** Asks, unless a question is under way. Returns the answer, or null where it was not asked or failed: `problem` says why. */
  async ask<Value>(question: () => Promise<Value>): Promise<Value | null> {
    if (this.busy) return null;
    this.busy = true;
    this.problem = null;
    try {
      return await question();
    } catch (error) {
      this.problem = sentenceOf(error);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
