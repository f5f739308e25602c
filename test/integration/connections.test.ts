/** Several connections over one outbox: each contact goes to the CRM it was captured for, and no connection holds up another. */
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import { emptyEvent, noSetup } from '#contract/events.ts';
import { fixedKey, keysOf, type KeyStore } from '../../electron/keychain/keychain.ts';
import { openMode, type Mode } from '../../electron/modes/mode.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { contactWith } from '../support/contacts.ts';
import { fieldMapOf } from '../support/field-map.ts';
import { temporaryFolder } from '../support/folder.ts';
import { recordingCrm, type RecordingCrm } from '../support/recording-crm.ts';

const settled = { timeout: 20_000, interval: 20 };

/** A keychain that only lives in this test. */
function memoryKeys(): KeyStore & { all: Map<string, string> } {
  const all = new Map<string, string>();
  const account = (baseUrl: string, connection = '') => `${new URL(baseUrl).origin}#${connection}`;
  return {
    all,
    read: (baseUrl, connection) => Promise.resolve(all.get(account(baseUrl, connection)) ?? null),
    write: (baseUrl, key, connection) => Promise.resolve(void all.set(account(baseUrl, connection), key)),
    remove: (baseUrl, connection) => Promise.resolve(void all.delete(account(baseUrl, connection))),
  };
}

async function crm(): Promise<RecordingCrm> {
  const one = await recordingCrm();
  onTestFinished(one.close);
  return one;
}

/** Two connections, each to a CRM of its own. */
async function two({ keys = memoryKeys(), folder = temporaryFolder() } = {}) {
  const [here, there] = [await crm(), await crm()];
  const open = (): Mode => {
    const mode = openMode({
      folder,
      keys,
      laptop: Promise.resolve(null),
      policy: noPolicy,
      linkDown: () => false,
      resolveProxy: () => Promise.resolve('DIRECT'),
      changed: () => undefined,
      damaged: () => undefined,
    });
    onTestFinished(() => mode.close());
    return mode;
  };
  const mode = open();
  mode.connections.name({ id: 'b', name: 'There' });
  const save = (id: string, baseUrl: string) =>
    mode.connections.of(id).settings.save({ baseUrl, credentialId: `account-${id}`, apiKey: `key-${id}` });
  expect((await save('', here.baseUrl)).saved).toBe(true);
  expect((await save('b', there.baseUrl)).saved).toBe(true);
  mode.nudge('connection');
  const capture = (lastName: string, connection: string, parts: Partial<Contact> = {}) => {
    const id = mode.outbox.capture(contactWith({ lastName, connection, ...parts }), Date.now());
    mode.contactsChanged([id]);
    return id;
  };
  const becomes = (id: number, state: string) =>
    vi.waitFor(() => {
      expect(mode.outbox.row(id)?.state).toBe(state);
    }, settled);
  return { mode, here, there, capture, becomes, open, keys };
}

const names = ({ requests }: RecordingCrm) =>
  requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => (JSON.parse(body) as { lastName: string }).lastName)
    .sort();

it('sends each contact to the CRM it was captured for, with the key and the fields of that one', async () => {
  const { mode, here, there, capture, becomes } = await two();
  mode.outbox.saveFieldMap(fieldMapOf({ note: 'Here__c' }));
  mode.outbox.saveFieldMap(fieldMapOf({ note: 'There__c' }), 'b');
  const one = capture('Adams', '', { note: 'n' });
  const other = capture('Brown', 'b', { note: 'n' });
  await becomes(one, 'delivered');
  await becomes(other, 'delivered');
  expect([names(here), names(there)]).toEqual([['Adams'], ['Brown']]);
  const [sentHere, sentThere] = [here, there].map(({ requests }) => requests.find(({ method }) => method === 'POST'));
  expect(sentHere?.body).toContain('Here__c');
  expect(sentThere?.body).toContain('There__c');
  expect(sentHere?.authorization).toContain('key-');
  expect(sentHere?.authorization).not.toContain('key-b');
  expect(sentThere?.authorization).toContain('key-b');
});

