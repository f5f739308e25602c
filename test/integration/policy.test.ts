import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultPace } from '#contract/settings.ts';
import { openModes } from '../../electron/modes/modes.ts';
import { systemKeychain } from '../../electron/keychain/keychain.ts';
import { noMemory } from '../../electron/store/settings.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { brokenPolicy, noPolicy, type Policy } from '../../electron/policy/policy.ts';
import { openMode, type Mode } from '../../electron/modes/mode.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { policyOf } from '../support/policy.ts';
import { recordingCrm, type RecordingCrm } from '../support/recording-crm.ts';
import { says } from '../support/words.ts';

const settled = { timeout: 8_000, interval: 10 };

/** Opens the user's outbox in this folder under this policy, as the app does. */
function openUnder(policy: Policy, folder: string): Mode & { end: () => Promise<void> } {
  const mode = openMode({
    folder,
    keys: systemKeychain,
    laptop: Promise.resolve('here'),
    policy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    damaged: () => undefined,
  });
  let ended: Promise<void> | undefined;
  const end = () => (ended ??= mode.close());
  onTestFinished(end);
  mode.nudge('hint');
  return { ...mode, end };
}

async function crm(): Promise<RecordingCrm> {
  const server = await recordingCrm();
  onTestFinished(server.close);
  onTestFinished(() => systemKeychain.remove(server.baseUrl));
  return server;
}

function capture(on: Mode, lastName: string): number {
  const id = on.outbox.capture(contactWith({ lastName }), 1);
  on.nudge('saved');
  return id;
}

const reaches = (on: Mode, id: number, state: string) =>
  vi.waitFor(() => {
    expect(on.outbox.row(id)?.state).toBe(state);
  }, settled);
const rests = (on: Mode, reason: string) =>
  vi.waitFor(() => {
    expect(on.status().pause?.reason).toBe(reason);
  }, settled);

/** An outbox that its user has connected to a CRM, where a contact waits because there is nothing at that address. */
async function connected() {
  const [old, next] = [await crm(), await crm()];
  old.answer({ status: 404, body: '{}' });
  const folder = temporaryFolder();
  const first = openUnder(noPolicy, folder);
  await first.connections.of('').settings.save({ baseUrl: old.baseUrl, credentialId: 'theirs', apiKey: 'old-key' });
  first.nudge('connection');
  first.outbox.savePace({ inFlight: 3, perMinute: 90 });
  const id = capture(first, 'Okafor');
  await rests(first, 'wrong-address');
  await first.end();
  return { old, next, folder, id, asked: old.requests.length };
}

const locked = <Value>(value: Value) => ({ value, locked: true });
const preset = <Value>(value: Value) => ({ value, locked: false });

