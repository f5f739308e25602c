import type { Updates, UpdateStep } from '#contract/updates.ts';
import { call, onEvent } from '../lib/bridge.ts';
import { toasts } from '../ui/toasts.svelte.ts';

/** What the screen knows of updates; null before it was told. */
export class UpdatesView {
  current = $state.raw<Updates | null>(null);
  /** What the user does not want to read of now. */
  #putOff = $state<string | null>(null);

  /** Begins to listen; returns a function that ends that. */
  readonly listen = (): (() => void) => {
    const end = onEvent('updatesChanged', (updates) => {
      this.current = updates;
    });
    void this.#load();
    return end;
  };

  readonly step = (step: UpdateStep): void => {
    // Whoever goes on with it wants to hear what comes of it.
    this.#putOff = null;
    call('updateStep', step).catch(toasts.show);
  };

  /** Whether there are updates to look for. */
  get looks(): boolean {
    return this.current !== null && this.current.state !== 'off';
  }

  /** What the window tells of, unless it was put off: what the user is asked, and what came of the answer. */
  get news(): Updates | null {
    const updates = this.current;
    if (updates === null || !isNews(updates)) return null;
    return this.#putOff === nameOf(updates) ? null : updates;
  }

  readonly putOff = (): void => {
    this.#putOff = this.current === null ? null : nameOf(this.current);
  };

  async #load(): Promise<void> {
    try {
      const updates = await call('updates');
      this.current ??= updates;
    } catch (error) {
      toasts.show(error);
    }
  }
}

/** Anything else is found in the settings by whoever looks for it. */
function isNews(updates: Updates): boolean {
  if (updates.state === 'failed')
    return ['broken-off', 'damaged', 'no-room', 'not-installed'].includes(updates.trouble);
  return updates.state === 'found' || updates.state === 'downloading' || updates.state === 'ready';
}

/** What was put off is told again where it becomes something else. */
function nameOf(updates: Updates): string {
  if (updates.state === 'found') return `found ${updates.version} ${updates.stopped ? 'stopped' : ''}`;
  return 'version' in updates ? `${updates.state} ${updates.version}` : updates.state;
}
