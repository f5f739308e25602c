import { describe, expect, it, vi } from 'vitest';
import { connectionInputSchema } from '#contract/settings.ts';
import { connectionSettings } from '../../electron/modes/connection.ts';
import { crmClient } from '../../electron/crm/client.ts';
import { defaultLimits, httpClient } from '../../electron/http/exchange.ts';
import {
  fixedKey,
  KeychainUnavailable,
  KeyNotStored,
  systemKeychain,
  type KeyStore,
} from '../../electron/keychain/keychain.ts';
import { tooLong } from '../../electron/keychain/system.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { temporaryFolder } from '../support/folder.ts';
import * as v from 'valibot';
import { says, textOf } from '../support/words.ts';

/** A keychain that keeps the beginning of what it is given, and says nothing of that. */
const cut = vi.hoisted(() => new Map<string, string>());
vi.mock('keytar', () => ({
  default: {
    setPassword: (_service: string, account: string, key: string) =>
      Promise.resolve(void cut.set(account, key.slice(0, 1_280))),
    getPassword: (_service: string, account: string) => Promise.resolve(cut.get(account) ?? null),
    deletePassword: (_service: string, account: string) => Promise.resolve(cut.delete(account)),
  },
}));

const baseUrl = 'https://crm.example.com/one';
const crm = crmClient(httpClient(defaultLimits));

function settings(keys: KeyStore) {
  const outbox = openOutbox(temporaryFolder());
  const connection = connectionSettings(outbox, keys, crm, noPolicy);
  return {
    outbox,
    save: (apiKey: string) => connection.save(v.parse(connectionInputSchema, { baseUrl, credentialId: 'c', apiKey })),
  };
}

describe('a key that the keychain of Windows', () => {
  it.each([1_281, 2_560])('takes, with its %i letters, is not refused', (length) => {
    expect(tooLong('A'.repeat(length), 'win32')).toBeNull();
  });

  it.each([
    [2_561, '2,561'],
    [5_000, '5,000'],
  ])('does not take, with its %i letters, is refused by how much', (length, has) => {
    expect(textOf(tooLong('A'.repeat(length), 'win32') ?? '')).toContain(
      `This API key has ${has} characters. The keychain of Windows takes 2,560`,
    );
    expect(tooLong('A'.repeat(length), 'darwin')).toBeNull();
    expect(tooLong('A'.repeat(length), 'linux')).toBeNull();
  });
});

it('a key of which the keychain gives back the beginning is not saved, and nothing of it is kept', async () => {
  const { outbox, save } = settings(systemKeychain);
  expect(await save('A'.repeat(1_281))).toEqual({
    saved: false,
    problem: { field: 'apiKey', message: says(/gave back another API key/u) },
  });
  expect(outbox.connection().baseUrl).toBe('');
  expect(await systemKeychain.read(baseUrl)).toBeNull();
  expect(await save('A'.repeat(1_280))).toMatchObject({ saved: true, connection: { key: 'stored' } });
});

it('a key that the keychain refuses is told of under its field, and the connection stays as it was', async () => {
  const { outbox, save } = settings({
    ...fixedKey(''),
    write: () => Promise.reject(new KeyNotStored('This API key has 5,000 characters.')),
  });
  expect(await save('k')).toEqual({
    saved: false,
    problem: { field: 'apiKey', message: 'This API key has 5,000 characters.' },
  });
  expect(outbox.connection().baseUrl).toBe('');
});

it('a keychain that is still asking its user is not called locked', async () => {
  const { save } = settings({
    ...fixedKey(''),
    write: () => Promise.reject(new KeychainUnavailable('no answer', { why: 'silent' })),
  });
  expect(await save('k')).toMatchObject({
    problem: { field: 'apiKey', message: says(/has not answered yet.*window/u) },
  });
});

it('a key that is longer than any is gets a sentence as well', async () => {
  const { save } = settings(fixedKey(''));
  expect(await save('A'.repeat(12_000))).toEqual({
    saved: false,
    problem: { field: 'apiKey', message: says(/has 12,000 characters/u) },
  });
});
