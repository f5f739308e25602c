import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Crm } from '../../electron/crm/client.ts';
import type { Outcome } from '../../electron/crm/outcome.ts';
import { fixedKey } from '../../electron/keychain.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { startSender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const delivered: Outcome = {
  kind: 'delivered',
  status: 201,
  crmId: 'c',
  remoteId: null,
  excerpt: null,
};
const slowDown = (retryAfter: number): Outcome => ({
  kind: 'rate-limited',
  status: 429,
  retryAfter,
  message: null,
  excerpt: null,
});

/**
 * A real outbox and a real sender with more contacts than it may send, and a CRM that answers at once; the clock goes
 * from one timer to the next. Returns when each request went out, in milliseconds since the beginning.
 */
async function requestsUntil(end: number, perMinute: number, answer: (at: number) => Outcome): Promise<number[]> {
  const beginning = Date.now();
  const time = () => Date.now() - beginning;
  const requests: number[] = [];
  const crm: Crm = {
    createContact: () => {
      requests.push(time());
      return Promise.resolve(answer(time()));
    },
    probe: () => {
      requests.push(time());
      return Promise.resolve({ kind: 'well', status: 200, message: null });
    },
    close: () => Promise.resolve(),
  };
  const outbox = openOutbox(temporaryFolder());
  outbox.saveConnection({ baseUrl: 'http://127.0.0.1:1', credentialId: 'c' });
  outbox.savePace({ inFlight: 10, perMinute });
  outbox.together(() => {
    for (let n = 0; n < (end / minute + 2) * perMinute; n++) outbox.capture(contactWith({}), Date.now());
  });
  const sender = startSender({
    outbox,
    crm,
    keys: fixedKey('key'),
    linkDown: () => false,
    changed: () => undefined,
    now: Date.now,
    monotonic: time,
    chance: () => 0,
  });
  onTestFinished(async () => {
    await sender.stop(0);
    outbox.close();
  });
  /** Until nothing is under way, and each turn of the event loop leaves it at that. */
  const calm = async () => {
    for (let turns = 0; turns < 3; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (sender.status().inFlight > 0 || outbox.counts().sending > 0) turns = 0;
    }
  };
  sender.nudge('saved');
  await calm();
  while (time() < end) {
    await vi.advanceTimersToNextTimerAsync();
    await calm();
  }
  expect(outbox.counts().waiting).toBeGreaterThan(0);
  return requests.filter((at) => at < end);
}

/** The most requests that any 60 seconds saw. */
function mostInAMinute(requests: readonly number[]): number {
  return Math.max(...requests.map((from) => requests.filter((at) => at >= from && at < from + minute).length));
}

describe('the sender, at 120 a minute', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
  });

  it('sends 7,200 contacts in a simulated hour, within 2 %', { timeout: 120_000 }, async () => {
    const requests = await requestsUntil(hour, 120, () => delivered);
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
      const requests = await requestsUntil(20 * minute, 120, (at) =>
        at >= pausedAt && at < pausedAt + second ? slowDown(long) : delivered,
      );
      const goesOnAt = pausedAt + long;
      expect(requests.filter((at) => at > pausedAt && at < goesOnAt)).toEqual([]);
      expect(requests.filter((at) => at >= goesOnAt).length).toBeGreaterThan(5 * 120);
      expect(mostInAMinute(requests)).toBe(120);
    },
  );
});
