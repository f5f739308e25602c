/** A contact that fails where others do not, in words that mean the whole queue. */
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../electron/http/exchange.ts';
import { contactWith } from '../support/contacts.ts';
import {
  answer,
  hour,
  minute,
  nobody,
  second,
  silence,
  simulatedApp,
  taken,
  type Modes,
  type ModesOptions,
} from '../support/simulated-app.ts';

const busy = answer(503, { message: 'Try later' }, { 'retry-after': '0' });
const names = (what: string, count: number) => Array.from({ length: count }, (_, n) => `${what}${n}`);

/** A CRM that answers so to those who are called Poison, takes the others, and lists nobody. */
const declining = (came: Exchange, options: ModesOptions = {}) =>
  simulatedApp({
    chance: 1,
    reply: ({ method, name }) => (method === 'GET' ? nobody() : name.startsWith('Poison') ? came : taken()),
    ...options,
  });

const triesOf = ({ outbox }: Modes, id: number) => outbox.detail(id)?.attempts.length;
const isDelivered =
  ({ outbox }: Modes, count: number) =>
  () =>
    outbox.counts().delivered === count;

describe.each([
  ['503', busy],
  ['403', answer(403, { message: 'No' })],
])('contacts that are declined with %s', (_status, came) => {
  it.each([1, 2, 4])('hold up none of the others, with %i in flight', async (inFlight) => {
    const modes = await declining(came, { inFlight });
    const poison = modes.capture(...names('Poison', 3));
    modes.capture(...names('Good', 30));
    expect(await modes.passUntil(isDelivered(modes, 30), 10 * hour)).toBeLessThan(2 * minute);
    await modes.pass(hour);
    // None of them is tried for ever, and none is given up before its third try.
    expect(poison.map((id) => modes.outbox.row(id)?.state)).toEqual(Array(3).fill('needs-attention'));
    for (const id of poison) expect(triesOf(modes, id)).toBeGreaterThanOrEqual(3);
    for (const id of poison) expect(triesOf(modes, id)).toBeLessThanOrEqual(6);
    expect(modes.sender.status()).toMatchObject({ pause: null, declined: 0 });
  });
});

it('needs attention after three tries in which it alone was declined, over restarts', async () => {
  const modes = await declining(busy, { inFlight: 1 });
  const [poison = 0] = modes.capture('Poison');
  for (let run = 1; run <= 3; run++) {
    expect(modes.outbox.row(poison)?.state).not.toBe('needs-attention');
    modes.capture(`Good${run}`);
    await modes.passUntil(() => triesOf(modes, poison) === run && isDelivered(modes, run)(), hour);
    await modes.pass(second);
    await modes.restart();
  }
  await modes.pass(second);
  expect(modes.outbox.row(poison)).toMatchObject({
    state: 'needs-attention',
    reason: { code: 'failed-alone', tries: 3, status: 503, message: 'Try later' },
  });
});

it('is left alone longer with each try, and the queue goes on meanwhile', async () => {
  const modes = await declining(busy, { inFlight: 1 });
  const [poison = 0] = modes.capture('Poison', 'Good1');
  await modes.passUntil(isDelivered(modes, 1), minute);
  expect(modes.sender.status()).toMatchObject({ declined: 1, pause: null });
  await modes.pass(50 * second);
  modes.capture('Good2');
  expect(await modes.passUntil(isDelivered(modes, 2), minute)).toBeLessThan(second);
  expect(triesOf(modes, poison)).toBe(1);
  await modes.pass(15 * second);
  expect(triesOf(modes, poison)).toBe(2);
  expect(modes.sender.status()).toMatchObject({ declined: 1, pause: null });
  await modes.pass(100 * second);
  expect(triesOf(modes, poison)).toBe(2);
  modes.sender.nudge('user');
  await modes.pass(second);
  expect(triesOf(modes, poison)).toBe(3);
});

it('is another contact once it was changed, and has all its tries again once it was retried', async () => {
  const modes = await declining(answer(404, { message: 'Account not found' }), { inFlight: 1 });
  const [changed = 0] = modes.capture('Poison', 'Good1');
  await modes.passUntil(() => modes.sender.status().declined === 1, minute);
  modes.outbox.edit(changed, contactWith({ lastName: 'Cured' }));
  modes.sender.contactChanged(changed);
  await modes.pass(second);
  expect(modes.outbox.row(changed)?.state).toBe('delivered');

  const [retried = 0] = modes.capture('Poison', 'Good2');
  await modes.pass(hour);
  expect(triesOf(modes, retried)).toBe(3);
  modes.outbox.retry(retried);
  modes.sender.contactChanged(retried);
  modes.capture('Good3');
  await modes.pass(hour);
  expect(modes.outbox.row(retried)).toMatchObject({ state: 'needs-attention', reason: { tries: 3 } });
  expect(triesOf(modes, retried)).toBe(6);
});

it('keeps no unconfirmed contact from being looked for', async () => {
  const modes = await simulatedApp({
    chance: 1,
    inFlight: 1,
    reply: ({ method, name }) => {
      if (method === 'GET') return nobody();
      return name === 'Poison' ? answer(429) : name === 'Lost' ? silence : taken();
    },
  });
  const [poison = 0, , lost = 0] = modes.capture('Poison', 'Good', 'Lost', 'Good');
  await modes.pass(12 * minute);
  expect(modes.outbox.row(poison)?.state).toBe('waiting');
  const looks = modes.outbox.detail(lost)?.attempts.filter(({ purpose }) => purpose === 'look');
  expect(looks).toHaveLength(3);
});

describe('no contact is blamed', () => {
  it.each([1, 2, 4])('where the CRM declines all, however often, with %i in flight', async (inFlight) => {
    let declines = true;
    const modes = await simulatedApp({
      inFlight,
      reply: ({ method }) => (method === 'GET' ? nobody() : declines ? busy : taken()),
    });
    modes.capture(...names('C', 4));
    await modes.pass(10 * hour);
    expect(modes.posts().length).toBeGreaterThan(50);
    expect(modes.outbox.counts()).toMatchObject({ waiting: 4, 'needs-attention': 0 });
    expect(modes.sender.status()).toMatchObject({ pause: { reason: 'rate-limited' }, declined: 0 });
    declines = false;
    // The first that is taken is one that was never declined, and it makes none of the others wait longer.
    modes.capture('New');
    await modes.passUntil(isDelivered(modes, 1), hour);
    expect(await modes.passUntil(isDelivered(modes, 5), hour)).toBeLessThan(2 * second);
  });

  it('where a key may read and not write', async () => {
    const modes = await simulatedApp({
      reply: ({ method }) => (method === 'GET' ? nobody() : answer(403, { message: 'Read only' })),
    });
    modes.capture(...names('C', 4));
    for (let n = 0; n < 20; n++) {
      await modes.pass(minute);
      modes.sender.nudge('user');
    }
    await modes.pass(8 * hour);
    expect(modes.outbox.counts()).toMatchObject({ waiting: 4, 'needs-attention': 0 });
    expect(modes.sender.status().pause).toMatchObject({ reason: 'access-refused', message: 'Read only' });
  });

  it('for being asked to slow down, not even where it is always the same one', async () => {
    const modes = await declining(answer(429, { message: 'Slow down' }));
    const [poison = 0] = modes.capture('Poison');
    for (let n = 0; n < 20; n++) {
      modes.capture(`Good${n}`);
      await modes.pass(20 * minute);
    }
    expect(modes.outbox.counts()).toMatchObject({ delivered: 20, waiting: 1 });
    expect(triesOf(modes, poison)).toBeGreaterThan(10);
  });
});
