import type { Argument } from '#contract/ipc.ts';

export type Draft = Argument<'saveDraft'>;

/** No more than this is lost of what is typed without a rest where the whole app ends, in milliseconds. */
const pause = 300;

/**
 * Keeps what is being typed over a crash: writes it now and then while it is typed, and tells of it at once, so that
 * nothing is lost where only the screen dies. Writes go out one after the other, so that an older draft never lands on a
 * newer one.
 */
export class DraftKeeper {
  readonly #read: () => Draft;
  readonly #write: (draft: Draft) => Promise<unknown>;
  readonly #note: (draft: Draft) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writes: Promise<void> = Promise.resolve();
  #changed = false;
  #held = false;

  constructor(read: () => Draft, write: (draft: Draft) => Promise<unknown>, note: (draft: Draft) => void) {
    this.#read = read;
    this.#write = write;
    this.#note = note;
  }

  /** Something was typed. */
  changed(): void {
    this.#changed = true;
    // What is typed next must not take the place of what is being saved.
    if (this.#held) return;
    this.#note(this.#read());
    this.#timer ??= setTimeout(() => void this.flush(), pause);
  }

  /** Writes what has changed now; resolves when all that was to be written has been. */
  flush(): Promise<void> {
    this.#stopTimer();
    if (this.#changed && !this.#held) {
      this.#changed = false;
      this.write(this.#read());
    }
    return this.#writes;
  }

  /** Whether what was typed is not written, or could not be. */
  get isBehind(): boolean {
    return this.#changed;
  }

  write(draft: Draft): void {
    this.#note(draft);
    this.#writes = this.#writes
      .then(() => this.#write(draft))
      .then(
        () => undefined,
        // The status line tells of a disk that cannot be written; here it is enough to try again with the next change.
        () => {
          this.#changed = true;
        },
      );
  }

  /** Forgets what was to be written. */
  drop(): void {
    this.#stopTimer();
    this.#changed = false;
  }

  /**
   * Writes nothing until `release`: while a contact is being saved, its draft stays in place, and after that none of its
   * drafts may follow and bring it back. Resolves once no write is under way.
   */
  hold(): Promise<void> {
    this.drop();
    this.#held = true;
    return this.#writes;
  }

  release(): void {
    this.#held = false;
    if (this.#changed) this.changed();
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
