/** What makes a queue that rests look again before its time, and what does not. */
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../electron/http/exchange.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import {
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
  type Modes,
} from '../support/simulated-app.ts';

describe('before its time a queue that rests looks again', () => {
  const resting: [string, Exchange][] = [
    ['offline', offline],
    ['key-rejected', answer(401)],
    ['access-refused', answer(403)],
  ];

  /** Met again and again, and then no more; nothing is due for a while. */
  async function rested(came: Exchange, waiting = 3): Promise<{ modes: Modes; mend: () => void }> {
    let isWell = false;
    const modes = await simulatedApp({
      chance: 1,
      reach: () => (isWell ? { kind: 'reached' } : offline),
      reply: ({ method }) => (!isWell ? came : method === 'POST' ? taken() : nobody()),
    });
    modes.capture(...names(waiting));
    await modes.pass(hour);
    const { requests, reaches } = modes;
    const tries = () => requests.length + reaches.length;
    const before = tries();
    await modes.passUntil(() => tries() > before, hour);
    await modes.pass(second);
    return {
      modes,
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
    const { modes, mend } = await rested(came);
    expect(modes.sender.status().pause?.reason).toBe(reason);
    mend();
    modes.sender.nudge(why);
    expect(await modes.passUntil(() => modes.outbox.counts().delivered === 3, hour)).toBeLessThan(2 * second);
    expect(modes.sender.status().pause).toBeNull();
  });

  it('that is offline, by a save, but not by every save of a busy minute', async () => {
    const { modes, mend } = await rested(offline);
    await modes.pass(6 * second);
    const before = modes.reaches.length;
    for (let n = 0; n < 50; n++) {
      modes.capture(`More${n}`);
      await modes.pass(100);
    }
    expect(modes.reaches.length - before).toBeGreaterThanOrEqual(1);
    expect(modes.reaches.length - before).toBeLessThanOrEqual(3);
    await modes.pass(6 * second);
    mend();
    modes.capture('Last');
    expect(await modes.passUntil(() => modes.outbox.counts().delivered > 0, hour)).toBeLessThan(second);
  });

  it.each([
    ['key-rejected', answer(401)],
    ['api-ill', silence],
  ] as const)('that rests for %s, by no save', async (_reason, came) => {
    const { modes } = await rested(came, 10);
    const before = modes.requests.length;
    modes.capture('More');
    await modes.pass(second);
    expect(modes.requests).toHaveLength(before);
  });

  it.each(['user', 'saved', 'hint'] as const)('that could not write the disk, by a nudge of kind %s', async (why) => {
    let isFull = false;
    const modes = await simulatedApp({
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
    modes.capture('L');
    await modes.pass(5 * minute);
    expect(modes.sender.status().pause).toMatchObject({ reason: 'disk-trouble', message: 'The disk is full.' });
    expect(modes.requests).toEqual([]);
    await modes.pass(32 * second);
    isFull = false;
    modes.sender.nudge(why);
    expect(await modes.passUntil(() => modes.outbox.counts().delivered === 1, hour)).toBeLessThan(second);
    expect(modes.sender.status().pause).toBeNull();
  });

  it("by nothing before the CRM's own deadline, whatever else goes wrong meanwhile", async () => {
    const modes = await simulatedApp({ reply: () => answer(429, {}, { 'retry-after': '600' }) });
    modes.capture(...names(3));
    await modes.pass(minute);
    for (const why of ['user', 'hint', 'saved', 'woke', 'key'] as const) {
      modes.sender.nudge(why);
      await modes.pass(10 * second);
    }
    expect(modes.requests).toHaveLength(1);
    await modes.restart();
    modes.sender.nudge('user');
    await modes.pass(7 * minute);
    expect(modes.requests).toHaveLength(1);
    expect(modes.sender.status().pause).toMatchObject({ reason: 'rate-limited' });
    await modes.pass(2 * minute);
    expect(modes.requests).toHaveLength(2);
  });

  it.each([
    ['', false],
    [', also over a restart for which the clock was set back by a day', true],
  ])('an hour after the CRM has named a deadline that is years away%s', async (_more, restarts) => {
    const modes = await simulatedApp({
      reply: ({ at }) => (at < minute ? answer(429, {}, { 'retry-after': '99999999' }) : taken()),
    });
    modes.capture('L');
    await modes.pass(minute);
    if (restarts) {
      modes.setClock(-24 * hour);
      await modes.restart();
    }
    expect(await modes.passUntil(() => modes.outbox.counts().delivered === 1, 48 * hour)).toBeLessThan(hour + second);
  });
});
