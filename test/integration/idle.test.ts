import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Crm } from '../../electron/crm/client.ts';
import { fixedKey, type KeyStore } from '../../electron/keychain.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { startSender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';

const minute = 60_000;
const connection = { baseUrl: 'http://127.0.0.1:1', credentialId: 'c' };
const noKey: KeyStore = { ...fixedKey(''), read: () => Promise.resolve(null) };

const crm: Crm = {
  createContact: () =>
    Promise.resolve({
      kind: 'delivered',
      status: 201,
      crmId: 'c',
      remoteId: null,
      excerpt: null,
    }),
  probe: () => Promise.resolve({ kind: 'well', status: 200, message: null }),
  close: () => Promise.resolve(),
};

/** Counts what any database does in this process, from here on. */
function watchQueries(): { count: () => number; forget: () => void } {
  const memory = new Database(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Database.Statement;
  memory.close();
  const spies = [
    ...(['run', 'get', 'all', 'iterate'] as const).map((method) => vi.spyOn(statement, method)),
    ...(['exec', 'pragma', 'prepare'] as const).map((method) => vi.spyOn(Database.prototype, method)),
  ];
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return {
    count: () => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0),
    forget: () => {
      for (const spy of spies) spy.mockClear();
    },
  };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('nothing runs, and no timer is set, for an hour', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
  });

  it.each([
    ['when everything is delivered', { connection, keys: fixedKey('key'), waiting: 0 }],
    ['when contacts wait for a key', { connection, keys: noKey, waiting: 3 }],
    ['when contacts wait for a connection', { connection: null, keys: noKey, waiting: 3 }],
  ])('%s', async (_when, { connection, keys, waiting }) => {
    const queries = watchQueries();
    const outbox = openOutbox(temporaryFolder());
    outbox.recover();
    if (connection !== null) outbox.saveConnection(connection);
    for (let n = 0; n < 3; n++) outbox.capture(contactWith({}), Date.now());
    const sender = startSender({
      outbox,
      crm,
      keys,
      linkDown: () => false,
      changed: () => undefined,
      now: Date.now,
      monotonic: Date.now,
      chance: () => 0,
    });
    onTestFinished(async () => {
      await sender.stop(0);
      outbox.close();
    });
    sender.nudge('saved');
    await vi.waitFor(() => {
      expect(outbox.counts()).toMatchObject({ waiting, sending: 0, delivered: 3 - waiting });
    });
    // The log and the search index are tidied once after the last change.
    await vi.advanceTimersByTimeAsync(minute);
    await turns();
    expect(queries.count()).toBeGreaterThan(0);
    queries.forget();

    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(60 * minute);
    await turns();
    expect(queries.count()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