describe('a locked connection', () => {
  it('takes the place of the stored one, with what waited, and ends the rest of the old one', async () => {
    const { old, next, folder, id, asked } = await connected();
    await systemKeychain.write(next.baseUrl, 'new-key');
    const policy = policyOf({ baseUrl: locked(next.baseUrl), credentialId: locked('ours') });
    const second = openUnder(policy, folder);
    await reaches(second, id, 'delivered');
    expect(next.created).toHaveLength(1);
    expect(next.created[0]).toMatchObject({ authorization: 'bearer new-key' });
    expect(next.created[0]?.url).toContain('credentialId=ours');
    expect(old.requests).toHaveLength(asked);
    await second.end();
    // It stays where it is when the policy is gone.
    expect(openUnder(noPolicy, folder).outbox.connection()).toEqual({ baseUrl: next.baseUrl, credentialId: 'ours' });
  });

  it('does not wait for a deadline that the old CRM has set', async () => {
    const { next, folder, id } = await connected();
    const between = openOutbox(folder);
    const later = Date.now() + 600_000;
    between.saveQueueMemory({ ...noMemory, notBefore: later });
    between.close();
    await systemKeychain.write(next.baseUrl, 'new-key');
    await reaches(openUnder(policyOf({ baseUrl: locked(next.baseUrl) }), folder), id, 'delivered');
  });

  it('at another origin asks for its own key: that of the old one goes nowhere', async () => {
    const { old, next, folder, id, asked } = await connected();
    const second = openUnder(policyOf({ baseUrl: locked(next.baseUrl) }), folder);
    await rests(second, 'no-key');
    expect(await second.connections.of('').settings.view()).toEqual({
      baseUrl: next.baseUrl,
      credentialId: 'theirs',
      key: 'none',
    });
    expect(next.requests).toEqual([]);
    const answer = await second.connections
      .of('')
      .settings.save({ baseUrl: next.baseUrl, credentialId: 'theirs', apiKey: 'their-key' });
    expect(answer.saved).toBe(true);
    second.nudge('key');
    await reaches(second, id, 'delivered');
    expect(next.created[0]?.authorization).toBe('bearer their-key');
    expect(old.requests).toHaveLength(asked);
  });

  it('is not changed whatever the screen asks, nor is another address tried', async () => {
    const { next, folder } = await connected();
    const other = await crm();
    const second = openUnder(policyOf({ baseUrl: locked(next.baseUrl), credentialId: locked('ours') }), folder);
    const wrongAddress = { baseUrl: other.baseUrl, credentialId: 'ours', apiKey: 'k' };
    const wrongCredential = { baseUrl: next.baseUrl, credentialId: 'mine', apiKey: 'k' };
    const sentence = says('Your organisation has set this, and it cannot be changed here.');
    expect(await second.connections.of('').settings.save(wrongAddress)).toEqual({
      saved: false,
      problem: { field: 'baseUrl', message: sentence },
    });
    expect(await second.connections.of('').settings.save(wrongCredential)).toEqual({
      saved: false,
      problem: { field: 'credentialId', message: sentence },
    });
    expect(await second.connections.of('').settings.test(wrongAddress)).toEqual({ works: false, message: sentence });
    expect(second.outbox.connection()).toEqual({ baseUrl: next.baseUrl, credentialId: 'ours' });
    expect(await systemKeychain.read(other.baseUrl)).toBeNull();
    expect(other.requests).toEqual([]);
  });

  it('is put in force before anything that is due goes out', async () => {
    const { old, next, folder, asked } = await connected();
    old.answer(null);
    await systemKeychain.write(next.baseUrl, 'new-key');
    for (let start = 0; start < 3; start++) {
      const second = openUnder(policyOf({ baseUrl: locked(next.baseUrl) }), folder);
      await reaches(second, capture(second, `At start ${start}`), 'delivered');
      await second.end();
    }
    expect(old.requests).toHaveLength(asked);
    expect(next.created).toHaveLength(4);
  });
});

