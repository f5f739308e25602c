import { expect, it } from 'vitest';
import { rateLimit } from '../../electron/sync/rate-limit.ts';

/** Sends as fast as allowed from `from` to `to`; returns when. */
function run(limit: ReturnType<typeof rateLimit>, perMinute: number, from: number, to: number): number[] {
  const sent: number[] = [];
  let now = from;
  while (now < to) {
    const wait = limit.wait(now, perMinute);
    if (wait === 0) {
      limit.note(now);
      sent.push(now);
    }
    now += Math.max(wait, 1);
  }
  return sent;
}

it('keeps 120 a minute over a simulated hour', () => {
  const sent = run(rateLimit([]), 120, 0, 3_600_000);
  expect(sent.length).toBeGreaterThanOrEqual(7_200 * 0.98);
  expect(sent.length).toBeLessThanOrEqual(7_200 * 1.02);
});

it('never lets more than 120 into any 60 seconds, also after a pause', () => {
  const limit = rateLimit([]);
  const sent = [...run(limit, 120, 0, 90_000), ...run(limit, 120, 600_000, 720_000)];
  const most = Math.max(...sent.map((start) => sent.filter((one) => one >= start && one < start + 60_000).length));
  expect(most).toBe(120);
});

it('counts the requests of the last run', () => {
  expect(rateLimit([10_000, 20_000]).wait(50_000, 2)).toBe(20_000);
});

it('lets the next one go at once when the limit was raised', () => {
  const limit = rateLimit([1, 2, 3]);
  expect(limit.wait(4, 3)).toBeGreaterThan(0);
  expect(limit.wait(4, 4)).toBe(0);
});
