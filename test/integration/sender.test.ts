import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ContactState } from '#contract/outbox.ts';
import { crmClient } from '../../electron/crm/client.ts';
import { fixedKey, KeychainUnavailable, type KeyStore } from '../../electron/keychain/keychain.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { noMemory } from '../../electron/store/settings.ts';
import { practiceCredentialId, practiceKey } from '../../electron/practice/credentials.ts';
import { startSender, type Sender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { practiceCrm } from '../support/practice.ts';
import { closedPort, httpAnswer, rawServer } from '../support/servers.ts';

interface Rig {
  outbox: Outbox;
  sender: Sender;
  capture: (lastName?: string) => number;
  states: () => ContactState[];
}

interface RigOptions {
  keys?: KeyStore;
  folder?: string;
}

/** A real outbox, a real sender and a real client; only chance is fixed, at the shortest waits. */
function rig(baseUrl: string, { keys = fixedKey(practiceKey), folder }: RigOptions = {}): Rig {
  const outbox = openOutbox(folder ?? temporaryFolder());
  outbox.endCutOff();
  if (baseUrl !== '') outbox.saveConnection({ baseUrl, credentialId: practiceCredentialId });
  const sender = startSender({
    outbox,
    crm: crmClient(),
    keys,
    changed: () => undefined,
    now: Date.now,
    monotonic: () => performance.now(),
    chance: () => 0,
  });
  onTestFinished(async () => {
    await sender.stop(0);
    outbox.close();
  });
  const ids: number[] = [];
  return {
    outbox,
    sender,
    capture: (lastName = 'Meier') => {
      const id = outbox.capture(contactWith({ lastName }), Date.now());
      ids.push(id);
      sender.nudge('saved');
      return id;
    },
    states: () => ids.map((id) => outbox.row(id)?.state ?? 'waiting'),
  };
}

const settled = { timeout: 8_000, interval: 20 };

describe('a saved contact', () => {
  it('is delivered once, by itself, and keeps the id that the CRM gave it', async () => {
    const crm = await practiceCrm();
    const { outbox, capture } = rig(crm.baseUrl);
    const id = capture('Ünal');
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('delivered');
    }, settled);
    const { received } = crm.view();
    expect(received.map(({ name }) => name)).toEqual(['Ünal']);
    expect(outbox.detail(id)?.delivery?.crmId).toBe(received[0]?.crmId);
  });

  it('waits while the network is cut, at no cost, and is delivered after it is back, with no click', async () => {
    const crm = await practiceCrm();
    await crm.set({ network: 'cut' });
    const { outbox, sender, capture, states } = rig(crm.baseUrl);
    for (let n = 0; n < 5; n++) capture();
    await vi.waitFor(() => {
      expect(sender.status().pause?.reason).toBe('offline');
    }, settled);
    expect(states()).toEqual(Array(5).fill('waiting'));
    await crm.set({ network: 'up' });
    await vi.waitFor(() => {
      expect(outbox.counts().delivered).toBe(5);
    }, settled);
    expect(crm.view().receivedCount).toBe(5);
    expect(sender.status().pause).toBeNull();
  });

  it('goes out oldest first, with no more in flight than set', async () => {
    let open = 0;
    let most = 0;
    const server = await rawServer((socket) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        socket.write(httpAnswer(200, '{"contact":{"id":"c"}}'));
      }, 30);
    });
    const { outbox, sender } = rig(server.baseUrl);
    for (let n = 0; n < 10; n++) outbox.capture(contactWith({ lastName: `P${n}` }), 1);
    sender.nudge('saved');
    await vi.waitFor(() => {
      expect(outbox.counts().delivered).toBe(10);
    }, settled);
    expect(most).toBe(2);
    const order = server.requests.map((request) => Number(/"P(\d)"/u.exec(request)?.[1]));
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });
});

