import { onMount } from 'svelte';
import { linesOf, type Contact } from '#contract/contact.ts';
import { namedPaths, type NamedPath } from '#contract/fields.ts';
import { call } from '../lib/bridge.ts';

/** Between a letter and the question whether it goes to the CRM, in milliseconds. */
const pause = 200;

/** What of it is told where it is typed: all but what the event gives a contact by itself. */
const told = namedPaths.filter((path) => path !== 'event' && path !== 'capturedBy');

/** What is typed into a form and does not go to the CRM, for it has no field there. To be made with the form's component. */
export class Staying {
  paths = $state.raw<readonly NamedPath[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor() {
    onMount(() => () => {
      clearTimeout(this.#timer);
      this.#asked++;
    });
  }

  /** Asks in a moment, unless it is asked again before. `slot`: of the form. */
  ask(slot: number, contact: Contact): void {
    clearTimeout(this.#timer);
    if (told.some((path) => linesOf(contact, path).length > 0)) {
      this.#timer = setTimeout(() => void this.#ask(slot, contact), pause);
    } else {
      this.#asked++;
      this.paths = [];
    }
  }

  async #ask(slot: number, contact: Contact): Promise<void> {
    const asked = ++this.#asked;
    // Without an answer nothing is said. Without a connection there are no fields to speak of yet.
    const sent = await call('whatIsSent', { slot, contact }).catch(() => null);
    if (asked === this.#asked) this.paths = sent === null || sent.address === '' ? [] : sent.kept;
  }
}
