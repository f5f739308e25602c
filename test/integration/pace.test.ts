import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../electron/http/exchange.ts';
import { answer, hour, minute, nobody, second, simulatedApp, taken } from '../support/simulated-app.ts';

/** The most requests that any 60 seconds saw. */
function mostInAMinute(requests: readonly number[]): number {
  return Math.max(...requests.map((from) => requests.filter((at) => at >= from && at < from + minute).length));
}

/** More contacts than may be sent, and a CRM that answers at once; returns when each request went out, in milliseconds. */
async function requestsUntil(end: number, perMinute: number, reply: (at: number) => Exchange): Promise<number[]> {
  const modes = await simulatedApp({
    inFlight: 10,
    perMinute,
    chance: 0,
    takes: 0,
    reply: ({ method, at }) => (method === 'POST' ? reply(at) : nobody()),
  });
  modes.capture(...Array.from({ length: (end / minute + 2) * perMinute }, (_, n) => `L${n}`));
  await modes.pass(end);
  expect(modes.outbox.counts().waiting).toBeGreaterThan(0);
  return modes.requests.map(({ at }) => at).filter((at) => at < end);
}

describe('the sender, at 120 a minute', () => {
  it('sends 7,200 contacts in a simulated hour, within 2 %', { timeout: 120_000 }, async () => {
    const requests = await requestsUntil(hour, 120, taken);
    expect(requests.length).toBeGreaterThanOrEqual(7_200 * 0.98);
    expect(requests.length).toBeLessThanOrEqual(7_200 * 1.02);
    expect(mostInAMinute(requests)).toBeLessThanOrEqual(120);
  });

  it.each([
    ['of 20 seconds', 20 * second],
    ['of 10 minutes', 10 * minute],
  ])(
    'never sends more than that in any 60 seconds after a pause %s, however many wait',
    { timeout: 120_000 },
    async (_long, long) => {
      const pausedAt = 3 * minute;
      const slowDown = answer(429, {}, { 'retry-after': String(long / second) });
      const requests = await requestsUntil(20 * minute, 120, (at) =>
        at >= pausedAt && at < pausedAt + second ? slowDown : taken(),
      );
      const goesOnAt = pausedAt + long;
      expect(requests.filter((at) => at > pausedAt + second && at < goesOnAt)).toEqual([]);
      expect(requests.filter((at) => at >= goesOnAt).length).toBeGreaterThan(5 * 120);
      expect(mostInAMinute(requests)).toBe(120);
    },
  );

  it('counts what was sent before a restart', async () => {
    const modes = await simulatedApp({ perMinute: 10 });
    modes.capture(...Array.from({ length: 30 }, (_, n) => `L${n}`));
    await modes.pass(20 * second);
    await modes.restart();
    await modes.pass(10 * minute);
    expect(modes.outbox.counts().delivered).toBe(30);
    expect(mostInAMinute(modes.requests.map(({ at }) => at))).toBe(10);
  });
});
