/** Says what an exchange means to a sender, row by row of the README's table of answers. */
import { excerptOf, withoutKey } from './excerpt.ts';
import type { Exchange } from './exchange.ts';
import { listedIn } from './list.ts';
import type { ListOutcome, Outcome, ProbeOutcome } from './outcome.ts';

/** Longest message of the API that is kept, in characters. */
const longestMessage = 300;

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
  const answer = parsed(exchange, asked.key);
  const { status, message, excerpt } = answer;
  if (status === 200 || status === 201) {
    const contact = property(answer.json, 'contact');
    const crmId = idOf(property(contact, 'id'));
    if (crmId !== null) {
      return { kind: 'delivered', status, crmId, remoteId: idOf(property(contact, 'remoteId')), excerpt };
    }
  }
  // A success without an id that is no page, or was cut short: no portal speaks like this, so it may have been created.
  if (status < 300 && !answer.html) {
    return { kind: 'unknown', status, code: 'NO_CONTACT_ID', message, excerpt };
  }
  if (status === 408) return { kind: 'unknown', status, code: 'HTTP_408', message, excerpt };
  const queue = general(answer, asked);
  if (queue !== null) return queue;
  return { kind: status === 409 || saysDuplicate(message) ? 'already-there' : 'refused', status, message, excerpt };
}

/** Takes what came of a harmless List Contacts request; returns its meaning. */
export function classifyProbe(exchange: Exchange, asked: Asked): ProbeOutcome {
  if (exchange.kind === 'failed') return failed(exchange);
  const answer = parsed(exchange, asked.key);
  const { status, message } = answer;
  if (status === 200 && answer.json !== undefined) return { kind: 'well', status, message: null };
  // A 4xx that is none of the queue's: it is the API that speaks, and it is this question it does not like.
  return general(answer, asked) ?? { kind: 'well', status, message };
}

/** Takes what came of a List Contacts request that looks for a contact; returns its meaning. */
export function classifyList(exchange: Exchange, asked: Asked): ListOutcome {
  const contacts = listedIn(exchange, asked.key);
  if (contacts !== null) return { kind: 'listed', contacts };
  const outcome = classifyProbe(exchange, asked);
  return outcome.kind === 'well' ? { kind: 'not-listed', status: outcome.status, message: outcome.message } : outcome;
}

/** What concerns the queue and not the single contact; null: it concerns the contact. */
function general(answer: Answer, { url, now }: Asked): Exclude<ProbeOutcome, { kind: 'well' | 'not-sent' }> | null {
  const { status, message, excerpt } = answer;
  const kind = queueWide[status];
  if (kind !== undefined) return { kind, status, message, excerpt };
  if (status === 429 || status === 503) {
    return {
      kind: 'rate-limited',
      status,
      message,
      excerpt,
      retryAfter: retryAfterMilliseconds(answer.retryAfter, now),
    };
  }
  if (status >= 500 && status !== 511) return { kind: 'unknown', status, code: `HTTP_${status}`, message, excerpt };
  // An answer that came over TLS came from the API's own host, or what stands in front of it: it may have passed the
  // request on. Without TLS it came from whoever happened to answer.
  const reached = url.protocol === 'https:' ? 'unknown' : 'no';
  if (status < 400 || status === 511 || answer.html) return { kind: 'portal', status, message, excerpt, reached };
  return null;
}

const queueWide: Partial<Record<number, 'key-rejected' | 'plan-refused' | 'access-refused' | 'wrong-address'>> = {
  401: 'key-rejected',
  402: 'plan-refused',
  403: 'access-refused',
  404: 'wrong-address',
  405: 'wrong-address',
  410: 'wrong-address',
};

function failed({
  sent,
  code,
  message,
}: Extract<Exchange, { kind: 'failed' }>): Extract<Outcome, { kind: 'not-sent' | 'unknown' }> {
  return sent ? { kind: 'unknown', status: null, code, message, excerpt: null } : { kind: 'not-sent', code, message };
}

interface Answer {
  status: number;
  retryAfter: string | null;
  html: boolean;
  /** Undefined where the body is no JSON, or is said to be something else. */
  json: unknown;
  message: string | null;
  excerpt: string | null;
}

function parsed({ status, contentType, retryAfter, body }: Extract<Exchange, { kind: 'answer' }>, key: string): Answer {
  let json: unknown;
  // Without a type the body may speak for itself (RFC 9110, 8.3).
  if (body !== null && /^(application\/([\w.+-]+\+)?json\b|$)/iu.test(contentType.trim())) {
    try {
      json = JSON.parse(body);
    } catch {
      json = undefined;
    }
  }
  const html =
    /^(text\/html|application\/xhtml)/iu.test(contentType.trim()) || /^\s*<(!doctype|html)/iu.test(body ?? '');
  return { status, retryAfter, html, json, message: messageOf(json, key), excerpt: excerptOf(body, key) };
}

/** Clients of the API read a string `message`; others of its kind use `error` or a list of errors. */
function messageOf(json: unknown, key: string): string | null {
  const errors = property(json, 'errors');
  const first: unknown = Array.isArray(errors) ? errors[0] : errors;
  const candidates = [json, property(json, 'error'), first].flatMap((value) => [property(value, 'message'), value]);
  const found = candidates.find((value) => typeof value === 'string' && value.trim() !== '');
  if (typeof found !== 'string') return null;
  const text = withoutKey(found, key).replace(/\s+/gu, ' ').trim();
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}

function saysDuplicate(message: string | null): boolean {
  return message !== null && /duplicate|already (exists?|there|in use)/iu.test(message);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function idOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMilliseconds(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/u.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
