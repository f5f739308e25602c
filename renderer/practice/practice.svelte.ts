import type { PracticeBehaviour, PracticeView } from '#contract/practice.ts';
import { call, onEvent } from '../lib/bridge.ts';
import { toasts } from '../ui/toasts.svelte.ts';

/** The practice CRM as the screen knows it, kept up to date until `end`. */
export class Practice {
  view = $state.raw<PracticeView | null>(null);
  readonly end: () => void;

  constructor() {
    this.end = onEvent('practiceChanged', (view) => {
      this.view = view;
    });
    this.#show(call('practice'));
  }

  /** Changes the network or the answer. */
  behave(change: Partial<PracticeBehaviour>): void {
    if (this.view !== null) this.#show(call('setPracticeBehaviour', { ...this.view.behaviour, ...change }));
  }

  #show(answer: Promise<PracticeView>): void {
    answer.then((view) => {
      this.view = view;
    }, toasts.show);
  }
}
