/** What is said, in English, as a reader in Great Britain sees it. */
import type { Finding } from '#contract/doctor.ts';
import type { Attempt } from '#contract/outbox.ts';
import type { Said } from '#words/message.ts';
import { speaker } from '#words/speaker.ts';

export const english = speaker('en', 'en-GB');

/** Takes what is said; returns the words. */
export const textOf = (said: Said): string => english.text(said);

/** The same, where nothing may be said. */
export const textOrNull = (said: Said | null): string | null => (said === null ? null : textOf(said));

/** A finding of the doctor, as it is read. */
export type ReadFinding = Pick<Finding, 'check' | 'verdict'> & { found: string; todo: string | null };

/** Takes a finding; returns it with words. */
export const readFinding = ({ found, todo, ...finding }: Finding): ReadFinding => ({
  ...finding,
  found: textOf(found),
  todo: textOrNull(todo),
});

type Read<A extends Attempt> = Omit<A, 'message' | 'result' | 'decision'> & {
  message: string | null;
  result: string;
  decision: string | null;
};

/** Takes a contact with its attempts; returns it with the words of them. */
export function readDetail<D extends { attempts: Attempt[] }>(
  detail: D | null,
): (Omit<D, 'attempts'> & { attempts: Read<Attempt>[] }) | null {
  return detail === null ? null : { ...detail, attempts: detail.attempts.map(readAttempt) };
}

const readAttempt = ({ message, result, decision, ...attempt }: Attempt): Read<Attempt> => ({
  ...attempt,
  message: textOrNull(message),
  result: textOf(result),
  decision: textOrNull(decision),
});

/** Stands for what is said in these words, within what is compared. */
export const says = (words: string | RegExp): unknown => ({
  asymmetricMatch: (said: Said) => (typeof words === 'string' ? textOf(said) === words : words.test(textOf(said))),
  toString: () => 'Says',
  toAsymmetricMatcher: () => `says ${String(words)}`,
});
