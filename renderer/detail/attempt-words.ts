import type { Attempt } from '#contract/outbox.ts';
import { say, type Message } from '#words/message.ts';

/** Takes an attempt that has ended; returns what came back in a few letters, e.g. "HTTP 200 after 1.2 s" or "no answer, ECONNRESET". */
export function answerOf({
  status,
  code,
  phase,
  headMs,
}: Pick<Attempt, 'status' | 'code' | 'phase' | 'headMs'>): Message {
  const answer = plainAnswer(status, phase, headMs);
  // HTTP_500 beside "HTTP 500" tells nothing new.
  return code === null || code === `HTTP_${status}` ? answer : say('detail.withCode', { answer, code });
}

function plainAnswer(status: number | null, phase: Attempt['phase'], headMs: number | null): Message {
  if (status === null) return say(phase === 'connection' ? 'detail.nothingSent' : 'detail.noAnswer');
  const http = String(status);
  return headMs === null
    ? say('detail.http', { status: http })
    : say('detail.httpAfter', { status: http, took: headMs });
}
