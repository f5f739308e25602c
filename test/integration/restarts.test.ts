/** What a start knows of the run before, and what it finds out anew. */
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../electron/http/exchange.ts';
import {
  answer,
  hour,
  minute,
  offline,
  second,
  silence,
  simulatedDesk,
  taken,
  type Met,
} from '../support/simulated-desk.ts';

const names = (count: number) => Array.from({ length: count }, (_, n) => `L${n}`);
const always =
  (came: Exchange) =>
  ({ method }: Met) =>
    method === 'POST' ? came : answer(500);

describe('over a restart', () => {
  it('an outage is known: nothing goes out before a question was answered or its time has come', async () => {
    const desk = await simulatedDesk({ chance: 1, reply: always(silence) });
    desk.capture(...names(20));
    await desk.pass(10 * second);
    const before = desk.posts().length;
    for (let n = 0; n < 5; n++) {
      await desk.restart();
      await desk.pass(5 * second);
    }
    expect(desk.posts()).toHaveLength(before);
  });

  it('it is known how many contacts were risked', async () => {
    const desk = await simulatedDesk({ chance: 1, reply: always(silence) });
    desk.capture(...names(20));
    for (let n = 0; n < 20; n++) {
      await desk.pass(30 * minute);
      await desk.restart();
    }
    expect(desk.posts()).toHaveLength(6);
    expect(desk.sender.status().pause).toMatchObject({ reason: 'api-ill', asks: true });
  });

  it('that everything is refused alike is known, and costs no more contacts their place', async () => {
    const desk = await simulatedDesk({ chance: 1, reply: always(answer(400, { message: 'Expired' })) });
    desk.capture(...names(20));
    for (let n = 0; n < 5; n++) {
      await desk.pass(10 * minute);
      await desk.restart();
    }
    await desk.pass(minute);
    expect(desk.outbox.counts()).toMatchObject({ 'needs-attention': 5, waiting: 15 });
    expect(desk.sender.status().pause).toMatchObject({ reason: 'refusing', status: 400, message: 'Expired' });
  });

  it.each([
    ['offline', offline],
    ['a key that was rejected', answer(401)],
  ] as const)('%s is found out anew', async (_what, came) => {
    let isWell = false;
    const desk = await simulatedDesk({ chance: 1, reply: () => (isWell ? taken() : came), reach: () => offline });
    desk.capture(...names(3));
    await desk.pass(hour);
    isWell = true;
    await desk.restart();
    expect(await desk.passUntil(() => desk.outbox.counts().delivered === 3, hour)).toBeLessThan(2 * second);
  });
});
