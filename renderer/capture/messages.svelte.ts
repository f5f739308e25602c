import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { FieldMessages } from '#contract/contact-checks.ts';
import type { Message } from '../ui/message.ts';
import { textOf } from '../lib/words.ts';

/** Paths that name no single field: their sentences stand above the Save button. */
const wholePaths = ['', 'addresses', 'emailAddresses', 'phoneNumbers', 'customFields'];

/** What stands under the form's fields, by the path of the field. */
export class Messages {
  /** Texts of several numbers or addresses that somebody wants in one field: they put them back. */
  readonly asOne = new SvelteSet<string>();
  readonly #byPath = new SvelteMap<string, Message>();

  /** The problems of the contact as a whole. */
  readonly whole = $derived(
    wholePaths.flatMap((path) => {
      const message = this.#byPath.get(path);
      return message === undefined ? [] : textOf(message.text);
    }),
  );

  at(path: string): Message | null {
    return this.#byPath.get(path) ?? null;
  }

  set(path: string, message: Message): void {
    this.#byPath.set(path, message);
  }

  showProblems(problems: FieldMessages): void {
    for (const [path, { tone }] of [...this.#byPath]) if (tone === 'problem') this.#byPath.delete(path);
    for (const [path, text] of Object.entries(problems))
      this.#byPath.set(path, { tone: 'problem', text: textOf(text) });
  }

  /** The field was typed into: what was said of it, and of the contact as a whole, is out of date. */
  forget(path: string): void {
    this.#byPath.delete(path);
    for (const whole of wholePaths) this.#byPath.delete(whole);
  }

  /** Entries of this list have moved: what was said of them would stand under the wrong ones. */
  forgetList(list: string): void {
    for (const path of [...this.#byPath.keys()]) {
      if (path === list || path.startsWith(`${list}.`)) this.#byPath.delete(path);
    }
  }

  clear(): void {
    this.#byPath.clear();
  }
}
