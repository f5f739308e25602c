import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fixedKey, type KeyStore } from '../../electron/keychain.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { openWorkspace } from '../../electron/workspace.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { recordingCrm } from '../support/recording-crm.ts';

it('the keychain is asked when there is something to send, and by no start, no network and no wake before that', async () => {
  const crm = await recordingCrm();
  onTestFinished(crm.close);
  const happened: string[] = [];
  const keys: KeyStore = {
    ...fixedKey(''),
    read: () => {
      happened.push('asked');
      return Promise.resolve('the-key');
    },
  };
  const workspace = openWorkspace({
    folder: temporaryFolder(),
    keys,
    laptop: Promise.resolve('here'),
    policy: noPolicy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    damaged: () => undefined,
  });
  onTestFinished(() => workspace.close());
  workspace.outbox.saveConnection({ baseUrl: crm.baseUrl, credentialId: 'c' });
  for (const why of ['hint', 'slept', 'woke', 'connection'] as const) workspace.nudge(why);
  await wait(100);
  workspace.outbox.capture(contactWith({ lastName: 'Okafor' }), 1);
  happened.push('saved');
  workspace.nudge('saved');
  await vi.waitFor(
    () => {
      expect(crm.created).toHaveLength(1);
    },
    { timeout: 8_000 },
  );
  expect(happened).toEqual(['saved', 'asked']);
});
