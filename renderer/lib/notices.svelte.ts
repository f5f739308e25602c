import { sentenceOf } from './bridge.ts';

/** Failures that belong to no field and no view, as sentences; `Notices.svelte` shows them. */
class Notices {
  sentence = $state<string | null>(null);

  readonly show = (error: unknown): void => {
    this.sentence = sentenceOf(error);
  };

  readonly dismiss = (): void => {
    this.sentence = null;
  };
}

export const notices = new Notices();
