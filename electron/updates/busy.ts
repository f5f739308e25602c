import type { Status } from '#contract/status.ts';

/** Takes the status; returns whether contacts are being sent, or would be in a moment. */
export function isSending({ counts, heldBack, declined, inFlight, pause }: Status): boolean {
  return inFlight > 0 || (pause === null && counts.waiting - heldBack - declined > 0);
}
