/** A contact is being sent, and its attempt is on the disk, before its request leaves: with one commit and one flush for each turn. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { crmClient } from '../../electron/crm/client.ts';
import { fixedKey } from '../../electron/keychain/keychain.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import { startSender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { httpAnswer, rawServer } from '../support/servers.ts';
import { callsOf, canTrace } from '../support/traced.ts';

const canWatch = await canTrace();
const skipped = canWatch ? '' : ' (skipped: needs Linux and an strace that may watch a process)';

/** A server that takes every contact, after `before` has seen its name. */
const server = (before: (name: string) => void) =>
  rawServer((socket, request) => {
    before(/"lastName":"(\w+)"/u.exec(request)?.[1] ?? '');
    socket.write(httpAnswer(200, '{"contact":{"id":"c"}}'));
  });

/** Returns a function that takes a last name and returns the state of that contact and its attempt, as another process sees them. */
function books(folder: string): (name: string) => unknown {
  return (name) => {
    const database = new Database(join(folder, 'outbox.sqlite'), { readonly: true });
    try {
      return database
        .prepare('SELECT name, state, ended_at FROM contact JOIN attempt ON contact_id = contact.id WHERE name = ?')
        .get(name);
    } finally {
      database.close();
    }
  };
}

const contacts = 20;
const settled = { timeout: 10_000, interval: 10 };

describe.skipIf(!canWatch)(`watched from outside${skipped}`, () => {
  it('each request leaves only after what was written of it was flushed', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const { baseUrl, requests } = await server(() => undefined);
    const script = join(import.meta.dirname, '../support/sends-child.ts');
    const args = [join(folder, 'outbox'), baseUrl, String(contacts)];
    const calls = await callsOf(script, args, 'outbox.sqlite-wal', join(folder, 'trace'));
    expect(requests).toHaveLength(contacts);
    expect(calls.filter((call) => call === 'posted')).toHaveLength(contacts);
    const lastBefore = calls.flatMap((call, index) =>
      call === 'posted' ? [calls.slice(0, index).findLast((one) => one !== 'posted')] : [],
    );
    expect(lastBefore).toEqual(Array(contacts).fill('flushed'));

    // Sent two at a time: no more than two share a flush, and the first two had theirs before.
    const sending = calls.slice(calls.indexOf('posted'), calls.lastIndexOf('posted') + 1);
    const flushes = sending.filter((call) => call === 'flushed').length;
    expect(flushes).toBeGreaterThanOrEqual(contacts / 2 - 1);
    expect(flushes).toBeLessThan(contacts * 2);
  });
});

it('flushes every commit: WAL, and synchronous in full', () => {
  const database = openDatabase(temporaryFolder());
  onTestFinished(() => {
    database.close();
  });
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  expect(database.pragma('fullfsync', { simple: true })).toBe(1);
});

it('when the CRM reads a request, everybody can see that its contact is being sent', async () => {
  const folder = temporaryFolder();
  const look = books(folder);
  const seen: unknown[] = [];
  const { baseUrl } = await server((name) => seen.push(look(name)));
  const { outbox, sender } = sending(baseUrl, folder);
  for (let n = 0; n < contacts; n++) outbox.capture(contactWith({ lastName: `P${n}` }), 1);
  sender.nudge('saved');
  await vi.waitFor(() => {
    expect(outbox.counts().delivered).toBe(contacts);
  }, settled);
  expect(seen).toEqual(
    Array.from({ length: contacts }, (_, n) => ({ name: `P${n}`, state: 'sending', ended_at: null })),
  );
});

it('sends nothing where the attempt cannot be stored, lets the contact wait, says why, and goes on by itself', async () => {
  const { baseUrl, requests } = await server(() => undefined);
  let isBroken = true;
  const { outbox, sender } = sending(baseUrl, temporaryFolder(), (outbox) => ({
    ...outbox,
    together: (work) =>
      outbox.together(() => {
        const value = work();
        if (isBroken) throw new StoreProblem('EIO: i/o error, fdatasync');
        return value;
      }),
  }));
  const id = outbox.capture(contactWith({}), 1);
  sender.nudge('saved');
  await vi.waitFor(() => {
    expect(sender.status().pause).toMatchObject({ reason: 'disk-trouble', message: 'EIO: i/o error, fdatasync' });
  }, settled);
  expect(outbox.detail(id)).toMatchObject({ row: { state: 'waiting' }, attempts: [] });
  expect(requests).toEqual([]);
  isBroken = false;
  await vi.waitFor(() => {
    expect(outbox.row(id)?.state).toBe('delivered');
  }, settled);
  expect(outbox.detail(id)?.attempts).toHaveLength(1);
  expect(requests).toHaveLength(1);
});

it('stores what has ended once the disk takes it again, and sends nobody twice for it', async () => {
  let isFull = false;
  let answerAll: () => void = () => undefined;
  const { baseUrl, requests } = await rawServer((socket) => {
    answerAll = () => socket.write(httpAnswer(200, '{"contact":{"id":"c"}}'));
  });
  const { outbox, sender } = sending(baseUrl, temporaryFolder(), (outbox) => ({
    ...outbox,
    together: (work) => {
      if (isFull) throw new StoreProblem('The disk is full.');
      return outbox.together(work);
    },
  }));
  const id = outbox.capture(contactWith({}), 1);
  sender.nudge('saved');
  await vi.waitFor(() => {
    expect(requests).toHaveLength(1);
  }, settled);
  isFull = true;
  answerAll();
  await vi.waitFor(() => {
    expect(sender.status().pause?.reason).toBe('disk-trouble');
  }, settled);
  expect(outbox.row(id)?.state).toBe('sending');
  expect(sender.status().inFlight).toBe(1);
  isFull = false;
  sender.nudge('saved');
  await vi.waitFor(() => {
    expect(outbox.detail(id)).toMatchObject({ row: { state: 'delivered' }, delivery: { crmId: 'c' } });
  }, settled);
  expect(requests).toHaveLength(1);
});

type Outbox = ReturnType<typeof openOutbox>;

/** A real outbox and a sender that gets it as `seen` makes it. */
function sending(baseUrl: string, folder: string, seen: (outbox: Outbox) => Outbox = (outbox) => outbox) {
  const outbox = openOutbox(folder);
  outbox.saveConnection({ baseUrl, credentialId: 'c' });
  const sender = startSender({
    outbox: seen(outbox),
    crm: crmClient(),
    keys: fixedKey('k'),
    changed: () => undefined,
    now: Date.now,
    monotonic: () => performance.now(),
    chance: () => 0,
  });
  onTestFinished(async () => {
    await sender.stop(0);
    outbox.close();
  });
  return { outbox, sender };
}
