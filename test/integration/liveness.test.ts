/** What can be sent is sent, whatever else goes wrong, and nothing doubles in silence: hours of faults that last. */
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../electron/http/exchange.ts';
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
  type Met,
} from '../support/simulated-app.ts';
import { textOf } from '../support/words.ts';

function allDealtWith({ outbox }: Modes): boolean {
  const { waiting, sending } = outbox.counts();
  return waiting + sending === 0;
}

/** How often each contact was posted. */
function timesPosted(posts: readonly Met[]): number[] {
  const times = new Map<string, number>();
  for (const { name } of posts) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times.values()];
}

describe('a CRM that creates each contact, before which a router answers 503', () => {
  it.each([
    ['that lists what it has', true],
    ['that cannot list', false],
  ])('gets none of them twice in ten hours, and few of them at all: one %s', async (_what, lists) => {
    let isIll = false;
    const modes = await simulatedApp({
      inFlight: 2,
      takes: 30 * second,
      reply: ({ method }) => {
        if (method === 'GET') return lists ? nobody() : answer(501);
        return isIll ? answer(503, { message: 'No server is available' }, {}, 30 * second) : taken();
      },
    });
    modes.capture('Before');
    await modes.pass(minute);
    isIll = true;
    modes.capture(...names(20));
    await modes.pass(10 * hour);
    expect(timesPosted(modes.posts()).every((times) => times === 1)).toBe(true);
    const { delivered, unconfirmed, waiting } = modes.outbox.counts();
    expect({ sum: unconfirmed + waiting, delivered }).toEqual({ sum: 20, delivered: 1 });
    expect(unconfirmed).toBeGreaterThanOrEqual(2);
    expect(unconfirmed).toBeLessThanOrEqual(2 + 6);
    expect(modes.sender.status().pause).toMatchObject({ reason: 'api-ill', asks: true });

    // Nobody but the user can say that it is well: what waits then goes out.
    isIll = false;
    modes.sender.nudge('user');
    expect(await modes.passUntil(() => allDealtWith(modes), hour)).toBeLessThan(30 * minute);
    expect(modes.outbox.counts()).toMatchObject({ delivered: 21 - unconfirmed, waiting: 0 });
    expect(timesPosted(modes.posts()).every((times) => times === 1)).toBe(true);
  });
});

describe('after one time-out, with POST well again', () => {
  it.each([401, 403, 404, 405, 500, 501])(
    'all is delivered within 20 minutes where GET answers %i for ever',
    async (status) => {
      const modes = await simulatedApp({
        chance: 1,
        reply: ({ method, name }) => {
          if (method === 'GET') return answer(status, { message: 'No' });
          return name === 'First' ? silence : taken();
        },
      });
      modes.capture('First', ...names(49));
      const took = await modes.passUntil(() => allDealtWith(modes), 8 * hour);
      expect(took).toBeLessThan(20 * minute);
      expect(modes.outbox.counts()).toMatchObject({ delivered: 49, unconfirmed: 1, waiting: 0 });
      expect(modes.sender.status().pause).toBeNull();
    },
  );
});

describe('a contact that alone is refused in words that mean the queue', () => {
  it.each([
    [403, 1],
    [403, 2],
    [404, 1],
    [404, 2],
  ])('with %i, with %i in flight and a CRM that cannot list, holds up none of the others', async (status, inFlight) => {
    const modes = await simulatedApp({
      inFlight,
      chance: 1,
      reply: ({ method, name }) => {
        if (method === 'GET') return answer(404);
        return name === 'Poison' ? answer(status, { message: 'Account not found' }) : taken();
      },
    });
    const [poison = 0] = modes.capture('Poison', ...names(20));
    const took = await modes.passUntil(() => modes.outbox.counts().delivered === 20, 6 * hour);
    expect(took).toBeLessThan(15 * minute);
    await modes.pass(hour);
    const detail = modes.outbox.detail(poison);
    expect(detail?.row).toMatchObject({
      state: 'needs-attention',
      reason: { code: 'failed-alone', tries: 3, status, message: 'Account not found' },
    });
    expect(detail?.attempts).toHaveLength(3);
    expect(textOf(detail?.attempts[0]?.decision ?? '')).toBe(
      'Needs attention, since the CRM took others and again not this one. Sending goes on.',
    );
    expect(modes.sender.status().pause).toBeNull();
  });
});

describe('a credential that has expired', () => {
  it.each([400, 422, 423, 424])('and is told as %i of each contact, costs few of 500 their place', async (status) => {
    let expired = true;
    let asked = 0;
    const modes = await simulatedApp({
      perMinute: 1_000,
      reply: ({ method }) => {
        if (method === 'GET') return nobody();
        return expired
          ? answer(status, { message: `The credential has expired (request ${10_000 + asked++})` })
          : taken();
      },
    });
    modes.capture(...names(500));
    await modes.pass(8 * hour);
    const { waiting, 'needs-attention': refused, delivered } = modes.outbox.counts();
    expect({ sum: waiting + refused, delivered }).toEqual({ sum: 500, delivered: 0 });
    expect(refused).toBeLessThanOrEqual(2 + 5);
    const { pause } = modes.sender.status();
    expect(pause).toMatchObject({ reason: 'refusing', asks: true, status });
    expect(pause?.message).toMatch(/^The credential has expired \(request \d+\)/u);
    // Looked at again by itself, one contact at a time and not in a loop.
    expect(modes.posts().length).toBeLessThan(60);

    expired = false;
    modes.sender.nudge('user');
    expect(await modes.passUntil(() => allDealtWith(modes), hour)).toBeLessThan(2 * minute);
    expect(modes.outbox.counts()).toMatchObject({ delivered: 500 - refused, 'needs-attention': refused });
    expect(modes.sender.status().pause).toBeNull();
  });
});