describe('one answer', () => {
  it('that refuses a contact holds up none of the others', async () => {
    const server = await rawServer((socket, request) => {
      socket.write(
        request.includes('Bad') ? httpAnswer(422, '{"message":"No"}') : httpAnswer(200, '{"contact":{"id":"c"}}'),
      );
    });
    const { capture, states } = rig(server.baseUrl);
    for (const name of ['Bad', 'Good', 'Bad', 'Good']) capture(name);
    await vi.waitFor(() => {
      expect(states()).toEqual(['needs-attention', 'delivered', 'needs-attention', 'delivered']);
    }, settled);
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    ['401', 'key-rejected'],
    ['429', 'rate-limited'],
    ['503', 'rate-limited'],
    ['portal', 'portal'],
  ] as const)('of %s stops the whole queue, and no contact loses its place', async (answer, reason) => {
    const crm = await practiceCrm();
    await crm.set({ answer });
    const { outbox, sender, capture, states } = rig(crm.baseUrl);
    outbox.savePace({ inFlight: 1, perMinute: 120 });
    const ids = [capture(), capture(), capture()];
    await vi.waitFor(() => {
      expect(sender.status().pause?.reason).toBe(reason);
    }, settled);
    await pause(100);
    expect(states()).toEqual(['waiting', 'waiting', 'waiting']);
    expect(ids.map((id) => outbox.detail(id)?.attempts.length)).toEqual([1, 0, 0]);
  });

  it('that never comes leaves one contact unconfirmed and makes the sender ask before it sends the next', async () => {
    const crm = await practiceCrm();
    await crm.set({ answer: 'silent' });
    const { outbox, sender, capture, states } = rig(crm.baseUrl);
    outbox.savePace({ inFlight: 1, perMinute: 120 });
    for (let n = 0; n < 3; n++) capture();
    await vi.waitFor(() => {
      expect(states()).toEqual(['unconfirmed', 'waiting', 'waiting']);
    }, settled);
    expect(sender.status().pause?.reason).toBe('api-ill');
    await crm.set({ answer: 'normal' });
    sender.nudge('hint');
    await vi.waitFor(() => {
      expect(states()).toEqual(['unconfirmed', 'delivered', 'delivered']);
    }, settled);
    // The first was created although no answer came: sent again in silence it would be there twice.
    expect(crm.view().receivedCount).toBe(3);
  });

  it('of 500 leaves what was in flight unconfirmed and nothing more', async () => {
    const crm = await practiceCrm();
    const { outbox, sender, capture } = rig(crm.baseUrl);
    capture();
    await vi.waitFor(() => {
      expect(outbox.counts().delivered).toBe(1);
    }, settled);
    await crm.set({ answer: '500' });
    for (let n = 0; n < 10; n++) capture();
    await vi.waitFor(() => {
      expect(sender.status().pause?.reason).toBe('api-ill');
    }, settled);
    for (let n = 0; n < 5; n++) {
      sender.nudge('hint');
      await pause(50);
    }
    expect(outbox.counts()).toMatchObject({ unconfirmed: 2, waiting: 8 });
  });

  it('of 500 risks no further contact by whatever happens around the laptop, by a key or by the word of the user', async () => {
    const crm = await practiceCrm();
    await crm.set({ answer: '500' });
    const { outbox, sender, capture } = rig(crm.baseUrl);
    outbox.savePace({ inFlight: 1, perMinute: 120 });
    for (let n = 0; n < 10; n++) capture();
    const ill = () =>
      vi.waitFor(() => {
        expect(sender.status()).toMatchObject({ inFlight: 0, pause: { reason: 'api-ill' } });
        expect(outbox.counts()).toMatchObject({ unconfirmed: 1, sending: 0, waiting: 9 });
      }, settled);
    await ill();
    for (const why of ['saved', 'hint', 'slept', 'woke', 'user', 'key'] as const) {
      sender.nudge(why);
      await pause(50);
      await ill();
    }
    await crm.set({ network: 'cut' });
    await vi.waitFor(() => {
      sender.nudge('hint');
      expect(sender.status().pause?.reason).toBe('offline');
    }, settled);
    await crm.set({ network: 'up' });
    sender.nudge('hint');
    await ill();
  });
});

