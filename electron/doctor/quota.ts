/** How much may be asked of the API, and how much is. */
import type { Finding } from '#contract/doctor.ts';
import { say, type Message } from '#words/message.ts';
import { allowanceIn, type Allowance } from './allowance.ts';
import { trouble, unknown, well } from './finding.ts';
import { inTheWay, noAnswer, type Question } from './question.ts';

export interface Requests {
  /** Most in a minute, as it is set. */
  perMinute: number;
  inLastMinute: number;
  /** Until when the CRM wants none, in milliseconds since 1970; null: it set no time. */
  notBefore: number | null;
  /** Whether that time is due to the CRM being out of service. */
  outOfService: boolean;
}

const wait = say('examination.waitForSending');

/** Takes what came of the question, what is sent, and what the API said as far as it may be told; returns the finding. */
export function quotaFinding(
  question: Question,
  { perMinute, inLastMinute, notBefore, outOfService }: Requests,
  said: string | null,
): Finding {
  const own = [say('examination.requests', { count: inLastMinute }), say('examination.pace', { most: perMinute })];
  if (notBefore !== null) return trouble('quota', [restWords(notBefore, outOfService), ...own], wait);
  const why = inTheWay(question);
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed' || why !== null) {
    return unknown('quota', [say('examination.quotaUnknown'), why ?? noAnswer, ...own]);
  }
  const { exchange, outcome, url } = question;
  const answer = { host: url.host, status: String(exchange.status) };
  const allowance = allowanceIn(exchange.headers);
  const told = allowance === null ? [] : [allowanceWords(allowance)];
  if (outcome.kind === 'plan-refused') {
    const words = said === null ? [] : [say('examination.itSays', { words: said })];
    return trouble('quota', [say('examination.planRefused', answer), ...words], say('examination.askForPlan'));
  }
  // Out of service is no matter of quota, unless a time is set.
  if (outcome.kind === 'rate-limited' && (exchange.status === 429 || outcome.retryAfter !== null)) {
    const asks =
      outcome.retryAfter === null
        ? say('examination.noMoreRequests', answer)
        : say('examination.noMoreRequestsFor', { ...answer, wait: outcome.retryAfter });
    return trouble('quota', [asks, ...told, ...own], wait);
  }
  if (allowance?.remaining === 0) {
    return trouble('quota', [say('examination.quotaUsedUp'), ...told, ...own], say('examination.waitOrSlower'));
  }
  if (allowance !== null) return well('quota', [...told, ...own]);
  if (outcome.kind === 'well') return well('quota', [say('examination.noLimit'), ...own]);
  return unknown('quota', [say('examination.limitNotNamed', { status: answer.status }), ...own]);
}

/** Takes the moment before which the CRM is asked nothing, and whether it is out of service; returns what is said of that. */
export const restWords = (notBefore: number, outOfService: boolean): Message =>
  say(outOfService ? 'examination.outOfService' : 'examination.asksForNone', { until: notBefore });

function allowanceWords({ limit, remaining }: Allowance): Message {
  if (remaining === null) return say('examination.allowed', { count: limit ?? 0 });
  return limit === null
    ? say('examination.moreAllowed', { count: remaining })
    : say('examination.allowanceLeft', { left: remaining, limit });
}
