/** What makes a queue that rests look again before its time, and what does not. */
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../electron/http/exchange.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
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
} from '../support/simulated-desk.ts';

const names = (count: number) => Array.from({ length: count }, (_, n) => `L${n}`);

describe('before its time a queue that rests looks again', () => {
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

  it.each([
    ['', false],
    [', also over a restart for which the clock was set back by a day', true],
  ])('an hour after the CRM has named a deadline that is years away%s', async (_more, restarts) => {
    const desk = await simulatedDesk({
      reply: ({ at }) => (at < minute ? answer(429, {}, { 'retry-after': '99999999' }) : taken()),
    });
    desk.capture('L');
    await desk.pass(minute);
    if (restarts) {
      desk.setClock(-24 * hour);
      await desk.restart();
    }
    expect(await desk.passUntil(() => desk.outbox.counts().delivered === 1, 48 * hour)).toBeLessThan(hour + second);
  });
});
