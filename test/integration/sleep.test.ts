import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { crmClient } from '../../electron/crm/client.ts';
import { defaultLimits, httpClient } from '../../electron/http/exchange.ts';
import { fixedKey } from '../../electron/keychain/keychain.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { startSender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { httpAnswer, rawServer } from '../support/servers.ts';
import { hour, minute, offline, silence, simulatedApp } from '../support/simulated-app.ts';

const settled = { timeout: 8_000, interval: 10 };
const taken = httpAnswer(200, '{"contact":{"id":"c"}}');

afterEach(() => {
  vi.useRealTimers();
});

/** A real outbox, sender and client; the clock that never jumps is in the test's hands. */
function modes(baseUrl: string) {
  let clock = 0;
  const outbox = openOutbox(temporaryFolder());
  outbox.saveConnection({ baseUrl, credentialId: 'c' });
  const sender = startSender({
    outbox,
    // All but the limit for the wake are too long for any test.
    crm: crmClient(httpClient({ ...defaultLimits, woken: 100 })),
    keys: fixedKey('k'),
    changed: () => undefined,
    now: Date.now,
    monotonic: () => clock,
    chance: () => 0,
  });
  onTestFinished(async () => {
    await sender.stop(0);
    outbox.close();
  });
  return {
    outbox,
    sender,
    capture: (lastName = 'Meier') => {
      const id = outbox.capture(contactWith({ lastName }), 1);
      sender.nudge('saved');
      return id;
    },
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
  };
}

describe('a request that was under way when the laptop fell asleep', () => {
  it('comes to an end soon after the wake, unconfirmed where no answer comes', async () => {
    const server = await rawServer((socket, request) => {
      if (request.startsWith('GET')) socket.write(httpAnswer(200, '{}'));
    });
    const { outbox, sender, capture } = modes(server.baseUrl);
    const id = capture();
    await vi.waitFor(() => {
      expect(server.requests).toHaveLength(1);
    }, settled);
    sender.nudge('slept');
    await wait(200);
    expect(outbox.row(id)?.state).toBe('sending');
    sender.nudge('woke');
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('unconfirmed');
    }, settled);
    expect(outbox.detail(id)?.attempts[0]?.code).toBe('DEADLINE');
  });

  it('is delivered where the answer comes all the same', async () => {
    let answer: () => void = () => undefined;
    const server = await rawServer((socket) => {
      answer = () => socket.write(taken);
    });
    const { outbox, sender, capture } = modes(server.baseUrl);
    const id = capture();
    await vi.waitFor(() => {
      expect(server.requests).toHaveLength(1);
    }, settled);
    sender.nudge('slept');
    sender.nudge('woke');
    answer();
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('delivered');
    }, settled);
  });
});

it.each(['woke', 'hint'] as const)(
  'uses no connection of before a %s again, into which a contact would be lost',
  async (why) => {
    const dead = new Set<Socket>();
    const server = await rawServer((socket) => {
      if (!dead.has(socket)) socket.write(taken);
      dead.add(socket);
    });
    const { outbox, sender, capture } = modes(server.baseUrl);
    const before = capture('Before');
    await vi.waitFor(() => {
      expect(outbox.row(before)?.state).toBe('delivered');
    }, settled);
    sender.nudge(why);
    const after = capture('After');
    await vi.waitFor(() => {
      expect(outbox.row(after)?.state).toBe('delivered');
    }, settled);
    expect(server.connections()).toBe(2);
  },
);

describe('between sleep and wake', () => {
  it('begins no contact', async () => {
    const server = await rawServer((socket) => socket.write(taken));
    const { outbox, sender, capture } = modes(server.baseUrl);
    sender.nudge('slept');
    const id = capture();
    sender.nudge('hint');
    await wait(150);
    expect(outbox.row(id)?.state).toBe('waiting');
    expect(server.requests).toEqual([]);
    sender.nudge('woke');
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('delivered');
    }, settled);
  });

  it('goes on by itself where no wake is ever announced', async () => {
    const server = await rawServer((socket) => socket.write(taken));
    const { outbox, sender, capture, pass } = modes(server.baseUrl);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    sender.nudge('slept');
    const id = capture();
    // The sender looks, and sets its timer, before the time passes: else the request's own time-outs would pass with it.
    await vi.advanceTimersByTimeAsync(0);
    pass(30_000);
    await vi.advanceTimersByTimeAsync(30_000);
    vi.useRealTimers();
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('delivered');
    }, settled);
  });
});

describe('a sleep that nobody announced', () => {
  it.each([
    ['while a request is under way', silence],
    ['while the queue rests', offline],
  ])('is noticed by the clock %s', async (_when, came) => {
    const modes = await simulatedApp({ takes: 5 * minute, reply: () => came, reach: () => offline });
    modes.capture('L');
    await modes.pass(came === silence ? minute : 6 * minute);
    expect(modes.renewals).toEqual([]);
    // On Linux and macOS the clock that never jumps stands still meanwhile.
    modes.setClock(2 * hour);
    await modes.pass(minute);
    expect(modes.renewals).toEqual([true]);
  });
});
