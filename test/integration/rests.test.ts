/** When a queue that rests looks again: by itself, by what happens around the laptop, and by the user's word. */
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../electron/http/exchange.ts';
import { StoreProblem } from '../../electron/outbox/problems.ts';
import { fixedKey, KeychainUnavailable } from '../../electron/keychain.ts';
import {
  answer,
  hour,
  minute,
  nobody,
  offline,
  second,
  silence,
  simulatedDesk,
  taken,
  type Desk,
  type Met,
} from '../support/simulated-desk.ts';

const names = (count: number) => Array.from({ length: count }, (_, n) => `L${n}`);
const always =
  (came: Exchange) =>
  ({ method }: Met) =>
    method === 'POST' ? came : answer(500);

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
        const desk = await simulatedDesk({ chance, takes: 0, inFlight: 4, reply: always(came) });
        desk.capture(...names(3));
        await desk.pass(3 * hour);
        const expected = doubling(first, longest, 10).map((wait) => Math.round(chance === 1 ? wait : wait / 2));
        const found = waits(desk.posts().map(({ at }) => at)).slice(0, 10);
        for (const [index, wait] of expected.entries())
          expect(Math.abs((found[index] ?? 0) - wait)).toBeLessThanOrEqual(1);
        expect(
          desk
            .posts()
            .slice(0, 6)
            .map(({ name }) => name),
        ).toEqual(['L0', 'L1', 'L2', 'L0', 'L1', 'L2']);
        expect(desk.requests).toEqual(desk.posts());
        expect(desk.outbox.counts()).toMatchObject({ waiting: 3 });
      }
    },
  );

  it('with no contact while it is offline', async () => {
    const desk = await simulatedDesk({ chance: 1, takes: 0, reply: () => offline, reach: () => offline });
    desk.capture(...names(3));
    await desk.pass(10 * minute);
    expect(waits([0, ...desk.reaches]).slice(0, 8)).toEqual([2, 4, 8, 16, 30, 30, 30, 30]);
    expect(desk.requests).toHaveLength(1);
  });

  it('with a question in an outage, and risks a contact after a minute, growing to a quarter of an hour, five times', async () => {
    const desk = await simulatedDesk({ chance: 1, takes: 0, reply: always(silence) });
    desk.capture(...names(20));
    await desk.pass(10 * hour);
    const questions = desk.requests.filter(({ method, name }) => method === 'GET' && name === '').map(({ at }) => at);
    expect(questions[0]).toBe(5 * second);
    expect(Math.max(...waits(questions))).toBeLessThanOrEqual(10 * 60);
    expect(waits(desk.posts().map(({ at }) => at))).toEqual([60, 120, 240, 480, 900]);
    expect(desk.sender.status().pause).toMatchObject({ reason: 'api-ill', asks: true });
    expect(desk.outbox.counts()).toMatchObject({ unconfirmed: 6, waiting: 14 });
  });

  it('with a question behind a sign-in page', async () => {
    const connection = { baseUrl: 'http://crm.example/one', credentialId: 'c' };
    const page = answer(200, '<html>Sign in', { 'content-type': 'text/html' });
    let isSignedIn = false;
    const desk = await simulatedDesk({
      connection,
      chance: 1,
      takes: 0,
      reply: ({ method }) => (!isSignedIn ? page : method === 'POST' ? taken() : nobody()),
    });
    desk.capture(...names(3));
    await desk.pass(5 * minute);
    expect(desk.sender.status().pause).toMatchObject({ reason: 'portal' });
    isSignedIn = true;
    expect(await desk.passUntil(() => desk.outbox.counts().delivered === 3, hour)).toBeLessThan(31 * second);
  });

  it('where everything is refused alike', async () => {
    const desk = await simulatedDesk({ chance: 1, takes: 0, reply: always(answer(400, { message: 'Expired' })) });
    desk.capture(...names(20));
    await desk.pass(3 * hour);
    const [, , , , ...later] = desk.posts().map(({ at }) => at);
    expect(waits(later).slice(0, 6)).toEqual([60, 120, 240, 480, 900, 900]);
  });

  it('seldom at a keychain that is locked, and at once when that answers late', async () => {
    let asked = 0;
    let answers = false;
    let told: () => void = () => undefined;
    const desk = await simulatedDesk({
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
    desk.capture('L');
    await desk.pass(hour);
    expect(desk.sender.status().pause).toMatchObject({ reason: 'keychain-unavailable', message: 'locked' });
    expect(asked).toBe(1 + 5);
    answers = true;
    told();
    expect(await desk.passUntil(() => desk.outbox.counts().delivered === 1, hour)).toBeLessThan(second);
  });

  it('begins anew for another reason', async () => {
    let came: Exchange = answer(401);
    const desk = await simulatedDesk({ chance: 1, takes: 0, reply: () => came });
    desk.capture(...names(3));
    await desk.pass(5 * minute);
    expect(desk.sender.status().pause?.tries).toBe(5);
    came = answer(403);
    await desk.passUntil(() => desk.sender.status().pause?.reason === 'access-refused', hour);
    const { since, until, tries } = desk.sender.status().pause ?? { since: 0, until: 0, tries: 0 };
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
    const desk = await simulatedDesk({
      chance: 1,
      inFlight: 10,
      reach: () => offline,
      reply: ({ method }) => (isWell && method === 'POST' ? taken() : came),
    });
    desk.capture('First');
    await desk.pass(minute);
    isWell = false;
    desk.capture(...names(20));
    await desk.passUntil(() => desk.sender.status().pause !== null && desk.sender.status().inFlight === 0, minute);
    const { since, until, tries } = desk.sender.status().pause ?? { since: 0, until: 0, tries: 0 };
    expect(desk.posts()).toHaveLength(11);
    expect({ tries, wait: Math.round(((until ?? 0) - since) / second) }).toEqual({ tries: 1, wait: seconds });
  });
});

