/** What the API answers: whether it is there, and what it says of the key, the credential ID and the quota. */
import type { Finding } from '#contract/doctor.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { notLookedAt, trouble, unknown, well } from './finding.ts';
import type { KeyFound } from './laptop.ts';
import { inTheWay, noAnswer, obstacleIn, type Question } from './question.ts';

// Does the API answer at this address?

const waitForCrm = say('examination.waitForCrm');

/** Takes what came of the question; returns the finding. */
export function apiFinding(question: Question): Finding {
  if (question.kind === 'not-asked') return notLookedAt('api', question.why);
  const why = inTheWay(question);
  const { exchange, url, began, ended } = question;
  const { host } = url;
  const took = ended - began;
  if (exchange.kind === 'failed' && exchange.phase === 'request') {
    return trouble('api', say('examination.silent', { host, took, code: exchange.code }), waitForCrm);
  }
  // The name, the proxy and TLS have a line of their own.
  if (exchange.kind === 'failed' && obstacleIn(question, exchange.code) === 'connection') {
    const found = [say('examination.notReached', { host }), reason(exchange.code, exchange.message)];
    return trouble('api', found, say('examination.checkNetwork'));
  }
  if (exchange.kind === 'failed' || why !== null) return notLookedAt('api', why ?? noAnswer);
  const status = String(exchange.status);
  const answer = { host, took, status };
  switch (question.outcome.kind) {
    case 'wrong-address':
      return trouble('api', say('examination.noSuchApi', answer), say('examination.checkAddress'));
    case 'unknown':
      return trouble('api', say('examination.hasTrouble', answer), waitForCrm);
    case 'rate-limited':
      // A limit has a line of its own.
      if (exchange.status === 429) break;
      return trouble(
        'api',
        say(exchange.status === 503 ? 'examination.isOutOfService' : 'examination.notTaken', answer),
        waitForCrm,
      );
    case 'well':
    case 'portal':
    case 'not-sent':
    case 'key-rejected':
    case 'plan-refused':
    case 'access-refused':
      break;
  }
  return well('api', say('examination.answers', answer));
}

function reason(code: string, message: Said): Said {
  // Several addresses were tried, and each failed for a reason of its own.
  if (Array.isArray(message)) return message as Said;
  switch (code) {
    case 'ECONNREFUSED':
      return say('examination.refusesConnection', { code });
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return say('examination.nothingAnswers', { code });
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return say('examination.noRoute', { code });
    default:
      return typeof message === 'string' ? say('examination.system', { words: message, code }) : message;
  }
}

// Does the API accept the key?

/** Takes the host, what the keychain gave and what came of the question; returns the finding. */
export function keyFinding(host: string, key: KeyFound, question: Question): Finding {
  if (key.kind === 'unavailable') return notLookedAt('key', say('examination.whyKeychain'));
  if (key.kind === 'none') {
    return trouble('key', say('examination.keyMissing', { host }), say('examination.enterKey'));
  }
  const why = inTheWay(question);
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed' || why !== null) {
    return notLookedAt('key', why ?? noAnswer);
  }
  const status = String(question.exchange.status);
  switch (question.outcome.kind) {
    case 'key-rejected':
      return trouble('key', say('examination.keyRefused', { host, status }), say('examination.enterValidKey'));
    case 'plan-refused':
    case 'access-refused':
      return well('key', say('examination.keyKnown', { host, status }));
    case 'well':
      if (question.exchange.status === 200) return well('key', say('examination.keyAccepted', { host }));
      break;
    case 'portal':
    case 'not-sent':
    case 'wrong-address':
    case 'rate-limited':
    case 'unknown':
      break;
  }
  return unknown('key', say('examination.notAsFarAsKey', { host, status }));
}

// Does the API accept the credential ID?

const checkCredential = say('examination.checkCredential');

/** Takes the host, what came of the question and, as far as it may be told, what the API said; returns the finding. */
export function credentialFinding(host: string, question: Question, said: string | null): Finding {
  const why = inTheWay(question);
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed' || why !== null) {
    return notLookedAt('credential', why ?? noAnswer);
  }
  if (!question.withKey) return notLookedAt('credential', say('examination.whyNoKey'));
  const status = String(question.exchange.status);
  const words = said === null ? [] : [say('examination.itSays', { words: said })];
  switch (question.outcome.kind) {
    case 'key-rejected':
      return notLookedAt('credential', say('examination.whyKeyRejected'));
    case 'access-refused':
      return trouble('credential', [say('examination.credentialRefused', { host, status }), ...words], checkCredential);
    case 'wrong-address':
      return unknown('credential', [say('examination.addressOrCredential', { status }), ...words], checkCredential);
    case 'well':
      if (question.exchange.status === 200) return well('credential', say('examination.credentialAccepted', { host }));
      return trouble('credential', [say('examination.questionDisliked', { host, status }), ...words], checkCredential);
    case 'plan-refused':
    case 'portal':
    case 'not-sent':
    case 'rate-limited':
    case 'unknown':
      return unknown('credential', say('examination.notAsFarAsCredential', { host, status }));
  }
}

// How much may be asked of the API, and how much is.

export interface Requests {
  /** Most in a minute, as it is set. */
  perMinute: number;
  inLastMinute: number;
  /** Until when the CRM wants none, in milliseconds since 1970; null: it set no time. */
  notBefore: number | null;
  /** Whether that time is due to the CRM being out of service. */
  outOfService: boolean;
}

const waitForSending = say('examination.waitForSending');

/** Takes what came of the question, what is sent, and what the API said as far as it may be told; returns the finding. */
export function quotaFinding(
  question: Question,
  { perMinute, inLastMinute, notBefore, outOfService }: Requests,
  said: string | null,
): Finding {
  const own = [say('examination.requests', { count: inLastMinute }), say('examination.pace', { most: perMinute })];
  if (notBefore !== null) return trouble('quota', [restWords(notBefore, outOfService), ...own], waitForSending);
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
    return trouble('quota', [asks, ...told, ...own], waitForSending);
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

// What an answer's head says of how much more may be asked. There is no standard yet, so several spellings are read.

export interface Allowance {
  limit: number | null;
  remaining: number | null;
}

/** Takes the head, its names in lower case; returns what it says, or null where it says nothing. */
export function allowanceIn(headers: Partial<Record<string, string>>): Allowance | null {
  const numberIn = (...names: string[]): number | null => {
    for (const name of names) {
      const found = /^\s*(\d{1,12})\b/u.exec(headers[name] ?? '')?.[1];
      if (found !== undefined) return Number(found);
    }
    return null;
  };
  // `RateLimit: "default";r=50;t=30` and `RateLimit-Policy: "default";q=100;w=60` (draft-ietf-httpapi-ratelimit-headers).
  const parameter = (header: string, name: string): number | null => {
    const found = new RegExp(`(?:^|[;,\\s])${name}=(\\d{1,12})\\b`, 'u').exec(headers[header] ?? '')?.[1];
    return found === undefined ? null : Number(found);
  };
  const limit =
    numberIn('x-ratelimit-limit', 'x-rate-limit-limit', 'ratelimit-limit') ??
    parameter('ratelimit-policy', 'q') ??
    parameter('ratelimit', 'limit');
  const remaining =
    numberIn('x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining') ??
    parameter('ratelimit', 'r') ??
    parameter('ratelimit', 'remaining');
  return limit === null && remaining === null ? null : { limit, remaining };
}
