/** What is told in passing, in a corner of the window: what was done, with a way back, and what failed and belongs to no field and no view. */
import { sentenceOf } from '../lib/bridge.ts';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'good' | 'problem';
  /** The one thing that can be done about it. */
  action: { text: string; run: () => void } | null;
}

/** How long one stands that nobody rests the pointer or the keyboard on, in milliseconds. A problem stays. */
const life = 8_000;
const most = 3;

class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #last = 0;

  /** Takes what is to be told; returns the toast's number. */
  tell(text: string, { tone = 'plain', action = null }: Partial<Pick<Toast, 'tone' | 'action'>> = {}): number {
    const id = ++this.#last;
    for (const toast of this.shown.slice(0, Math.max(0, this.shown.length + 1 - most))) this.dismiss(toast.id);
    this.shown = [...this.shown, { id, text, tone, action }];
    if (tone !== 'problem') this.release(id);
    return id;
  }

  /** Takes anything thrown, and tells of it. The same failure is told once. */
  readonly show = (error: unknown): void => {
    const text = sentenceOf(error);
    for (const { id, tone } of this.shown) if (tone === 'problem') this.dismiss(id);
    this.tell(text, { tone: 'problem' });
  };

  readonly dismiss = (id: number): void => {
    this.hold(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  };

  /** Goes the way back that was told last. Returns whether there was one. */
  undo(): boolean {
    const toast = this.shown.findLast(({ action }) => action !== null);
    if (toast === undefined) return false;
    this.dismiss(toast.id);
    toast.action?.run();
    return true;
  }

  /** Somebody reads it: it stays. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** It goes after a while. */
  release(id: number): void {
    this.hold(id);
    if (this.shown.find((toast) => toast.id === id)?.tone === 'problem') return;
    this.#timers.set(
      id,
      setTimeout(() => {
        this.dismiss(id);
      }, life),
    );
  }

  /** The screen shows another outbox: what was told, and could be undone, is of the one before. */
  clear(): void {
    for (const { id } of this.shown) this.dismiss(id);
  }
}

export const toasts = new Toasts();
