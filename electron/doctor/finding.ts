/** The four things that a check can come to. */
import type { CheckName, Finding } from '#contract/doctor.ts';

export const well = (check: CheckName, found: string): Finding => ({ check, verdict: 'well', found, todo: null });

export const trouble = (check: CheckName, found: string, todo: string): Finding => ({
  check,
  verdict: 'trouble',
  found,
  todo,
});

export const unknown = (check: CheckName, found: string, todo: string | null = null): Finding => ({
  check,
  verdict: 'unknown',
  found,
  todo,
});

export const notNeeded = (check: CheckName, found: string): Finding => ({
  check,
  verdict: 'not-needed',
  found,
  todo: null,
});

/** Takes why it could not be looked at, to follow "since". */
export const notLookedAt = (check: CheckName, why: string): Finding =>
  unknown(check, `Could not be looked at, since ${why}.`);