it('has a key for each, also where both go to the same server', async () => {
  const { mode, here, capture, becomes } = await two();
  const input = { baseUrl: here.baseUrl, credentialId: 'account-b', apiKey: 'key-b' };
  expect((await mode.connections.of('b').settings.save(input)).saved).toBe(true);
  mode.nudge('connection');
  for (const id of [capture('Adams', ''), capture('Brown', 'b')]) await becomes(id, 'delivered');
  const keyOf = (name: string) => here.requests.find(({ body }) => body.includes(name))?.authorization;
  expect(keyOf('Adams')).toMatch(/key-$/u);
  expect(keyOf('Brown')).toMatch(/key-b$/u);
});

it('delivers by one as if it were alone while the other refuses everything', async () => {
  const { mode, here, there, capture, becomes } = await two();
  there.answer({ status: 401, body: '{}' });
  const refused = capture('Refused', 'b');
  const ids = Array.from({ length: 12 }, (_, number) => capture(`A${String(number).padStart(2, '0')}`, ''));
  for (const id of ids) await becomes(id, 'delivered');
  expect(names(here)).toEqual(ids.map((_, number) => `A${String(number).padStart(2, '0')}`));
  expect(mode.outbox.row(refused)?.state).toBe('waiting');
  const { connections, pause } = mode.status();
  expect(connections.map(({ name, pause: own }) => [name, own?.reason])).toEqual([
    [new URL(here.baseUrl).host, undefined],
    ['There', 'key-rejected'],
  ]);
  expect(pause).toBeNull();
  there.answer(null);
  mode.nudge('user', 'b');
  await becomes(refused, 'delivered');
});

it('wakes the sender of a contact that is saved, and no other', async () => {
  const { mode, capture, becomes } = await two();
  // What they were opened for is done.
  await becomes(capture('First', ''), 'delivered');
  const woken: string[] = [];
  for (const id of ['', 'b']) {
    const { sender } = mode.connections.of(id);
    const { nudge } = sender;
    sender.nudge = (why) => {
      woken.push(id);
      nudge(why);
    };
  }
  for (const id of [capture('Adams', 'b'), capture('Brown', 'b')]) await becomes(id, 'delivered');
  expect(new Set(woken)).toEqual(new Set(['b']));
  woken.length = 0;
  mode.contactReleased(capture('Clark', ''));
  await vi.waitFor(() => {
    expect(woken).toEqual(['', '']);
  }, settled);
  mode.contactsChanged([1, 2]);
  await vi.waitFor(() => {
    expect(woken.slice(2).sort()).toEqual(['', 'b']);
  }, settled);
});

it('goes on after a restart with each where it was', async () => {
  const { mode, here, there, capture, open } = await two();
  there.answer({ status: 401, body: '{}' });
  const waits = capture('Waits', 'b');
  await vi.waitFor(() => {
    expect(mode.status().connections[1]?.pause?.reason).toBe('key-rejected');
  }, settled);
  await mode.close();
  there.answer({ status: 201, body: '{"contact":{"id":"x"}}' });
  const again = open();
  again.nudge('user');
  await vi.waitFor(() => {
    expect(again.outbox.row(waits)?.state).toBe('delivered');
  }, settled);
  expect(names(here)).toEqual([]);
});

it('sends nothing by another connection than its own: where that is gone, the user is asked', async () => {
  const { mode, here, there, capture, becomes } = await two();
  const lost = capture('Lost', 'gone');
  await becomes(lost, 'needs-attention');
  expect(mode.outbox.row(lost)?.reason).toEqual({ code: 'no-connection' });
  expect([...names(here), ...names(there)]).toEqual([]);
});

it('asks what becomes of the contacts of a connection that is removed, and forgets its key', async () => {
  const keys = memoryKeys();
  const { mode, here, there, capture, becomes } = await two({ keys });
  there.answer({ status: 401, body: '{}' });
  const [first, second] = [capture('First', 'b'), capture('Second', 'b')];
  await vi.waitFor(() => {
    expect(mode.status().connections[1]?.pause?.reason).toBe('key-rejected');
  }, settled);
  expect(mode.outbox.boundTo('b')).toBe(2);
  mode.outbox.saveSetup({ ...noSetup, events: [{ ...emptyEvent('e'), name: 'Expo', connection: 'b' }] });
  await mode.connections.remove('b', 'first', Date.now(), 1_000);
  await becomes(first, 'delivered');
  await becomes(second, 'delivered');
  expect(names(here)).toEqual(['First', 'Second']);
  expect(mode.outbox.connections()).toEqual([{ id: '', name: '' }]);
  expect(mode.outbox.setup().events[0]?.connection).toBe('');
  expect([...keys.all.values()]).toEqual(['key-']);
  expect(mode.status().connections).toEqual([]);
});