describe('a preset', () => {
  const settings = {
    baseUrl: preset('https://crm.example.com/one'),
    credentialId: preset('ours'),
    perMinute: preset(300),
  };

  it('is there where nothing was entered, can be changed, and does not come back', async () => {
    const folder = temporaryFolder();
    const first = openUnder(policyOf(settings), folder);
    expect(first.outbox.connection()).toEqual({ baseUrl: 'https://crm.example.com/one', credentialId: 'ours' });
    expect(first.outbox.pace()).toEqual({ ...defaultPace, perMinute: 300 });
    const { baseUrl } = await crm();
    expect((await first.connections.of('').settings.save({ baseUrl, credentialId: 'mine', apiKey: '' })).saved).toBe(
      true,
    );
    first.outbox.savePace(defaultPace);
    await first.end();
    const second = openUnder(policyOf(settings), folder);
    expect(second.outbox.connection()).toEqual({ baseUrl, credentialId: 'mine' });
    expect(second.outbox.pace()).toEqual(defaultPace);
  });

  it('is corrected where its administrator corrects it, and not where the user has entered something else', async () => {
    const folder = temporaryFolder();
    const first = openUnder(policyOf(settings), folder);
    const { baseUrl } = await crm();
    expect((await first.connections.of('').settings.save({ baseUrl, credentialId: 'ours', apiKey: '' })).saved).toBe(
      true,
    );
    await first.end();
    await openUnder(noPolicy, folder).end();
    const corrected = {
      baseUrl: preset('https://crm.example.com/two'),
      credentialId: preset('yours'),
      perMinute: preset(60),
    };
    const { outbox } = openUnder(policyOf(corrected), folder);
    expect(outbox.connection()).toEqual({ baseUrl, credentialId: 'yours' });
    expect(outbox.pace()).toEqual({ ...defaultPace, perMinute: 60 });
  });

  it('leaves alone what was entered', async () => {
    const { old, folder } = await connected();
    const { outbox } = openUnder(policyOf(settings), folder);
    expect(outbox.connection()).toEqual({ baseUrl: old.baseUrl, credentialId: 'theirs' });
    expect(outbox.pace()).toEqual({ inFlight: 3, perMinute: 90 });
  });
});

it('a locked pace takes the place of the stored one, and leaves the rest of it', async () => {
  const { folder } = await connected();
  const { outbox } = openUnder(policyOf({ perMinute: locked(30) }), folder);
  expect(outbox.pace()).toEqual({ inFlight: 3, perMinute: 30 });
});

describe('a policy that cannot be used', () => {
  const broken = brokenPolicy('/etc/fieldpost/policy.json', 'It is not valid JSON.');

  it('keeps contacts going where they went, and nowhere else', async () => {
    const { old, next, folder, id } = await connected();
    old.answer(null);
    const second = openUnder(broken, folder);
    second.nudge('user');
    await reaches(second, id, 'delivered');
    const input = { baseUrl: next.baseUrl, credentialId: 'theirs', apiKey: 'k' };
    expect(await second.connections.of('').settings.save(input)).toMatchObject({
      saved: false,
      problem: { field: 'baseUrl' },
    });
    expect((await second.connections.of('').settings.save({ ...input, baseUrl: old.baseUrl })).saved).toBe(true);
    expect(next.requests).toEqual([]);
  });

  it('keeps what is captured where nothing was set, and lets nobody set where it goes', async () => {
    const { baseUrl, requests } = await crm();
    const here = openUnder(broken, temporaryFolder());
    const id = capture(here, 'Kept');
    await rests(here, 'not-connected');
    const answer = await here.connections.of('').settings.save({ baseUrl, credentialId: 'c', apiKey: 'k' });
    expect(answer).toEqual({
      saved: false,
      problem: {
        field: 'baseUrl',
        message: says('This cannot be changed while your organisation’s policy file cannot be used.'),
      },
    });
    await wait(100);
    expect(here.outbox.row(id)?.state).toBe('waiting');
    expect(requests).toEqual([]);
  });
});

it('the policy holds for the user’s own outbox and not for practice', async () => {
  const dataFolder = temporaryFolder();
  const policy = policyOf({ baseUrl: locked('https://crm.example.com/one'), perMinute: locked(30) });
  const modes = openModes({
    dataFolder,
    laptop: () => Promise.resolve(null),
    policy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    practiceChanged: () => undefined,
  });
  onTestFinished(() => modes.close());
  await modes.enterPractice();
  await modes.show();
  expect(modes.current().outbox.connection().baseUrl).toBe(modes.practice()?.baseUrl);
  expect(modes.current().outbox.pace()).toEqual(defaultPace);
  await modes.leavePractice();
  await modes.show();
  expect(modes.current().outbox.folder).toBe(join(dataFolder, 'outbox'));
  expect(modes.current().outbox.connection().baseUrl).toBe('https://crm.example.com/one');
  expect(modes.current().outbox.pace().perMinute).toBe(30);
});
