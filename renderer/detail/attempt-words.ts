import type { Attempt } from '../../electron/contract/outbox.ts';

/** Takes an attempt; returns what came back in a few letters, e.g. "HTTP 200" or "no answer, ECONNRESET". */
export function answerOf({ status, code }: Pick<Attempt, 'status' | 'code'>): string {
  const answer = status === null ? 'no answer' : `HTTP ${status}`;
  // HTTP_500 beside "HTTP 500" tells nothing new.
  return code === null || code === `HTTP_${status}` ? answer : `${answer}, ${code}`;
}
