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
  simulatedDesk,
  taken,
  type Desk,
  type DeskOptions,
} from '../support/simulated-desk.ts';

const busy = answer(503, { message: 'Try later' }, { 'retry-after': '0' });
const names = (what: string, count: number) => Array.from({ length: count }, (_, n) => `${what}${n}`);

/** A CRM that answers so to those who are called Poison, takes the others, and lists nobody. */
const declining = (came: Exchange, options: DeskOptions = {}) =>
  simulatedDesk({
    chance: 1,
    reply: ({ method, name }) => (method === 'GET' ? nobody() : name.startsWith('Poison') ? came : taken()),
    ...options,
  });

const triesOf = ({ outbox }: Desk, id: number) => outbox.detail(id)?.attempts.length;
const isDelivered =
  ({ outbox }: Desk, count: number) =>
  () =>
    outbox.counts().delivered === count;

describe.each([
  ['503', busy],
  ['403', answer(403, { message: 'No' })],
])('contacts that are declined with %s', (_status, came) => {
  it.each([1, 2, 4])('hold up none of the others, with %i in flight', async (inFlight) => {
    const desk = await declining(came, { inFlight });
    const poison = desk.capture(...names('Poison', 3));
    desk.capture(...names('Good', 30));
    expect(await desk.passUntil(isDelivered(desk, 30), 10 * hour)).toBeLessThan(2 * minute);
    await desk.pass(hour);
    // None of them is tried for ever, and none is given up before its third try.
    expect(poison.map((id) => desk.outbox.row(id)?.state)).toEqual(Array(3).fill('needs-attention'));
    for (const id of poison) expect(triesOf(desk, id)).toBeGreaterThanOrEqual(3);
    for (const id of poison) expect(triesOf(desk, id)).toBeLessThanOrEqual(6);
    expect(desk.sender.status()).toMatchObject({ pause: null, declined: 0 });
  });
});

it('needs attention after three tries in which it alone was declined, over restarts', async () => {
  const desk = await declining(busy, { inFlight: 1 });
  const [poison = 0] = desk.capture('Poison');
  for (let run = 1; run <= 3; run++) {
    expect(desk.outbox.row(poison)?.state).not.toBe('needs-attention');
    desk.capture(`Good${run}`);
    await desk.passUntil(() => triesOf(desk, poison) === run && isDelivered(desk, run)(), hour);
    await desk.pass(second);
    await desk.restart();
  }
  await desk.pass(second);
  expect(desk.outbox.row(poison)).toMatchObject({
    state: 'needs-attention',
    reason: { code: 'failed-alone', tries: 3, status: 503, message: 'Try later' },
  });
});

it('is left alone longer with each try, and the queue goes on meanwhile', async () => {
  const desk = await declining(busy, { inFlight: 1 });
  const [poison = 0] = desk.capture('Poison', 'Good1');
  await desk.passUntil(isDelivered(desk, 1), minute);
  expect(desk.sender.status()).toMatchObject({ declined: 1, pause: null });
  await desk.pass(50 * second);
  desk.capture('Good2');
  expect(await desk.passUntil(isDelivered(desk, 2), minute)).toBeLessThan(second);
  expect(triesOf(desk, poison)).toBe(1);
  await desk.pass(15 * second);
  expect(triesOf(desk, poison)).toBe(2);
  expect(desk.sender.status()).toMatchObject({ declined: 1, pause: null });
  await desk.pass(100 * second);
  expect(triesOf(desk, poison)).toBe(2);
  desk.sender.nudge('user');
  await desk.pass(second);
  expect(triesOf(desk, poison)).toBe(3);
});

it('is another contact once it was changed, and has all its tries again once it was retried', async () => {
  const desk = await declining(answer(404, { message: 'Account not found' }), { inFlight: 1 });
  const [changed = 0] = desk.capture('Poison', 'Good1');
  await desk.passUntil(() => desk.sender.status().declined === 1, minute);
  desk.outbox.edit(changed, contactWith({ lastName: 'Cured' }));
  desk.sender.contactChanged(changed);
  await desk.pass(second);
  expect(desk.outbox.row(changed)?.state).toBe('delivered');

  const [retried = 0] = desk.capture('Poison', 'Good2');
  await desk.pass(hour);
  expect(triesOf(desk, retried)).toBe(3);
  desk.outbox.retry(retried);
  desk.sender.contactChanged(retried);
  desk.capture('Good3');
  await desk.pass(hour);
  expect(desk.outbox.row(retried)).toMatchObject({ state: 'needs-attention', reason: { tries: 3 } });
  expect(triesOf(desk, retried)).toBe(6);
});

it('keeps no unconfirmed contact from being looked for', async () => {
  const desk = await simulatedDesk({
    chance: 1,
    inFlight: 1,
    reply: ({ method, name }) => {
      if (method === 'GET') return nobody();
      return name === 'Poison' ? answer(429) : name === 'Lost' ? silence : taken();
    },
  });
  const [poison = 0, , lost = 0] = desk.capture('Poison', 'Good', 'Lost', 'Good');
  await desk.pass(12 * minute);
  expect(desk.outbox.row(poison)?.state).toBe('waiting');
  const looks = desk.outbox.detail(lost)?.attempts.filter(({ purpose }) => purpose === 'look');
  expect(looks).toHaveLength(3);
});

describe('no contact is blamed', () => {
  it.each([1, 2, 4])('where the CRM declines all, however often, with %i in flight', async (inFlight) => {
    let declines = true;
    const desk = await simulatedDesk({
      inFlight,
      reply: ({ method }) => (method === 'GET' ? nobody() : declines ? busy : taken()),
    });
    desk.capture(...names('C', 4));
    await desk.pass(10 * hour);
    expect(desk.posts().length).toBeGreaterThan(50);
    expect(desk.outbox.counts()).toMatchObject({ waiting: 4, 'needs-attention': 0 });
    expect(desk.sender.status()).toMatchObject({ pause: { reason: 'rate-limited' }, declined: 0 });
    declines = false;
    // The first that is taken is one that was never declined, and it makes none of the others wait longer.
    desk.capture('New');
    await desk.passUntil(isDelivered(desk, 1), hour);
    expect(await desk.passUntil(isDelivered(desk, 5), hour)).toBeLessThan(2 * second);
  });

  it('where a key may read and not write', async () => {
    const desk = await simulatedDesk({
      reply: ({ method }) => (method === 'GET' ? nobody() : answer(403, { message: 'Read only' })),
    });
    desk.capture(...names('C', 4));
    for (let n = 0; n < 20; n++) {
      await desk.pass(minute);
      desk.sender.nudge('user');
    }
    await desk.pass(8 * hour);
    expect(desk.outbox.counts()).toMatchObject({ waiting: 4, 'needs-attention': 0 });
    expect(desk.sender.status().pause).toMatchObject({ reason: 'access-refused', message: 'Read only' });
  });

  it('for being asked to slow down, not even where it is always the same one', async () => {
    const desk = await declining(answer(429, { message: 'Slow down' }));
    const [poison = 0] = desk.capture('Poison');
    for (let n = 0; n < 20; n++) {
      desk.capture(`Good${n}`);
      await desk.pass(20 * minute);
    }
    expect(desk.outbox.counts()).toMatchObject({ delivered: 20, waiting: 1 });
    expect(triesOf(desk, poison)).toBeGreaterThan(10);
  });
});
