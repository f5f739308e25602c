import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fixedKey, type KeyStore } from '../../electron/keychain/keychain.ts';
import { hour, minute, nobody, silence, simulatedApp, type Modes } from '../support/simulated-app.ts';

const noKey: KeyStore = { ...fixedKey(''), read: () => Promise.resolve(null) };

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

/** Upkeep is done in a real thread, for which time does not pass as it does here: waits until that has done it, and is gone. */
async function settled(modes: Modes): Promise<void> {
  await modes.outbox.tidy();
  await modes.pass(minute);
}

describe('nothing runs, and no timer is set, for an hour', () => {
  it.each([
    ['when everything is delivered', {}, 0],
    ['when contacts wait for a key', { keys: noKey }, 3],
    ['when contacts wait for a connection', { connection: null }, 3],
  ] as const)('%s', async (_when, options, waiting) => {
    const queries = watchQueries();
    const modes = await simulatedApp(options);
    modes.capture('One', 'Two', 'Three');
    // The log and the search index are tidied once after the last change.
    await modes.pass(minute);
    await settled(modes);
    expect(modes.outbox.counts()).toMatchObject({ waiting, sending: 0, delivered: 3 - waiting });
    expect(queries.count()).toBeGreaterThan(0);
    queries.forget();

    expect(vi.getTimerCount()).toBe(0);
    await modes.pass(hour);
    expect(queries.count()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('between two looks for a contact the sender wakes no more than once a minute, and the list is asked no more often than it says', async () => {
  const modes = await simulatedApp({ reply: ({ method }) => (method === 'POST' ? silence : nobody()) });
  modes.capture('Lost');
  // Looked for at once, after a minute and after ten; next after an hour.
  await modes.pass(15 * minute);
  await settled(modes);
  const asked = modes.requests.length;
  let wakes = 0;
  for (let minutes = 0; minutes < 40; minutes++) {
    const timers = vi.getTimerCount();
    wakes = Math.max(wakes, timers);
    await modes.pass(minute);
  }
  expect(wakes).toBe(1);
  expect(modes.requests).toHaveLength(asked);
});
