import type { Attempt } from '#contract/outbox.ts';
import { duration } from '../lib/time.ts';

/** Takes an attempt that has ended; returns what came back in a few letters, e.g. "HTTP 200 after 1.2 s" or "no answer, ECONNRESET". */
export function answerOf({
  status,
  code,
  phase,
  headMs,
}: Pick<Attempt, 'status' | 'code' | 'phase' | 'headMs'>): string {
  const answer =
    status === null
      ? phase === 'connection'
        ? 'nothing was sent'
        : 'no answer'
      : `HTTP ${status}${headMs === null ? '' : ` after ${duration(headMs)}`}`;
  // HTTP_500 beside "HTTP 500" tells nothing new.
  return code === null || code === `HTTP_${status}` ? answer : `${answer}, ${code}`;
}
