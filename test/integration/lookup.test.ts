import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import type { ContactDetail } from '#contract/outbox.ts';
import { crmClient } from '../../electron/crm/client.ts';
import { httpClient } from '../../electron/http/exchange.ts';
import { fixedKey } from '../../electron/keychain/keychain.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { practiceCredentialId, practiceKey } from '../../electron/practice/credentials.ts';
import { startSender, type Sender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { fieldMapOf } from '../support/field-map.ts';
import { temporaryFolder } from '../support/folder.ts';
import { practiceCrm } from '../support/practice.ts';
import { httpAnswer, rawServer, type RawServer } from '../support/servers.ts';
import { readDetail } from '../support/words.ts';

const anna = contactWith({
  firstName: 'Anna',
  emailAddresses: [{ emailAddressType: 'main', emailAddress: 'anna@example.com' }],
});
const key = practiceKey;
const settled = { timeout: 8_000, interval: 20 };

interface Rig {
  outbox: Outbox;
  sender: Sender;
  capture: (contact?: Contact) => number;
  detail: (id: number) => ReturnType<typeof readDetail<ContactDetail>>;
  /** Resolves when this contact was looked for. */
  looked: (id: number) => Promise<void>;
  end: () => Promise<void>;
}

function rig(baseUrl: string, folder = temporaryFolder(), now = Date.now): Rig {
  const outbox = openOutbox(folder);
  outbox.endCutOff();
  outbox.saveConnection({ baseUrl, credentialId: practiceCredentialId });
  const parts = { keys: fixedKey(key), changed: () => undefined };
  const clocks = { now, monotonic: () => performance.now(), chance: () => 0 };
  const sender = startSender({ outbox, crm: crmClient(httpClient(), now), ...parts, ...clocks });
  let ended = false;
  const end = async () => {
    if (ended) return;
    ended = true;
    await sender.stop(0);
    outbox.close();
  };
  onTestFinished(end);
  return {
    outbox,
    sender,
    end,
    capture: (contact = anna) => {
      const id = outbox.capture(contact, now());
      sender.nudge('saved');
      return id;
    },
    detail: (id) => readDetail(outbox.detail(id)),
    looked: (id) =>
      vi.waitFor(() => {
        expect(readDetail(outbox.detail(id))?.attempts[0]?.purpose).toBe('look');
      }, settled),
  };
}

const unconfirmed = (outbox: Outbox, id: number) =>
  vi.waitFor(() => {
    expect(outbox.row(id)?.state).toBe('unconfirmed');
  }, settled);

const dated = (body: string) => httpAnswer(200, body, { date: new Date().toUTCString() });

/** A CRM that never answers a create request, and lists what `list` returns. */
const silent = (list: (request: string) => string): Promise<RawServer> =>
  rawServer((socket, request) => {
    if (request.startsWith('GET')) socket.write(list(request));
    else socket.destroy();
  });

const looks = (server: RawServer) => server.requests.filter((request) => request.includes('lastName='));

describe('a contact whose request was not answered', () => {
  it('is found in the CRM by itself, is delivered, and says how that is known', async () => {
    const crm = await practiceCrm();
    await crm.set({ answer: 'silent' });
    const { outbox, sender, capture, detail } = rig(crm.baseUrl);
    const id = capture();
    await unconfirmed(outbox, id);
    sender.nudge('user');
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('delivered');
    }, settled);
    expect(crm.view().receivedCount).toBe(1);
    const found = detail(id);
    expect(found?.delivery).toMatchObject({ by: 'crm', crmId: crm.view().received[0]?.crmId });
    expect(found?.attempts.map(({ purpose }) => purpose)).toEqual(['look', 'send']);
    expect(found?.attempts[0]?.result).toContain(
      'the only contact with this name and the same email address or phone number',
    );
    expect(found?.attempts[0]?.excerpt).toContain('anna@example.com');
    expect(outbox.counts()).toMatchObject({ delivered: 1, unconfirmed: 0 });
  });

  it('is found beside others whose fate is not known either, or was not', async () => {
    const crm = await practiceCrm();
    await crm.set({ answer: 'silent' });
    const { outbox, sender, capture } = rig(crm.baseUrl);
    const named = (lastName: string) =>
      contactWith({
        lastName,
        emailAddresses: [{ emailAddressType: 'main', emailAddress: `${lastName}@example.com` }],
      });
    const ids = ['Turing', 'Hopper', 'Curie'].map((name) => capture(named(name)));
    await vi.waitFor(() => {
      sender.nudge('user');
      expect(ids.map((id) => outbox.row(id)?.state)).toEqual(['delivered', 'delivered', 'delivered']);
    }, settled);
    expect(crm.view().receivedCount).toBe(3);
  });

  it('is found at the next start, if the app died meanwhile', async () => {
    const crm = await practiceCrm();
    const folder = temporaryFolder();
    const first = rig(crm.baseUrl, folder);
    const before = first.capture(contactWith({ lastName: 'Before' }));
    await vi.waitFor(() => {
      expect(first.outbox.row(before)?.state).toBe('delivered');
    }, settled);
    await crm.set({ answer: 'silent' });
    const id = first.capture();
    await unconfirmed(first.outbox, id);
    await first.end();
    const { outbox, sender } = rig(crm.baseUrl, folder);
    sender.nudge('user');
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('delivered');
    }, settled);
  });

  it('is left to the user at the next start, if the app died before the CRM had ever told its time', async () => {
    const crm = await practiceCrm();
    await crm.set({ answer: 'silent' });
    const folder = temporaryFolder();
    const first = rig(crm.baseUrl, folder);
    const id = first.capture();
    await unconfirmed(first.outbox, id);
    await first.end();
    const { sender, detail, looked } = rig(crm.baseUrl, folder);
    sender.nudge('user');
    await looked(id);
    expect(detail(id)?.row.state).toBe('unconfirmed');
    expect(detail(id)?.attempts[0]?.result).toContain('The clock of this laptop could not be compared');
  });

  it('is found by the clock that the laptop had then, although it was set since', async () => {
    const crm = await practiceCrm();
    const folder = temporaryFolder();
    let wrong = 0;
    const { outbox, sender, capture } = rig(crm.baseUrl, folder, () => Date.now() + wrong);
    wrong = 86_400_000;
    capture(contactWith({ lastName: 'Before' }));
    await vi.waitFor(() => {
      expect(outbox.counts().delivered).toBe(1);
    }, settled);
    await crm.set({ answer: 'silent' });
    const id = capture();
    await unconfirmed(outbox, id);
    wrong = 0;
    sender.nudge('user');
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('delivered');
    }, settled);
  });

  it('is found by the reference that it carries, although it has nothing but a name', async () => {
    const crm = await practiceCrm();
    await crm.set({ answer: 'silent' });
    const { outbox, sender, capture, detail } = rig(crm.baseUrl);
    outbox.saveFieldMap(fieldMapOf({ reference: 'fieldpost_id__c' }));
    const id = capture(contactWith({ lastName: 'Meier' }));
    await unconfirmed(outbox, id);
    expect(crm.view().received[0]?.body).toContain(`"remoteFields":{"fieldpost_id__c":"${detail(id)?.uuid}"}`);
    sender.nudge('user');
    await vi.waitFor(() => {
      expect(outbox.row(id)?.state).toBe('delivered');
    }, settled);
    expect(detail(id)?.attempts[0]?.result).toContain('with the reference of this contact');
  });

  it('stays unconfirmed where the list does not have it, and is not asked for again before a minute has passed', async () => {
    const server = await silent(() => dated('{"contacts":[]}'));
    const { outbox, sender, capture, detail, looked } = rig(server.baseUrl);
    const id = capture();
    await unconfirmed(outbox, id);
    sender.nudge('user');
    await looked(id);
    for (let n = 0; n < 3; n++) {
      sender.nudge('user');
      await pause(30);
    }
    expect(looks(server)).toHaveLength(1);
    const query = new URL(looks(server)[0]?.split(' ')[1] ?? '', 'http://crm').searchParams;
    expect(Object.fromEntries(query)).toMatchObject({ firstName: 'Anna', lastName: 'Meier', pageSize: '100' });
    expect(detail(id)).toMatchObject({ row: { state: 'unconfirmed' }, attempts: [{ status: 200 }, {}] });
    expect(detail(id)?.attempts[0]?.result).toContain('proves nothing');
    expect(detail(id)?.attempts[0]?.decision).toMatch(
      /^It stayed unconfirmed\. Fieldpost decided to look again after \d+ s\.$/u,
    );
    expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  it('stays unconfirmed where the CRM has somebody of its name', async () => {
    const somebody = { id: 'x', firstName: 'Anna', lastName: 'Meier', remoteCreatedAt: new Date().toISOString() };
    const list = { contacts: [{ ...somebody, emailAddresses: [] }] };
    const server = await silent((request) =>
      dated(request.includes('pageNumber=1&') ? JSON.stringify(list) : '{"contacts":[]}'),
    );
    const { outbox, sender, capture, detail, looked } = rig(server.baseUrl);
    const id = capture();
    await unconfirmed(outbox, id);
    sender.nudge('user');
    await looked(id);
    expect(detail(id)).toMatchObject({ row: { state: 'unconfirmed' }, delivery: null });
    expect(detail(id)?.attempts[0]?.result).toMatch(/The CRM has something like it \(x\)\. They have no email/u);
  });

  it('stays unconfirmed where a CRM repeats its page for ever, does not tell the time, or has no list', async () => {
    const entry = { ...anna, id: 'x', remoteCreatedAt: new Date().toISOString() };
    let n = 0;
    const answers = [
      () => dated(JSON.stringify({ contacts: [{ ...entry, id: `x${n++}` }] })),
      (request: string) => httpAnswer(200, JSON.stringify({ contacts: request.includes('r=1&') ? [entry] : [] })),
      () => httpAnswer(404, '{"message":"No such method"}'),
      () => httpAnswer(200, '{"contacts":{}}'),
    ];
    for (const answer of answers) {
      const server = await silent((request) =>
        request.includes('lastName=') ? answer(request) : httpAnswer(200, '{"contacts":[]}'),
      );
      const { outbox, sender, capture, looked, end } = rig(server.baseUrl);
      const id = capture();
      await unconfirmed(outbox, id);
      sender.nudge('user');
      await looked(id);
      expect(outbox.row(id)?.state).toBe('unconfirmed');
      expect(looks(server).length).toBeLessThanOrEqual(3);
      await end();
    }
  });

  it('is looked for with no trace of the key in what is kept', async () => {
    const entry = { ...anna, id: 'x', remoteCreatedAt: new Date().toISOString(), echo: `bearer ${key}` };
    const server = await silent((request) =>
      dated(JSON.stringify({ contacts: request.includes('pageNumber=1&') ? [entry] : [] })),
    );
    const { outbox, sender, capture, detail, looked } = rig(server.baseUrl);
    const id = capture();
    await unconfirmed(outbox, id);
    sender.nudge('user');
    await looked(id);
    expect(detail(id)?.delivery?.crmId).toBe('x');
    expect(JSON.stringify(detail(id))).not.toContain(key);
    expect(detail(id)?.attempts[0]?.excerpt).toContain('(the API key)');
  });

  it('is left alone once the user says so, and can be sent again all the same', async () => {
    const server = await silent(() => dated('{"contacts":[]}'));
    const { outbox, sender, capture, detail } = rig(server.baseUrl);
    const id = capture();
    await unconfirmed(outbox, id);
    expect(outbox.leave(id, Date.now())).toBe(true);
    expect(outbox.leave(id, Date.now())).toBe(false);
    sender.nudge('user');
    await pause(100);
    expect(looks(server)).toEqual([]);
    expect(detail(id)).toMatchObject({ left: true, row: { state: 'unconfirmed' } });
    expect(detail(id)?.row.reason).toEqual({ code: 'left' });
    expect(outbox.lookups.left()).toBe(1);
    expect(outbox.sendAgain(id)).toBe(true);
    expect(detail(id)).toMatchObject({ left: false, row: { state: 'waiting', reason: null } });
    expect(outbox.lookups.left()).toBe(0);
  });
});