describe('a CRM that asks to slow down, and names no time that is to come', () => {
  const times: [string, Record<string, string>][] = [
    ['0 seconds', { 'retry-after': '0' }],
    ['a date that has passed', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }],
    [
      'a date that has passed by its own clock',
      { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT', date: 'Wed, 21 Oct 2099 07:28:00 GMT' },
    ],
  ];
  it.each(times.flatMap(([what, headers]) => [0, 1].map((chance) => [what, chance, headers] as const)))(
    'but %s, is asked some times in ten minutes and no more (chance: %i)',
    async (_what, chance, headers) => {
      const modes = await simulatedApp({ chance, reply: () => answer(429, { message: 'Slow down' }, headers) });
      modes.capture(...names(20));
      await modes.pass(10 * minute);
      expect(modes.requests.length).toBeGreaterThanOrEqual(4);
      expect(modes.requests.length).toBeLessThanOrEqual(20);
      expect(modes.outbox.counts()).toMatchObject({ waiting: 20 });
    },
  );
});

describe('while there is no network', () => {
  /** A network that is there or not, although the cable is in. */
  async function modesWithNetwork() {
    const network = { isUp: false };
    const modes = await simulatedApp({
      chance: 1,
      reply: ({ method }): Exchange => {
        if (!network.isUp) return offline;
        return method === 'POST' ? taken() : nobody();
      },
      reach: () => (network.isUp ? { kind: 'reached' } : offline),
    });
    return { modes, network };
  }

  it('the ledgers stay short in an hour, and all is delivered within a minute of its return', async () => {
    const { modes, network } = await modesWithNetwork();
    const ids = modes.capture(...names(20));
    await modes.pass(hour);
    expect(modes.sender.status().pause?.reason).toBe('offline');
    // It did look, and not in a loop.
    expect(modes.reaches.length).toBeGreaterThan(60);
    expect(modes.reaches.length).toBeLessThan(200);
    network.isUp = true;
    expect(await modes.passUntil(() => modes.outbox.counts().delivered === 20, hour)).toBeLessThan(minute);
    for (const id of ids) expect(modes.outbox.detail(id)?.attempts.length).toBeLessThanOrEqual(2);
  });

  it.each([-45 * minute, 45 * minute, -25 * hour])(
    'a clock that is set by %i ms delays no contact after its return',
    async (ahead) => {
      const { modes, network } = await modesWithNetwork();
      modes.capture('L');
      await modes.pass(2 * minute);
      modes.setClock(ahead);
      await modes.pass(5 * minute);
      network.isUp = true;
      expect(await modes.passUntil(() => modes.outbox.counts().delivered === 1, 3 * hour)).toBeLessThan(2 * minute);
    },
  );
});

describe('of the unconfirmed contacts', () => {
  /** Each contact is posted and lost; then the CRM lists what `list` says. */
  async function lost(count: number, list: (met: Met) => Exchange) {
    let isLosing = true;
    const modes = await simulatedApp({
      reply: (met) => {
        if (met.method === 'POST') return isLosing ? silence : taken();
        return met.name === '' ? nobody() : list(met);
      },
    });
    for (const name of names(count)) {
      modes.capture(name);
      await modes.passUntil(() => allDealtWith(modes), hour);
      modes.sender.nudge('user');
    }
    isLosing = false;
    return modes;
  }

  it('one for which List Contacts never answers keeps none of the others from being looked for', async () => {
    const modes = await lost(5, ({ name }) => (name === 'L0' ? silence : nobody()));
    await modes.pass(48 * hour);
    const looks = names(5).map(
      (name) => modes.requests.filter((met) => met.method === 'GET' && met.name === name).length,
    );
    // At once, and after a minute, ten, an hour, six and a day, where others were not in the way.
    for (const times of looks) expect(times).toBeGreaterThanOrEqual(4);
    for (const times of looks) expect(times).toBeLessThanOrEqual(6);
    expect(modes.outbox.counts().unconfirmed).toBe(5);
  });

  it.each([
    ['only when its list took it in', 'createdAt', 'unconfirmed'],
    ['when it was created', 'remoteCreatedAt', 'delivered'],
  ] as const)('one of whom the CRM tells %s is then %s', async (_what, field, state) => {
    const emailAddresses = [{ emailAddressType: 'main', emailAddress: 'l0@example.com' }];
    const modes = await simulatedApp({
      reply: ({ method, url }) => {
        if (method === 'POST') return silence;
        const isFirst = url.searchParams.get('pageNumber') === '1';
        // Of the same person, created now or, where only the cache says so, perhaps years ago.
        const entry = { id: 'theirs', lastName: 'L0', emailAddresses, [field]: new Date().toISOString() };
        return answer(200, { contacts: isFirst ? [entry] : [] }, { date: new Date().toUTCString() });
      },
    });
    const [id = 0] = modes.capture({ lastName: 'L0', emailAddresses });
    await modes.pass(48 * hour);
    expect(modes.outbox.row(id)?.state).toBe(state);
  });
});
