/** Each CRM has a clock of its own: when a listed contact was created is judged by the clock of the one that lists it. */
import { expect, it, onTestFinished } from 'vitest';
import { crmClient } from '../../electron/crm/client.ts';
import type { Exchange, HttpClient } from '../../electron/http/exchange.ts';
import { clockWatch } from '../../electron/lookup/clock-watch.ts';
import { looksIn } from '../../electron/lookup/looks.ts';
import { seenBy } from '../../electron/modes/connections.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { answer, hour, minute } from '../support/simulated-app.ts';

const emailAddresses = [{ emailAddressType: 'main', emailAddress: 'anna@example.com' }];
const key = 'key';

/** Two connections to CRMs of which the clocks are ahead by so many milliseconds. */
function laptop(ahead: Record<string, number>) {
  const outbox = openOutbox(temporaryFolder());
  onTestFinished(() => {
    outbox.close();
  });
  const time = { now: 1_790_000_000_000 };
  const now = () => time.now;
  outbox.saveConnections([
    { id: '', name: '' },
    { id: 'b', name: 'B' },
  ]);
  /** `lists`: what its CRM has. */
  const connect = (id: string) => {
    const own = seenBy(outbox, id);
    own.saveConnection({ baseUrl: `https://crm${id}.example`, credentialId: 'c' });
    const lists: unknown[] = [];
    const date = () => new Date(now() + (ahead[id] ?? 0)).toUTCString();
    const exchange = (): Promise<Exchange> => Promise.resolve(answer(200, { contacts: lists }, { date: date() }));
    const crm = crmClient({ exchange } as unknown as HttpClient, now);
    const clock = clockWatch({ outbox: own, crm, now, monotonic: now });
    const parts = { outbox: own, crm, takeTurn: () => true, noteClock: clock.note, now, monotonic: now };
    const connection = own.connection();
    return {
      lists,
      looks: looksIn(parts),
      look: () => looksIn(parts).look(connection, key),
      /** Asks it something, so that its clock is known. */
      async ask() {
        clock.note();
        await crm.probe(connection, key);
        clock.note();
      },
      /** Posts a contact, which comes to nothing that is known. */
      lose(lastName: string): number {
        outbox.capture(contactWith({ lastName, emailAddresses, connection: id }), now());
        clock.note();
        const claimed = own.claim(connection, now());
        if (claimed === null) throw new Error('Nobody waits');
        const outcome = { phase: 'request', status: null, headMs: null, message: 'reset', excerpt: null } as const;
        outbox.settle(
          claimed,
          {
            outcome: { ...outcome, kind: 'unknown', processed: 'unknown', code: 'ECONNRESET' },
            state: 'unconfirmed',
            reason: { code: 'no-answer' },
            decision: { contact: 'unconfirmed', queue: 'goes-on' },
          },
          now(),
        );
        return claimed.id;
      },
    };
  };
  return { outbox, time, first: connect(''), second: connect('b'), now };
}

const entry = (id: string, lastName: string, at: number) => ({
  id,
  lastName,
  firstName: '',
  emailAddresses,
  remoteCreatedAt: new Date(at).toISOString(),
});

it('does not take a contact for its own that came an hour later, because another CRM is an hour ahead', async () => {
  const { outbox, first, second, now } = laptop({ '': 0, b: hour });
  await first.ask();
  await second.ask();
  const id = first.lose('Adams');
  // A colleague has entered her later.
  first.lists.push(entry('1', 'Adams', now() + hour));
  await first.look();
  expect(outbox.row(id)?.state).toBe('unconfirmed');
});

it('finds what was created by each one by its own clock', async () => {
  const { outbox, first, second, now } = laptop({ '': -2 * hour, b: 3 * hour });
  await first.ask();
  await second.ask();
  const [here, there] = [first.lose('Adams'), second.lose('Brown')];
  first.lists.push(entry('1', 'Adams', now() - 2 * hour + minute));
  second.lists.push(entry('2', 'Brown', now() + 3 * hour + minute));
  await first.look();
  await second.look();
  expect([here, there].map((id) => outbox.row(id)?.state)).toEqual(['delivered', 'delivered']);
});

it('does not know the clock of a CRM by what another one has said', async () => {
  const { outbox, first, second } = laptop({ '': 0, b: 0 });
  await first.ask();
  second.lose('Brown');
  expect(seenBy(outbox, 'b').lookups.clockAt(1)).toBeNull();
  expect(seenBy(outbox, '').lookups.clockAt(1)).toBe(0);
});

it('does not know the clock of another address by what the one before has said', async () => {
  const { outbox, first } = laptop({ '': 0, b: 0 });
  await first.ask();
  first.lose('Adams');
  outbox.saveConnection({ baseUrl: 'https://elsewhere.example', credentialId: 'c' });
  first.lose('Brown');
  expect([1, 2].map((attempt) => outbox.lookups.clockAt(attempt))).toEqual([0, null]);
});