describe('nothing is looked for', () => {
  it('while there is a pause, and what waits goes first', async () => {
    let ill = true;
    const server = await rawServer((socket, request) => {
      if (request.startsWith('GET')) socket.write(ill ? httpAnswer(500, '{}') : dated('{"contacts":[]}'));
      else if (request.includes('Next')) socket.write(dated('{"contact":{"id":"n"}}'));
      else socket.destroy();
    });
    const { outbox, sender, capture, looked } = rig(server.baseUrl);
    const id = capture();
    await unconfirmed(outbox, id);
    capture(contactWith({ lastName: 'Next' }));
    sender.nudge('hint');
    await pause(100);
    expect(looks(server)).toEqual([]);
    ill = false;
    sender.nudge('hint');
    await looked(id);
    const order = server.requests.map((request) => (request.includes('lastName=') ? 'look' : request.slice(0, 4)));
    expect(order.at(-1)).toBe('look');
    expect(order.filter((one) => one === 'POST')).toHaveLength(2);
  });

  it('at another connection than the one it was sent by', async () => {
    const server = await silent(() => dated('{"contacts":[]}'));
    const { outbox, sender, capture } = rig(server.baseUrl);
    const id = capture();
    await unconfirmed(outbox, id);
    outbox.saveConnection({ baseUrl: server.baseUrl, credentialId: 'another' });
    sender.nudge('connection');
    await pause(100);
    expect(looks(server)).toEqual([]);
  });
});

it('does not put the queue to rest where looking fails', async () => {
  const server = await rawServer((socket, request) => {
    if (request.startsWith('POST') && request.includes('Next')) socket.write(dated('{"contact":{"id":"n"}}'));
    else if (request.startsWith('GET') && !request.includes('lastName=')) socket.write(dated('{"contacts":[]}'));
    else socket.destroy();
  });
  const { outbox, sender, capture, detail } = rig(server.baseUrl);
  const id = capture();
  await unconfirmed(outbox, id);
  sender.nudge('user');
  await vi.waitFor(() => {
    expect(looks(server)).toHaveLength(1);
  }, settled);
  const next = capture(contactWith({ lastName: 'Next' }));
  await vi.waitFor(() => {
    expect(outbox.row(next)?.state).toBe('delivered');
  }, settled);
  sender.nudge('user');
  await pause(50);
  expect(looks(server)).toHaveLength(1);
  expect(sender.status().pause).toBeNull();
  expect(detail(id)?.attempts.map(({ purpose, result }) => [purpose, result])).toEqual([
    ['look', expect.stringMatching(/^The CRM gave no answer when it was asked for its contacts\. /u) as string],
    ['send', expect.stringContaining('no answer came back') as string],
  ]);
});
