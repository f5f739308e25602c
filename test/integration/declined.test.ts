import { expect, it, onTestFinished, vi } from 'vitest';
import { crmClient } from '../../electron/crm/client.ts';
import { fixedKey } from '../../electron/keychain.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { startSender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { httpAnswer, rawServer } from '../support/servers.ts';

const settled = { timeout: 8_000, interval: 10 };
const taken = httpAnswer(200, '{"contact":{"id":"c"}}');
const busy = httpAnswer(503, '{"message":"Try later"}');

/** A CRM that declines the contacts whose name the pattern fits, and takes the others. */
const crmThatDeclines = (pattern: RegExp) =>
  rawServer((socket, request) => socket.write(request.startsWith('POST') && pattern.test(request) ? busy : taken));

/** A real outbox and sender, with both clocks in the test's hands. */
function open(baseUrl: string, folder = temporaryFolder(), inFlight = 1) {
  let clock = 0;
  const outbox = openOutbox(folder);
  outbox.recover();
  outbox.saveConnection({ baseUrl, credentialId: 'c' });
  outbox.savePace({ inFlight, perMinute: 1_000 });
  const sender = startSender({
    outbox,
    crm: crmClient(),
    keys: fixedKey('k'),
    linkDown: () => false,
    changed: () => undefined,
    now: () => Date.now() + clock,
    monotonic: () => performance.now() + clock,
    chance: () => 0,
  });
  const close = async () => {
    await sender.stop(0);
    outbox.close();
  };
  return {
    outbox,
    sender,
    capture: (lastName: string) => outbox.capture(contactWith({ lastName }), 1),
    /** So much time passes, in seconds. */
    pass: (seconds: number) => {
      clock += seconds * 1_000;
      sender.nudge('hint');
    },
    close,
  };
}

function desk(...parts: Parameters<typeof open>) {
  const opened = open(...parts);
  onTestFinished(() => opened.close());
  return opened;
}

const attemptsOf = (outbox: Outbox, id: number) => outbox.detail(id)?.attempts.length;

it.each([1, 2, 4])('holds up none of the others, with %i in flight', async (inFlight) => {
  const server = await crmThatDeclines(/Poison/u);
  const { outbox, sender, capture, pass } = desk(server.baseUrl, undefined, inFlight);
  const poison = [capture('Poison 1'), capture('Poison 2'), capture('Poison 3')];
  for (let n = 0; n < 10; n++) capture(`Good ${n}`);
  sender.nudge('saved');
  await vi.waitFor(() => {
    pass(10);
    expect(outbox.counts().delivered).toBe(10);
  }, settled);
  expect(poison.map((id) => outbox.row(id)?.state)).not.toContain('delivered');
});

it('needs attention after five tries in which it alone was declined, over restarts', async () => {
  const server = await crmThatDeclines(/Poison/u);
  const folder = temporaryFolder();
  let poison = 0;
  for (let run = 1; run <= 5; run++) {
    const { outbox, sender, capture, pass, close } = open(server.baseUrl, folder);
    if (run === 1) poison = capture('Poison');
    const good = capture(`Good ${run}`);
    expect(outbox.row(poison)?.state).toBe('waiting');
    sender.nudge('saved');
    await vi.waitFor(() => {
      expect(attemptsOf(outbox, poison)).toBe(run);
    }, settled);
    await vi.waitFor(() => {
      if (outbox.row(good)?.state !== 'delivered') pass(10);
      expect(outbox.row(good)?.state).toBe('delivered');
      expect(sender.status().inFlight).toBe(0);
    }, settled);
    if (run === 5) {
      expect(outbox.row(poison)).toMatchObject({
        state: 'needs-attention',
        reason: 'The CRM did not take this contact in 5 tries, and took others meanwhile (HTTP 503: Try later).',
      });
    }
    await close();
  }
});

it('is left alone longer with each try, and the queue goes on meanwhile', async () => {
  const server = await crmThatDeclines(/Poison/u);
  const { outbox, sender, capture, pass } = desk(server.baseUrl);
  const poison = capture('Poison');
  capture('Good 1');
  sender.nudge('saved');
  // Once with another contact behind it, and once more when nobody else waits.
  await vi.waitFor(() => {
    if (sender.status().pause !== null) pass(6);
    expect(sender.status()).toMatchObject({ declined: 1, pause: null, inFlight: 0 });
  }, settled);
  expect(attemptsOf(outbox, poison)).toBe(2);
  const good = capture('Good 2');
  sender.nudge('saved');
  await vi.waitFor(() => {
    expect(outbox.row(good)?.state).toBe('delivered');
  }, settled);
  expect(attemptsOf(outbox, poison)).toBe(2);
  pass(60);
  await vi.waitFor(() => {
    expect(attemptsOf(outbox, poison)).toBe(3);
  }, settled);
  await vi.waitFor(() => {
    if (sender.status().pause !== null) pass(6);
    expect(sender.status()).toMatchObject({ declined: 1, pause: null, inFlight: 0 });
  }, settled);
  sender.nudge('user');
  await vi.waitFor(() => {
    expect(attemptsOf(outbox, poison)).toBe(4);
  }, settled);
});

it.each([1, 2])('is none of them where the CRM declines all, however often, with %i in flight', async (inFlight) => {
  let open503 = true;
  const server = await rawServer((socket, request) =>
    socket.write(request.startsWith('POST') && open503 ? busy : taken),
  );
  const { outbox, sender, capture, pass } = desk(server.baseUrl, undefined, inFlight);
  for (let n = 0; n < 4; n++) capture(`C${n}`);
  sender.nudge('saved');
  for (let round = 1; round <= 25; round++) {
    await vi.waitFor(() => {
      expect(server.requests.length).toBeGreaterThanOrEqual(round);
      expect(sender.status()).toMatchObject({ inFlight: 0, pause: { reason: 'rate-limited' } });
    }, settled);
    pass(600);
  }
  expect(outbox.counts()).toMatchObject({ waiting: 4, 'needs-attention': 0 });
  open503 = false;
  // The first that is taken is one that was never declined, and it makes none of the others look alone.
  capture('New');
  await vi.waitFor(() => {
    if (sender.status().pause !== null) pass(301);
    expect(outbox.counts().delivered).toBe(5);
  }, settled);
});
