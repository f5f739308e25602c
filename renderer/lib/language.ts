/** In whose way dates, times and numbers are written on the screen. Whatever writes one follows a change at once. */
import { createSubscriber } from 'svelte/reactivity';
import { systemLanguage } from '#contract/language.ts';

let current = systemLanguage;
const noted = new Set<() => void>();
const subscribe = createSubscriber((update) => {
  noted.add(update);
  return () => noted.delete(update);
});

/** Returns the language for `Intl`: a BCP 47 tag, or undefined, which stands for the system's. */
export function language(): string | undefined {
  subscribe();
  return current === systemLanguage ? undefined : current;
}

/** Takes `system`, or a BCP 47 tag. */
export function setLanguage(next: string): void {
  current = next;
  for (const update of noted) update();
}

/** Takes what makes a formatter for a language; returns what returns the one of the moment, made at its first use. */
export function inLanguage<Formatter>(make: (language: string | undefined) => Formatter): () => Formatter {
  let made: { language: string | undefined; formatter: Formatter } | undefined;
  return () => {
    const now = language();
    // Each takes a millisecond, which the first paint need not wait for.
    if (made === undefined || made.language !== now) made = { language: now, formatter: make(now) };
    return made.formatter;
  };
}