describe('what the API says of the queue', () => {
  it('to a request of before the connection was changed no longer counts', async () => {
    let answerOld: () => void = () => undefined;
    const server = await rawServer((socket, request) => {
      if (request.includes('old-key')) answerOld = () => socket.write(httpAnswer(401, '{"message":"No"}'));
      else socket.write(httpAnswer(200, '{"contact":{"id":"c"}}'));
    });
    let key = 'old-key';
    const { sender, capture, states } = rig(server.baseUrl, {
      keys: { ...fixedKey(''), read: () => Promise.resolve(key) },
    });
    capture();
    await vi.waitFor(() => {
      expect(server.requests).toHaveLength(1);
    }, settled);
    key = 'new-key';
    sender.nudge('connection');
    answerOld();
    await vi.waitFor(() => {
      expect(states()).toEqual(['delivered']);
    }, settled);
    expect(sender.status().pause).toBeNull();
  });

  it('is kept without the key, should the API repeat it', async () => {
    const key = 'sk_live_secret';
    const server = await rawServer((socket) => socket.write(httpAnswer(401, `{"message":"Invalid key: ${key}"}`)));
    const { sender, capture, outbox } = rig(server.baseUrl, { keys: fixedKey(key) });
    const id = capture();
    await vi.waitFor(() => {
      expect(sender.status().pause?.reason).toBe('key-rejected');
    }, settled);
    const kept = JSON.stringify([sender.status(), outbox.queueMemory(), outbox.detail(id)]);
    expect(kept).toContain('Invalid key: (the API key)');
    expect(kept).not.toContain(key);
  });

  it('about its own rate is kept beside another trouble that is met at the same time', async () => {
    const server = await rawServer((socket, _request, index) => {
      if (index === 0) socket.write(httpAnswer(200, '{"contact":{"id":"c"}}'));
      else if (index === 1) setTimeout(() => socket.write(httpAnswer(429, '{}', { 'retry-after': '600' })), 50);
      else setTimeout(() => socket.destroy(), 100);
    });
    const { sender, outbox, capture } = rig(server.baseUrl);
    for (let n = 0; n < 5; n++) capture();
    await vi.waitFor(() => {
      expect(sender.status().pause?.reason).toBe('api-ill');
    }, settled);
    sender.nudge('hint');
    sender.nudge('user');
    await pause(200);
    expect(outbox.counts()).toMatchObject({ waiting: 3, unconfirmed: 1 });
    expect((outbox.queueMemory().notBefore ?? 0) - Date.now()).toBeGreaterThan(590_000);
  });
});

it('asks a keychain that is locked now and then, and not in a loop, although the last run ended with everything refused', async () => {
  const folder = temporaryFolder();
  const before = openOutbox(folder);
  before.saveQueueMemory({ ...noMemory, refusing: { since: 1, status: 400, message: 'No' } });
  before.close();
  let asked = 0;
  const keys: KeyStore = {
    ...fixedKey(''),
    read: () => {
      asked++;
      return Promise.reject(new KeychainUnavailable('locked'));
    },
  };
  const { sender, capture } = rig('http://127.0.0.1:1/one', { folder, keys });
  capture();
  await vi.waitFor(() => {
    expect(sender.status().pause?.reason).toBe('keychain-unavailable');
  }, settled);
  await pause(200);
  expect(asked).toBeLessThanOrEqual(2);
});

