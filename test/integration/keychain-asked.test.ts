import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fixedKey, type KeyStore } from '../../electron/keychain/keychain.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { openMode } from '../../electron/modes/mode.ts';
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
  const mode = openMode({
    folder: temporaryFolder(),
    keys,
    laptop: Promise.resolve('here'),
    policy: noPolicy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    damaged: () => undefined,
  });
  onTestFinished(() => mode.close());
  mode.outbox.saveConnection({ baseUrl: crm.baseUrl, credentialId: 'c' });
  for (const why of ['hint', 'slept', 'woke', 'connection'] as const) mode.nudge(why);
  await wait(100);
  mode.outbox.capture(contactWith({ lastName: 'Okafor' }), 1);
  happened.push('saved');
  mode.nudge('saved');
  await vi.waitFor(
    () => {
      expect(crm.created).toHaveLength(1);
    },
    { timeout: 8_000 },
  );
  expect(happened).toEqual(['saved', 'asked']);
});
