/** What is said, in English, as a reader in Great Britain sees it. */
import type { Finding } from '#contract/doctor.ts';
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
