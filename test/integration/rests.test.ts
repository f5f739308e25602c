/** When a queue that rests looks again by itself. */
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../electron/http/exchange.ts';
import { fixedKey, KeychainUnavailable } from '../../electron/keychain/keychain.ts';
import {
  always,
  answer,
  hour,
  minute,
  names,
  nobody,
  offline,
  second,
  silence,
  simulatedApp,
  taken,
} from '../support/simulated-app.ts';

/** The waits between these moments, in seconds. */
function waits(moments: readonly number[]): number[] {
  return moments.slice(1).map((at, index) => Math.round((at - (moments[index] ?? 0)) / second));
}

const doubling = (first: number, longest: number, count: number) =>
  Array.from({ length: count }, (_, n) => Math.min(longest, first * 2 ** n));

describe('by itself a queue looks again', () => {
  it.each([
    ['401', answer(401), 10, 900],
    ['402', answer(402), 10, 900],
    ['403', answer(403), 10, 900],
    ['404', answer(404), 10, 900],
    ['429', answer(429), 5, 300],
  ] as const)(
    'with one contact, another each time, after %s, and asks no other question',
    async (_, came, first, longest) => {
      for (const chance of [1, 0]) {
        const modes = await simulatedApp({ chance, takes: 0, inFlight: 4, reply: always(came) });
        modes.capture(...names(3));
        await modes.pass(3 * hour);
        const expected = doubling(first, longest, 10).map((wait) => Math.round(chance === 1 ? wait : wait / 2));
        const found = waits(modes.posts().map(({ at }) => at)).slice(0, 10);
        for (const [index, wait] of expected.entries())
          expect(Math.abs((found[index] ?? 0) - wait)).toBeLessThanOrEqual(1);
        expect(
          modes
            .posts()
            .slice(0, 6)
            .map(({ name }) => name),
        ).toEqual(['L0', 'L1', 'L2', 'L0', 'L1', 'L2']);
        expect(modes.requests).toEqual(modes.posts());
        expect(modes.outbox.counts()).toMatchObject({ waiting: 3 });
      }
    },
  );

  it('with no contact while it is offline', async () => {
    const modes = await simulatedApp({ chance: 1, takes: 0, reply: () => offline, reach: () => offline });
    modes.capture(...names(3));
    await modes.pass(10 * minute);
    expect(waits([0, ...modes.reaches]).slice(0, 8)).toEqual([2, 4, 8, 16, 30, 30, 30, 30]);
    expect(modes.requests).toHaveLength(1);
  });

  it('with a question in an outage, and risks a contact after a minute, growing to a quarter of an hour, five times', async () => {
    const modes = await simulatedApp({ chance: 1, takes: 0, reply: always(silence) });
    modes.capture(...names(20));
    await modes.pass(10 * hour);
    const questions = modes.requests.filter(({ method, name }) => method === 'GET' && name === '').map(({ at }) => at);
    expect(questions[0]).toBe(5 * second);
    expect(Math.max(...waits(questions))).toBeLessThanOrEqual(10 * 60);
    expect(waits(modes.posts().map(({ at }) => at))).toEqual([60, 120, 240, 480, 900]);
    expect(modes.sender.status().pause).toMatchObject({ reason: 'api-ill', asks: true });
    expect(modes.outbox.counts()).toMatchObject({ unconfirmed: 6, waiting: 14 });
  });

  it('with a question behind a sign-in page', async () => {
    const connection = { baseUrl: 'http://crm.example/one', credentialId: 'c' };
    const page = answer(200, '<html>Sign in', { 'content-type': 'text/html' });
    let isSignedIn = false;
    const modes = await simulatedApp({
      connection,
      chance: 1,
      takes: 0,
      reply: ({ method }) => (!isSignedIn ? page : method === 'POST' ? taken() : nobody()),
    });
    modes.capture(...names(3));
    await modes.pass(5 * minute);
    expect(modes.sender.status().pause).toMatchObject({ reason: 'portal' });
    isSignedIn = true;
    expect(await modes.passUntil(() => modes.outbox.counts().delivered === 3, hour)).toBeLessThan(31 * second);
  });

  it('where everything is refused alike', async () => {
    const modes = await simulatedApp({ chance: 1, takes: 0, reply: always(answer(400, { message: 'Expired' })) });
    modes.capture(...names(20));
    await modes.pass(3 * hour);
    const [, , , , ...later] = modes.posts().map(({ at }) => at);
    expect(waits(later).slice(0, 6)).toEqual([60, 120, 240, 480, 900, 900]);
  });

  it('seldom at a keychain that is locked, and at once when that answers late', async () => {
    let asked = 0;
    let answers = false;
    let told: () => void = () => undefined;
    const modes = await simulatedApp({
      chance: 1,
      keys: {
        ...fixedKey(''),
        read: () => {
          asked++;
          return answers ? Promise.resolve('key') : Promise.reject(new KeychainUnavailable('locked'));
        },
        onAnswer: (tell) => {
          told = tell;
          return () => undefined;
        },
      },
    });
    modes.capture('L');
    await modes.pass(hour);
    expect(modes.sender.status().pause).toMatchObject({
      reason: 'keychain-unavailable',
      message: { key: 'keychain.failed' },
    });
    expect(asked).toBe(1 + 5);
    answers = true;
    told();
    expect(await modes.passUntil(() => modes.outbox.counts().delivered === 1, hour)).toBeLessThan(second);
  });

  it('with the key that is in the keychain by then, after one that was rejected', async () => {
    let key = 'old';
    const modes = await simulatedApp({
      keys: { ...fixedKey(''), read: () => Promise.resolve(key) },
      reply: ({ headers, method }) =>
        headers['authorization'] !== 'bearer new' ? answer(401) : method === 'POST' ? taken() : nobody(),
    });
    modes.capture(...names(3));
    await modes.pass(hour);
    key = 'new';
    expect(await modes.passUntil(() => modes.outbox.counts().delivered === 3, hour)).toBeLessThan(15 * minute);
  });

  it('begins anew for another reason', async () => {
    let came: Exchange = answer(401);
    const modes = await simulatedApp({ chance: 1, takes: 0, reply: () => came });
    modes.capture(...names(3));
    await modes.pass(5 * minute);
    expect(modes.sender.status().pause?.tries).toBe(5);
    came = answer(403);
    await modes.passUntil(() => modes.sender.status().pause?.reason === 'access-refused', hour);
    const { since, until, tries } = modes.sender.status().pause ?? { since: 0, until: 0, tries: 0 };
    expect({ wait: (until ?? 0) - since, tries }).toEqual({ wait: 10 * second, tries: 1 });
  });
});

describe('several requests that fail together are one failure', () => {
  it.each([
    ['no connection', offline, 2],
    ['401', answer(401), 10],
    ['429', answer(429), 5],
    ['silence', silence, 5],
  ] as const)('of %s', async (_what, came, seconds) => {
    let isWell = true;
    const modes = await simulatedApp({
      chance: 1,
      inFlight: 10,
      reach: () => offline,
      reply: ({ method }) => (isWell && method === 'POST' ? taken() : came),
    });
    modes.capture('First');
    await modes.pass(minute);
    isWell = false;
    modes.capture(...names(20));
    await modes.passUntil(() => modes.sender.status().pause !== null && modes.sender.status().inFlight === 0, minute);
    const { since, until, tries } = modes.sender.status().pause ?? { since: 0, until: 0, tries: 0 };
    expect(modes.posts()).toHaveLength(11);
    expect({ tries, wait: Math.round(((until ?? 0) - since) / second) }).toEqual({ tries: 1, wait: seconds });
  });
});
