import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../electron/crm/outcome.ts';
import { decide } from '../../electron/sync/decide.ts';
import type { Pause } from '../../electron/contract/status.ts';

const now = 1_800_000_000_000;
const none = { before: null, now, chance: 1 };
const answered = { message: null, excerpt: null };

const table: [Outcome, string, string | null][] = [
  [{ kind: 'delivered', status: 200, crmId: 'c1', remoteId: null, excerpt: '{}' }, 'delivered', null],
  [{ kind: 'not-sent', code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND' }, 'waiting', 'offline'],
  [{ kind: 'portal', reached: 'no', status: 302, ...answered }, 'waiting', 'portal'],
  [{ kind: 'portal', reached: 'unknown', status: 200, ...answered }, 'unconfirmed', 'portal'],
  [{ kind: 'refused', status: 400, message: 'Bad e-mail', excerpt: null }, 'needs-attention', null],
  [{ kind: 'already-there', status: 409, ...answered }, 'needs-attention', null],
  [{ kind: 'key-rejected', status: 401, ...answered }, 'waiting', 'key-rejected'],
  [{ kind: 'plan-refused', status: 402, ...answered }, 'waiting', 'plan-refused'],
  [{ kind: 'access-refused', status: 403, ...answered }, 'waiting', 'access-refused'],
  [{ kind: 'wrong-address', status: 404, ...answered }, 'waiting', 'wrong-address'],
  [{ kind: 'rate-limited', status: 429, retryAfter: null, ...answered }, 'waiting', 'rate-limited'],
  [{ kind: 'unknown', status: null, code: 'ECONNRESET', ...answered }, 'unconfirmed', 'api-ill'],
];

describe.each(table)('after %o', (outcome, state, reason) => {
  it(`the contact is ${state} and the queue ${reason === null ? 'goes on' : `rests: ${reason}`}`, () => {
    const { settlement, pause } = decide(outcome, none);
    expect(settlement.state).toBe(state);
    expect(pause?.reason ?? null).toBe(reason);
  });

  it('a contact that is in front of the user has a reason, and one that waits or is delivered has none', () => {
    const { settlement } = decide(outcome, none);
    expect(settlement.reason !== null).toBe(['needs-attention', 'unconfirmed'].includes(settlement.state));
  });
});

it("says what the API said, in the API's words", () => {
  const { settlement } = decide({ kind: 'refused', status: 422, message: 'Email is invalid', excerpt: null }, none);
  expect(settlement.reason).toContain('422');
  expect(settlement.reason).toContain('Email is invalid.');
});

describe('the time of the next look', () => {
  const offline: Outcome = { kind: 'not-sent', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' };

  function waits(outcome: Outcome, times: number, chance: number): number[] {
    let before: Pause | null = null;
    return Array.from({ length: times }, () => {
      before = decide(outcome, { before, now, chance }).pause;
      return ((before?.until ?? 0) - now) / 1000;
    });
  }

  it('doubles up to a cap, with chance taking up to half of it away', () => {
    expect(waits(offline, 6, 1)).toEqual([2, 4, 8, 16, 30, 30]);
    expect(waits(offline, 6, 0)).toEqual([1, 2, 4, 8, 15, 15]);
  });

  it('stays finite after ten thousand tries', () => {
    expect(waits(offline, 10_000, 1).at(-1)).toBe(30);
  });

  it.each([
    [7_000, 7],
    [0, 1],
    [86_400_000, 3600],
  ])('follows Retry-After (%i ms) within reason', (retryAfter, seconds) => {
    expect(waits({ kind: 'rate-limited', status: 429, retryAfter, ...answered }, 1, 1)).toEqual([seconds]);
  });

  it('begins anew for another reason', () => {
    const before = decide(offline, { before: null, now, chance: 1 }).pause;
    const next = decide(
      { kind: 'unknown', status: 500, code: 'HTTP_500', ...answered },
      { before, now: now + 1, chance: 1 },
    );
    expect(next.pause).toMatchObject({ tries: 1, since: now + 1 });
  });
});

describe('the decision in words', () => {
  it('says where the contact went, and which pause follows for how long', () => {
    const words = (outcome: Outcome) => decide(outcome, none).settlement.decision;
    expect(words({ kind: 'not-sent', code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND' })).toBe(
      'Waits on, since nothing left this laptop. The queue rests: there is no connection to the CRM. It looks again in 2 s.',
    );
    expect(words({ kind: 'refused', status: 400, ...answered })).toBe(
      'Needs attention, since the CRM refused this contact. The queue goes on.',
    );
  });

  it('speaks of no rest where the connection was changed meanwhile, and there is none', () => {
    const { settlement, pause } = decide({ kind: 'key-rejected', status: 401, ...answered }, none, true);
    expect(pause).toBeNull();
    expect(settlement.result).toContain('HTTP 401');
    expect(settlement.decision).toContain('goes on with the connection that was entered meanwhile');
  });

  it('comes with all that came back', () => {
    const outcome: Outcome = { kind: 'unknown', status: 500, code: 'HTTP_500', message: 'Oh', excerpt: '{"a":1}' };
    const { code, message, excerpt, status } = decide(outcome, none).settlement;
    expect([status, code, message, excerpt]).toEqual([500, 'HTTP_500', 'Oh', '{"a":1}']);
  });
});
