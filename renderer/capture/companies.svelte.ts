import { call } from '../lib/bridge.ts';

/** Between a letter and the question which companies begin so, in milliseconds. */
const pause = 80;

/** The companies of earlier contacts that begin with what is typed. */
export class Companies {
  found = $state.raw<readonly string[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  ask(typed: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(typed.trim()), pause);
  }

  async #ask(beginning: string): Promise<void> {
    const asked = ++this.#asked;
    // Without it nothing is offered, and that is all.
    const found = beginning === '' ? [] : await call('companies', beginning.slice(0, 100)).catch(() => []);
    if (asked === this.#asked) this.found = found;
  }
}
