/** The four things that a check can come to. */
import type { CheckName, Finding } from '#contract/doctor.ts';
import { say, type Message, type Said } from '#words/message.ts';

export const well = (check: CheckName, found: Said): Finding => ({ check, verdict: 'well', found, todo: null });

export const trouble = (check: CheckName, found: Said, todo: Said): Finding => ({
  check,
  verdict: 'trouble',
  found,
  todo,
});

export const unknown = (check: CheckName, found: Said, todo: Said | null = null): Finding => ({
  check,
  verdict: 'unknown',
  found,
  todo,
});

export const notNeeded = (check: CheckName, found: Said): Finding => ({
  check,
  verdict: 'not-needed',
  found,
  todo: null,
});

/** Takes why it could not be looked at, as a sentence of its own. */
export const notLookedAt = (check: CheckName, why: Message): Finding =>
  unknown(check, [say('examination.notChecked'), why]);
