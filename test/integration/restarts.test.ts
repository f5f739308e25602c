/** What a start knows of the run before, and what it finds out anew. */
import { describe, expect, it } from 'vitest';
import {
  always,
  answer,
  hour,
  minute,
  names,
  offline,
  second,
  silence,
  simulatedApp,
  taken,
} from '../support/simulated-app.ts';

describe('over a restart', () => {
  it('an outage is known: nothing goes out before a question was answered or its time has come', async () => {
    const modes = await simulatedApp({ chance: 1, reply: always(silence) });
    modes.capture(...names(20));
    await modes.pass(10 * second);
    const before = modes.posts().length;
    for (let n = 0; n < 5; n++) {
      await modes.restart();
      await modes.pass(5 * second);
    }
    expect(modes.posts()).toHaveLength(before);
  });

  it('it is known how many contacts were risked', async () => {
    const modes = await simulatedApp({ chance: 1, reply: always(silence) });
    modes.capture(...names(20));
    for (let n = 0; n < 20; n++) {
      await modes.pass(30 * minute);
      await modes.restart();
    }
    expect(modes.posts()).toHaveLength(6);
    expect(modes.sender.status().pause).toMatchObject({ reason: 'api-ill', asks: true });
  });

  it('that everything is refused alike is known, and costs no more contacts their place', async () => {
    const modes = await simulatedApp({ chance: 1, reply: always(answer(400, { message: 'Expired' })) });
    modes.capture(...names(20));
    for (let n = 0; n < 5; n++) {
      await modes.pass(10 * minute);
      await modes.restart();
    }
    await modes.pass(minute);
    expect(modes.outbox.counts()).toMatchObject({ 'needs-attention': 5, waiting: 15 });
    expect(modes.sender.status().pause).toMatchObject({ reason: 'refusing', status: 400, message: 'Expired' });
  });

  it.each([
    ['offline', offline],
    ['a key that was rejected', answer(401)],
  ] as const)('%s is found out anew', async (_what, came) => {
    let isWell = false;
    const modes = await simulatedApp({ chance: 1, reply: () => (isWell ? taken() : came), reach: () => offline });
    modes.capture(...names(3));
    await modes.pass(hour);
    isWell = true;
    await modes.restart();
    expect(await modes.passUntil(() => modes.outbox.counts().delivered === 3, hour)).toBeLessThan(2 * second);
  });
});