describe('before its time a queue looks again', () => {
  const resting: [string, Exchange][] = [
    ['offline', offline],
    ['key-rejected', answer(401)],
    ['access-refused', answer(403)],
  ];

  /** Met again and again, and then no more; nothing is due for a while. */
  async function rested(came: Exchange, waiting = 3): Promise<{ desk: Desk; mend: () => void }> {
    let isWell = false;
    const desk = await simulatedDesk({
      chance: 1,
      reach: () => (isWell ? { kind: 'reached' } : offline),
      reply: ({ method }) => (!isWell ? came : method === 'POST' ? taken() : nobody()),
    });
    desk.capture(...names(waiting));
    await desk.pass(hour);
    const { requests, reaches } = desk;
    const tries = () => requests.length + reaches.length;
    const before = tries();
    await desk.passUntil(() => tries() > before, hour);
    await desk.pass(second);
    return {
      desk,
      mend: () => {
        isWell = true;
      },
    };
  }

  it.each(
    resting.flatMap(([reason, came]) =>
      (['user', 'hint', 'woke', 'key'] as const).map((why) => [reason, why, came] as const),
    ),
  )('that rests for %s, by a nudge of kind %s', async (reason, why, came) => {
    const { desk, mend } = await rested(came);
    expect(desk.sender.status().pause?.reason).toBe(reason);
    mend();
    desk.sender.nudge(why);
    expect(await desk.passUntil(() => desk.outbox.counts().delivered === 3, hour)).toBeLessThan(2 * second);
    expect(desk.sender.status().pause).toBeNull();
  });

  it('that is offline, by a save, but not by every save of a busy minute', async () => {
    const { desk, mend } = await rested(offline);
    await desk.pass(6 * second);
    const before = desk.reaches.length;
    for (let n = 0; n < 50; n++) {
      desk.capture(`More${n}`);
      await desk.pass(100);
    }
    expect(desk.reaches.length - before).toBeGreaterThanOrEqual(1);
    expect(desk.reaches.length - before).toBeLessThanOrEqual(3);
    await desk.pass(6 * second);
    mend();
    desk.capture('Last');
    expect(await desk.passUntil(() => desk.outbox.counts().delivered > 0, hour)).toBeLessThan(second);
  });

  it.each([
    ['key-rejected', answer(401)],
    ['api-ill', silence],
  ] as const)('that rests for %s, by no save', async (_reason, came) => {
    const { desk } = await rested(came, 10);
    const before = desk.requests.length;
    desk.capture('More');
    await desk.pass(second);
    expect(desk.requests).toHaveLength(before);
  });

  it.each(['user', 'saved', 'hint'] as const)('that could not write the disk, by a nudge of kind %s', async (why) => {
    let isFull = false;
    const desk = await simulatedDesk({
      chance: 1,
      seen: (outbox) => ({
        ...outbox,
        together: (work) =>
          outbox.together(() => {
            const value = work();
            if (isFull) throw new StoreProblem('The disk is full.');
            return value;
          }),
      }),
    });
    isFull = true;
    desk.capture('L');
    await desk.pass(5 * minute);
    expect(desk.sender.status().pause).toMatchObject({ reason: 'disk-trouble', message: 'The disk is full.' });
    expect(desk.requests).toEqual([]);
    await desk.pass(32 * second);
    isFull = false;
    desk.sender.nudge(why);
    expect(await desk.passUntil(() => desk.outbox.counts().delivered === 1, hour)).toBeLessThan(second);
    expect(desk.sender.status().pause).toBeNull();
  });

  it("by nothing before the CRM's own deadline, whatever else goes wrong meanwhile", async () => {
    const desk = await simulatedDesk({ reply: () => answer(429, {}, { 'retry-after': '600' }) });
    desk.capture(...names(3));
    await desk.pass(minute);
    for (const why of ['user', 'hint', 'saved', 'woke', 'key'] as const) {
      desk.sender.nudge(why);
      await desk.pass(10 * second);
    }
    expect(desk.requests).toHaveLength(1);
    await desk.restart();
    desk.sender.nudge('user');
    await desk.pass(7 * minute);
    expect(desk.requests).toHaveLength(1);
    expect(desk.sender.status().pause).toMatchObject({ reason: 'rate-limited' });
    await desk.pass(2 * minute);
    expect(desk.requests).toHaveLength(2);
  });

  it('where the CRM names a deadline that is years away, or the clock was set back by a day', async () => {
    const desk = await simulatedDesk({
      reply: ({ at }) => (at < minute ? answer(429, {}, { 'retry-after': '99999999' }) : taken()),
    });
    desk.capture('L');
    await desk.pass(minute);
    desk.setClock(-24 * hour);
    await desk.restart();
    expect(await desk.passUntil(() => desk.outbox.counts().delivered === 1, 48 * hour)).toBeLessThan(hour + second);
  });
});
