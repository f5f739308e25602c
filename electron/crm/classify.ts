/** Says what an exchange means to a sender, row by row of the README's table of answers. */
import { saysAlreadyThere } from './already-there.ts';
import { excerptOf } from './excerpt.ts';
import type { Exchange, Failed, Reached } from '../http/exchange.ts';
import { idOf, jsonIn, property } from './json.ts';
import { listedIn } from './list.ts';
import type { Answered, ListOutcome, Outcome, ProbeOutcome, ReachOutcome } from './outcome.ts';
import { reasonIn } from './reason.ts';
import { retryAfterIn } from './retry-after.ts';

/**
 * A 503 that names a time is believed only within so many milliseconds. Later it may come from something in between that
 * gave up waiting, while the API goes on and creates the contact.
 */
const promptly = 2_000;

/** Where a request went and what must not be repeated of it. */
export interface Asked {
  url: URL;
  /** Some servers repeat the key in their answer. */
  key: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Takes what came of a Create Contact request; returns its meaning. */
export function classifyCreate(exchange: Exchange, asked: Asked): Outcome {
  if (exchange.kind === 'failed') return failed(exchange);
  const answer = answerIn(exchange, asked);
  const { evidence, json } = answer;
  const { status, message } = evidence;
  if (status === 200 || status === 201) {
    const contact = property(json, 'contact');
    const crmId = idOf(property(contact, 'id'));
    const remoteId = idOf(property(contact, 'remoteId'));
    if (crmId !== null) return { ...evidence, kind: 'delivered', processed: 'yes', message: null, crmId, remoteId };
  }
  // A success without an id that is no page, or was cut short: no portal speaks like this, so it may have been created.
  if (status < 300 && !answer.isPage) {
    return { ...evidence, kind: 'unknown', processed: 'unknown', code: 'NO_CONTACT_ID' };
  }
  const queue = ofTheQueue(answer);
  if (queue !== null) return queue;
  const kind = saysAlreadyThere(status, json, message) ? 'already-there' : 'refused';
  return { ...evidence, kind, processed: 'no' };
}

/** Takes what came of a harmless List Contacts request; returns its meaning. */
export function classifyProbe(exchange: Exchange, asked: Asked): ProbeOutcome {
  if (exchange.kind === 'failed') return failed(exchange);
  const answer = answerIn(exchange, asked);
  const { evidence, json } = answer;
  if (evidence.status === 200 && json !== undefined) return { ...evidence, kind: 'well', message: null };
  // A 4xx that is none of the queue's: it is the API that speaks, and it is this question it does not like.
  return ofTheQueue(answer) ?? { ...evidence, kind: 'well' };
}

/** Takes what came of a List Contacts request that looks for a contact; returns its meaning. */
export function classifyList(exchange: Exchange, asked: Asked): ListOutcome {
  const contacts = listedIn(exchange, asked.key);
  if (contacts !== null) return { kind: 'listed', contacts };
  const outcome = classifyProbe(exchange, asked);
  return outcome.kind === 'well' ? { ...outcome, kind: 'not-listed' } : outcome;
}

/** Takes what came of a connection without a request; returns its meaning. */
export function classifyReach(reached: Reached): ReachOutcome {
  return reached.kind === 'reached' ? reached : notSent(reached);
}

/** What concerns the queue and not the single contact; null: it concerns the contact. */
function ofTheQueue({
  evidence,
  isPage,
  secure,
  retryAfter,
}: Answer): Exclude<ProbeOutcome, { kind: 'well' | 'not-sent' }> | null {
  const { status, headMs } = evidence;
  const turnedAway = status === 503 && retryAfter !== null && headMs <= promptly;
  if (status === 429 || status === 421 || status === 425 || turnedAway) {
    return { ...evidence, kind: 'rate-limited', processed: 'no', retryAfter };
  }
  if (status === 408 || (status >= 500 && status !== 511)) {
    return { ...evidence, kind: 'unknown', processed: 'unknown', code: `HTTP_${status}` };
  }
  if (status < 400 || status === 511 || isPage) {
    // An answer that came over TLS came from the API's own host, or what stands in front of it: it may have passed the
    // request on. Without TLS it came from whoever happened to answer.
    return { ...evidence, kind: 'portal', processed: secure ? 'unknown' : 'no' };
  }
  const kind = refusedToAll[status];
  return kind === undefined ? null : { ...evidence, kind, processed: 'no' };
}

const refusedToAll: Partial<Record<number, 'key-rejected' | 'plan-refused' | 'access-refused' | 'wrong-address'>> = {
  401: 'key-rejected',
  402: 'plan-refused',
  403: 'access-refused',
  404: 'wrong-address',
  405: 'wrong-address',
  410: 'wrong-address',
};

function failed(exchange: Failed): Extract<Outcome, { kind: 'not-sent' | 'unknown' }> {
  const { phase, code, message } = exchange;
  if (phase === 'connection') return notSent(exchange);
  return { kind: 'unknown', processed: 'unknown', phase, status: null, headMs: null, code, message, excerpt: null };
}

function notSent({ code, message }: Failed): Extract<Outcome, { kind: 'not-sent' }> {
  const nothing = { phase: 'connection', status: null, headMs: null, excerpt: null } as const;
  return { kind: 'not-sent', processed: 'no', ...nothing, code, message };
}

interface Answer {
  evidence: Answered;
  /** Undefined where the body is no JSON, or is said to be something else. */
  json: unknown;
  /** Made for a browser, whatever it is said to be. */
  isPage: boolean;
  /** Whether it came over TLS. */
  secure: boolean;
  /** Milliseconds from now. */
  retryAfter: number | null;
}

const page = /^\s*(?:<\?xml[^>]*>\s*|<!--[^]*?-->\s*)*<(?:!doctype|html|head|body|meta|title|script)\b/iu;

function answerIn(exchange: Extract<Exchange, { kind: 'answer' }>, { url, key, now }: Asked): Answer {
  const { status, headMs, contentType, retryAfter, headers, body } = exchange;
  const json = jsonIn(contentType, body);
  const isPage = /^\s*(text\/html|application\/xhtml)/iu.test(contentType) || page.test(body ?? '');
  const said = json === undefined && !isPage && /^\s*text\/plain\b/iu.test(contentType) ? body : json;
  return {
    evidence: {
      phase: 'answer',
      status,
      headMs,
      code: null,
      message: reasonIn(said, key),
      excerpt: excerptOf(body, key),
    },
    json,
    isPage,
    secure: url.protocol === 'https:',
    retryAfter: retryAfterIn(retryAfter, headers['date'] ?? null, now),
  };
}
