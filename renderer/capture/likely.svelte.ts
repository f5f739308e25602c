import { onMount } from 'svelte';
import type { Contact } from '#contract/contact.ts';
import type { Likely } from '#contract/outbox.ts';
import { call, onEvent } from '../lib/bridge.ts';

/** Between a letter and the question who that is, in milliseconds. */
const pause = 150;

/** Who of the outbox is likely the person that is typed into a form. To be made with the form's component, which it lives with. */
export class LikelySame {
  /** Null: nobody. */
  found = $state.raw<Likely | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor() {
    onMount(() => {
      const unlisten = onEvent('rowsChanged', (rows) => {
        const row = rows.find(({ id }) => id === this.found?.row.id);
        if (row !== undefined && this.found !== null) this.found = { ...this.found, row };
      });
      return () => {
        unlisten();
        clearTimeout(this.#timer);
        this.#asked++;
      };
    });
  }

  /** Asks in a moment, unless it is asked again before. `slot`: of the form. */
  ask(slot: number, contact: Contact): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(slot, contact), pause);
  }

  async #ask(slot: number, contact: Contact): Promise<void> {
    const asked = ++this.#asked;
    // Without an answer nobody is shown, and that is all.
    const found = await call('likely', { slot, contact }).catch(() => null);
    if (asked === this.#asked) this.found = found;
  }
}
