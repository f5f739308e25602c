/**
 * The world around a simulated queue: a CRM, the ways to it and a rep, by what is known of them and not by what the product
 * believes. A fault lasts: for a time, of one endpoint, or of one contact.
 */
import type { Outcome, ProbeOutcome } from '../../electron/crm/outcome.ts';

/** A number from 0 to 1, the same ones for the same seed. */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What becomes of a request. `creates`: whether the CRM has the contact afterwards; `leaves`: whether a byte of it left the laptop. */
export interface Fate {
  outcome: Outcome;
  creates: boolean;
  leaves: boolean;
  /** How long it takes, in milliseconds. */
  takes: number;
}

const second = 1_000;
const heard = { phase: 'answer', headMs: 100, code: null, excerpt: null } as const;
const silent = { phase: 'request', status: null, headMs: null, excerpt: null } as const;

/** How an endpoint, or one contact, may be treated. Each of them may last for ever. */
export const troubles = [
  'fine',
  'no-network',
  'created-503',
  'lost-500',
  'time-out',
  'portal-tls',
  'portal-open',
  '401',
  '403',
  '404',
  '429',
  '503-soon',
  '400-alike',
  '400-own',
  '409',
] as const;
export type Trouble = (typeof troubles)[number];

/** Takes the trouble that a create request meets, the contact and a chance; returns what becomes of it. */
export function fateOf(trouble: Trouble, id: number, chance: () => number): Fate {
  const quick = { leaves: true, creates: false, takes: 50 + chance() * 400 };
  const refusal = (status: number, message: string) => ({ ...heard, status, message, processed: 'no' }) as const;
  switch (trouble) {
    case 'fine': {
      const answer = { ...heard, status: 201, message: null, crmId: `c${id}`, remoteId: null } as const;
      return { ...quick, creates: true, outcome: { ...answer, kind: 'delivered', processed: 'yes' } };
    }
    case 'no-network': {
      const nothing = { phase: 'connection', status: null, headMs: null, excerpt: null } as const;
      const outcome = { ...nothing, kind: 'not-sent', processed: 'no', code: 'ENOTFOUND', message: 'no' } as const;
      return { leaves: false, creates: false, takes: 5, outcome };
    }
    case 'created-503':
      return { ...quick, creates: true, takes: 30 * second, outcome: unknown(503) };
    case 'lost-500':
      return { ...quick, outcome: unknown(500) };
    case 'time-out':
      return { ...quick, creates: chance() < 0.5, takes: 30 * second, outcome: unknown(null) };
    case 'portal-tls': {
      const outcome = { ...heard, kind: 'portal', processed: 'unknown', status: 200, message: null } as const;
      return { ...quick, creates: chance() < 0.3, outcome };
    }
    case 'portal-open':
      return { ...quick, outcome: { ...heard, kind: 'portal', processed: 'no', status: 200, message: null } };
    case '401':
      return { ...quick, outcome: { ...refusal(401, 'key'), kind: 'key-rejected' } };
    case '403':
      return { ...quick, outcome: { ...refusal(403, 'access'), kind: 'access-refused' } };
    case '404':
      return { ...quick, outcome: { ...refusal(404, 'none'), kind: 'wrong-address' } };
    case '429':
    case '503-soon': {
      const retryAfter = chance() < 0.5 ? null : Math.round(chance() * 120) * second;
      const said = refusal(trouble === '429' ? 429 : 503, 'slow down');
      return { ...quick, outcome: { ...said, kind: 'rate-limited', retryAfter } };
    }
    case '400-alike':
      return { ...quick, outcome: { ...refusal(400, `Credential expired (request ${id}57821)`), kind: 'refused' } };
    case '400-own':
      return {
        ...quick,
        outcome: { ...refusal(400, `No “${String.fromCharCode(97 + (id % 26))}” here`), kind: 'refused' },
      };
    case '409':
      return { ...quick, outcome: { ...refusal(409, 'exists'), kind: 'already-there' } };
  }
}

function unknown(status: number | null): Outcome {
  if (status === null)
    return { ...silent, kind: 'unknown', processed: 'unknown', code: 'ECONNRESET', message: 'reset' };
  return { ...heard, kind: 'unknown', processed: 'unknown', status, code: `HTTP_${status}`, message: null };
}

/** Takes the trouble that a question meets; returns how the CRM answers it. */
export function answerTo(trouble: Trouble, chance: () => number): ProbeOutcome {
  const { outcome } = fateOf(trouble, 0, chance);
  // To a question, a success or a refusal of one contact is an answer like any other.
  if (outcome.kind === 'delivered' || outcome.kind === 'refused' || outcome.kind === 'already-there') {
    return { ...heard, kind: 'well', status: outcome.status, message: null };
  }
  return outcome;
}