it('withdraws them where the user wants that', async () => {
  const { mode, here, there, capture } = await two();
  there.answer({ status: 401, body: '{}' });
  const id = capture('Gone', 'b');
  await mode.connections.remove('b', 'withdraw', Date.now(), 1_000);
  expect(mode.outbox.row(id)?.state).toBe('withdrawn');
  expect(names(here)).toEqual([]);
});

it('does not let two connections go to the same account', async () => {
  const { mode, here } = await two();
  const answer = await mode.connections
    .of('b')
    .settings.save({ baseUrl: here.baseUrl, credentialId: 'account-', apiKey: 'k' });
  expect(answer).toMatchObject({ saved: false, problem: { field: 'credentialId' } });
});

it('counts for each what waits for it, through every move and rollback', () => {
  const outbox = openOutbox(temporaryFolder());
  onTestFinished(() => {
    outbox.close();
  });
  const [a, b] = [outbox.capture(contactWith({}), 1), outbox.capture(contactWith({ connection: 'b' }), 1)];
  outbox.saveConnections([
    { id: '', name: '' },
    { id: 'b', name: 'B' },
  ]);
  const counts = () => [outbox.toSend(), outbox.toSend('b')];
  expect(counts()).toEqual([1, 1]);
  outbox.capture(contactWith({ connection: 'b' }), 1);
  expect(counts()).toEqual([1, 2]);
  outbox.withdraw(b, 1);
  expect(counts()).toEqual([1, 1]);
  outbox.undoWithdraw(b);
  expect(counts()).toEqual([1, 2]);
  expect(() =>
    outbox.together(() => {
      outbox.withdraw(a, 1);
      throw new Error('undone');
    }),
  ).toThrow('undone');
  expect(counts()).toEqual([1, 2]);
  outbox.edit(a, contactWith({ connection: 'b' }));
  expect(counts()).toEqual([0, 3]);
  outbox.saveDraft(b, contactWith({ connection: 'b' }), 1);
  expect(counts()).toEqual([0, 2]);
  const to = { baseUrl: 'https://b.example', credentialId: 'c' };
  expect(outbox.claim(to, 1)).toBeNull();
  expect(outbox.claim(to, 1, { ids: [], ready: [] }, 'b')?.id).toBe(a);
  expect(outbox.claim(to, 1, { ids: [3], ready: [3] }, 'b')?.id).toBe(3);
  expect(outbox.claim(to, 1, { ids: [], ready: [] }, 'b')).toBeNull();
  outbox.saveConnections([{ id: '', name: '' }]);
  expect(outbox.toSend()).toBe(0);
});

it('is as it was where a change of the connections is undone', () => {
  const outbox = openOutbox(temporaryFolder());
  onTestFinished(() => {
    outbox.close();
  });
  outbox.capture(contactWith({ connection: 'b' }), 1);
  outbox.capture(contactWith({}), 1);
  const both = [
    { id: '', name: '' },
    { id: 'b', name: 'B' },
  ];
  const undone = (connections: typeof both) => () =>
    outbox.together(() => {
      outbox.saveConnections(connections);
      throw new Error('undone');
    });
  expect(undone(both)).toThrow('undone');
  expect(outbox.toSend()).toBe(2);
  outbox.saveConnections(both);
  expect(undone([{ id: '', name: '' }])).toThrow('undone');
  expect([outbox.toSend(), outbox.toSend('b')]).toEqual([1, 1]);
});

it('knows the key of each connection by itself', async () => {
  const keys = memoryKeys();
  await keysOf(keys, 'b').write('https://crm.example/one', 'kb');
  expect(await keys.read('https://crm.example/two')).toBeNull();
  expect(await keysOf(keys, 'b').read('https://crm.example/two')).toBe('kb');
  expect(await fixedKey('k').read('https://x.example')).toBe('k');
});
