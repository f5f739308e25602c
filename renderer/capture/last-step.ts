import { t } from '../lib/words.ts';
import { toasts } from '../ui/toasts.svelte.ts';

/** What was done last in the form, and the way back from it, until something is typed or another form is shown. */
export class LastStep {
  #undo: (() => Promise<void>) | null = null;
  #toast: number | null = null;
  /** What was done is undone: the cursor goes where the typing goes on, for the button that was pressed has gone. */
  onundone: () => void = () => undefined;

  get canUndo(): boolean {
    return this.#undo !== null;
  }

  /** Tells what was done, with no way back. */
  tell(said: string, tone: 'good' | 'plain' = 'plain'): void {
    this.#toast = toasts.tell(said, { tone });
  }

  /** Tells what was done, and offers the way back. */
  offer(said: string, tone: 'good' | 'plain', undo: () => Promise<void>): void {
    this.dismiss();
    this.#undo = undo;
    const run = (): void => {
      this.#undo = null;
      void this.#goBack(undo);
    };
    this.#toast = toasts.tell(said, { tone, action: { text: t('shell.undo'), run } });
  }

  /** Goes back. Returns whether there was a way. */
  undo(): boolean {
    const undo = this.#undo;
    if (undo === null) return false;
    this.dismiss();
    void this.#goBack(undo);
    return true;
  }

  async #goBack(undo: () => Promise<void>): Promise<void> {
    await undo();
    this.onundone();
  }

  /** There is no way back any more; what was told stays. */
  readonly forget = (): void => {
    this.#undo = null;
  };

  /** What was told is of no more use. */
  dismiss(): void {
    if (this.#toast !== null) toasts.dismiss(this.#toast);
    this.#toast = null;
  }
}