describe('the queue rests', () => {
  it('while there is no connection, and goes on when there is one', async () => {
    const crm = await practiceCrm();
    const { outbox, sender, capture, states } = rig('');
    capture();
    await vi.waitFor(() => {
      expect(sender.status().pause?.reason).toBe('not-connected');
    }, settled);
    outbox.saveConnection({ baseUrl: crm.baseUrl, credentialId: practiceCredentialId });
    sender.nudge('connection');
    await vi.waitFor(() => {
      expect(states()).toEqual(['delivered']);
    }, settled);
  });

  it('while there is no key, which is not the same as a keychain that cannot be asked', async () => {
    const crm = await practiceCrm();
    let answer: string | null | Error = null;
    const keys: KeyStore = {
      ...fixedKey(''),
      read: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
    };
    const { sender, capture, states } = rig(crm.baseUrl, { keys });
    capture();
    await vi.waitFor(() => {
      expect(sender.status().pause?.reason).toBe('no-key');
    }, settled);
    answer = new KeychainUnavailable('locked');
    sender.nudge('connection');
    await vi.waitFor(() => {
      expect(sender.status().pause?.reason).toBe('keychain-unavailable');
    }, settled);
    expect(states()).toEqual(['waiting']);
    answer = practiceKey;
    sender.nudge('user');
    await vi.waitFor(() => {
      expect(states()).toEqual(['delivered']);
    }, settled);
  });

  it("until the CRM's deadline, over a restart too", async () => {
    const folder = temporaryFolder();
    const crm = await practiceCrm();
    const before = openOutbox(folder);
    const until = Date.now() + 60_000;
    before.saveQueueMemory({ ...noMemory, notBefore: until });
    before.close();
    const { sender, capture, states } = rig(crm.baseUrl, { folder });
    capture();
    for (const why of ['user', 'hint', 'woke', 'key'] as const) {
      sender.nudge(why);
      await pause(50);
    }
    expect(states()).toEqual(['waiting']);
    const resting = sender.status().pause;
    expect(resting).toMatchObject({ reason: 'rate-limited', until: resting?.notBefore });
    expect(Math.abs((resting?.until ?? 0) - until)).toBeLessThan(1_000);
  });

  it('until another connection is entered, whose deadline it is not: not after the next start either', async () => {
    const crm = await practiceCrm();
    const { outbox, sender, capture, states } = rig(crm.baseUrl);
    await crm.set({ answer: '429' });
    capture();
    await vi.waitFor(() => {
      expect(outbox.queueMemory().notBefore).toBeGreaterThan(Date.now());
    }, settled);
    await crm.set({ answer: 'normal' });
    outbox.saveConnection({ baseUrl: crm.baseUrl, credentialId: 'another' });
    sender.nudge('connection');
    await vi.waitFor(() => {
      expect(states()).toEqual(['delivered']);
    }, settled);
    expect(outbox.queueMemory().notBefore).toBeNull();
  });

  it('when 120 were sent within a minute, counting those of the last run', async () => {
    const folder = temporaryFolder();
    const crm = await practiceCrm();
    const before = openOutbox(folder);
    for (let n = 0; n < 3; n++) {
      before.capture(contactWith({}), 1);
      before.claim({ baseUrl: crm.baseUrl, credentialId: 'c' }, Date.now());
    }
    before.savePace({ inFlight: 2, perMinute: 4 });
    before.close();
    const { capture, outbox } = rig(crm.baseUrl, { folder });
    capture();
    capture();
    await vi.waitFor(() => {
      expect(outbox.counts().delivered).toBe(1);
    }, settled);
    await pause(100);
    expect(outbox.counts()).toMatchObject({ delivered: 1, waiting: 1, unconfirmed: 3 });
  });
});

it('stops within its grace, and what was under way is unconfirmed', async () => {
  const server = await rawServer(() => undefined);
  const { outbox, sender, capture, states } = rig(server.baseUrl);
  capture();
  await vi.waitFor(() => {
    expect(server.requests).toHaveLength(1);
  }, settled);
  await sender.stop(50);
  expect(states()).toEqual(['unconfirmed']);
  expect(outbox.row(1)?.reason).toEqual({ code: 'no-answer' });
});

it('asks a closed outbox nothing, whatever is still told to it', async () => {
  const outbox = openOutbox(temporaryFolder());
  const sender = startSender({
    outbox,
    crm: crmClient(),
    keys: fixedKey(practiceKey),
    changed: () => undefined,
    now: Date.now,
    monotonic: () => performance.now(),
    chance: () => 0,
  });
  await sender.stop(0);
  outbox.close();
  expect(() => {
    for (const why of ['connection', 'key', 'saved', 'user'] as const) sender.nudge(why);
    sender.contactChanged(1);
  }).not.toThrow();
});

it('says what it met while it is offline', async () => {
  const { sender, capture } = rig(`http://127.0.0.1:${await closedPort()}/one`);
  capture();
  await vi.waitFor(() => {
    expect(sender.status().pause).toMatchObject({ reason: 'offline', code: 'ECONNREFUSED', status: null });
  }, settled);
  expect(sender.status().pause?.message).toContain('ECONNREFUSED');
});
