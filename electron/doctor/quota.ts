/** How much may be asked of the API, and how much is. */
import type { Finding } from '#contract/doctor.ts';
import { allowanceIn, type Allowance } from './allowance.ts';
import { trouble, unknown, well } from './finding.ts';
import { inTheWay, type Question } from './question.ts';
import { countWords, spanWords, timeWords } from './words.ts';

export interface Requests {
  /** Most in a minute, as it is set. */
  perMinute: number;
  inLastMinute: number;
  /** Until when the CRM wants none, in milliseconds since 1970; null: it set no time. */
  notBefore: number | null;
  /** Whether that time is due to the CRM being out of service. */
  outOfService: boolean;
}

const wait = 'Wait: sending goes on by itself.';

/** Takes what came of the question, what is sent, and what the API said as far as it may be told; returns the finding. */
export function quotaFinding(
  question: Question,
  { perMinute, inLastMinute, notBefore, outOfService }: Requests,
  said: string | null,
): Finding {
  const own = `Fieldpost made ${countWords(inLastMinute, 'request', 'requests')} in the last minute; at most ${perMinute} are set.`;
  if (notBefore !== null) {
    const rest = restWords(notBefore, outOfService);
    return trouble('quota', `${rest.charAt(0).toUpperCase()}${rest.slice(1)}. ${own}`, wait);
  }
  const why = inTheWay(question);
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed' || why !== null) {
    return unknown('quota', `What the CRM allows could not be looked at, since ${why ?? 'no answer came'}. ${own}`);
  }
  const { exchange, outcome, url } = question;
  const allowance = allowanceIn(exchange.headers);
  const told = allowance === null ? '' : ` It says that ${allowanceWords(allowance)}.`;
  if (outcome.kind === 'plan-refused') {
    const words = said === null ? '' : ` It says: “${said}”`;
    return trouble(
      'quota',
      `The plan does not cover this, says ${url.host} (HTTP 402).${words}`,
      'Ask whoever manages the plan.',
    );
  }
  // Out of service is no matter of quota, unless a time is set.
  if (outcome.kind === 'rate-limited' && (exchange.status === 429 || outcome.retryAfter !== null)) {
    const again = outcome.retryAfter === null ? '' : ` for ${spanWords(outcome.retryAfter)}`;
    return trouble(
      'quota',
      `${url.host} asks for no more requests${again} (HTTP ${exchange.status}).${told} ${own}`,
      wait,
    );
  }
  if (allowance?.remaining === 0) {
    return trouble('quota', `The CRM's quota is used up.${told} ${own}`, 'Wait, or set a slower pace in Settings.');
  }
  if (outcome.kind === 'well') {
    return well('quota', `${told === '' ? 'The CRM took the question and names no limit.' : told.trim()} ${own}`);
  }
  if (allowance !== null) return well('quota', `${told.trim()} ${own}`);
  return unknown('quota', `The answer of the CRM (HTTP ${exchange.status}) names no limit. ${own}`);
}

/** Takes the moment before which the CRM is asked nothing, and whether it is out of service; returns that as a clause. */
export function restWords(notBefore: number, outOfService: boolean): string {
  return outOfService
    ? `the CRM is out of service for now, and is asked nothing before ${timeWords(notBefore)}`
    : `the CRM asked for no request before ${timeWords(notBefore)}`;
}

function allowanceWords({ limit, remaining }: Allowance): string {
  if (remaining === null) return `${limit ?? 0} requests are allowed`;
  return limit === null ? `${remaining} more are allowed` : `${remaining} of ${limit} are left`;
}
