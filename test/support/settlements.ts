/** What attempts can come to, as the outbox stores it. */
import type { Settlement } from '../../electron/outbox/delivery.ts';

const answer = { phase: 'answer', headMs: 20, code: null, message: null, excerpt: null } as const;

/** The CRM took the contact under this id. */
export function delivered(crmId: string, remoteId: string | null = null): Settlement {
  return {
    outcome: { ...answer, kind: 'delivered', processed: 'yes', status: 200, crmId, remoteId },
    state: 'delivered',
    reason: null,
    decision: { contact: 'delivered', queue: 'goes-on' },
  };
}

/** The CRM refused the contact, in these words. */
export function refused(message: string | null = null, status = 400): Settlement {
  const excerpt = message === null ? null : JSON.stringify({ message });
  return {
    outcome: { ...answer, kind: 'refused', processed: 'no', status, message, excerpt },
    state: 'needs-attention',
    reason: { code: 'refused', status, message },
    decision: { contact: 'refused', queue: 'goes-on' },
  };
}

/** The request left, and nothing came back. */
export const unanswered: Settlement = {
  outcome: {
    kind: 'unknown',
    processed: 'unknown',
    phase: 'request',
    status: null,
    headMs: null,
    code: 'ECONNRESET',
    message: 'read ECONNRESET',
    excerpt: null,
  },
  state: 'unconfirmed',
  reason: { code: 'no-answer' },
  decision: { contact: 'unconfirmed', queue: { rests: 'api-ill', seconds: 5 } },
};

/** The CRM asked to slow down: the contact waits on. */
export const slowedDown: Settlement = {
  outcome: { ...answer, kind: 'rate-limited', processed: 'no', status: 429, retryAfter: 60_000 },
  state: 'waiting',
  reason: null,
  decision: { contact: 'not-taken', queue: { rests: 'rate-limited', seconds: 60 } },
};
