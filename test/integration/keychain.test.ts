import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { systemKeychain } from '../../electron/keychain/keychain.ts';
import { openKeychain } from '../../electron/keychain/store.ts';
import { systemCalls } from '../../electron/keychain/system.ts';

it('keeps a key for the origin of its address, gives it to no other, and forgets it when told to', async () => {
  const host = `https://${randomUUID()}.example.com`;
  onTestFinished(() => systemKeychain.remove(host));
  expect(await systemKeychain.read(`${host}/one`)).toBeNull();
  await systemKeychain.write(`${host}/one`, 'first');
  await systemKeychain.write(`${host}/one`, 'sécond');
  expect(await systemKeychain.read(`${host}/two`)).toBe('sécond');
  expect(await systemKeychain.read(`${host}:8443/one`)).toBeNull();
  await systemKeychain.remove(`${host}/one`);
  expect(await systemKeychain.read(`${host}/one`)).toBeNull();
});

it('answers everybody who asks for one key at the same time with one call, and makes one call at a time', async () => {
  const host = `https://${randomUUID()}.example.com`;
  let [calls, open, most] = [0, 0, 0];
  const find = async (account: string) => {
    calls++;
    most = Math.max(most, ++open);
    return systemCalls.find(account).finally(() => open--);
  };
  const keys = openKeychain({ ...systemCalls, find }, 20_000);
  onTestFinished(() => keys.remove(host));
  await keys.write(host, 'the-key');
  const asked = [host, `${host}/one`, `${host}/two`, `${host}:8443`, `${host}:8444`].map((url) => keys.read(url));
  expect(await Promise.all(asked)).toEqual(['the-key', 'the-key', 'the-key', null, null]);
  expect(calls).toBe(3);
  expect(most).toBe(1);
  await keys.write(host, 'another');
  expect(await keys.read(host)).toBe('another');
});

it('keeps a key as long as it is, or says that it is too long', async () => {
  const host = `https://${randomUUID()}.example.com`;
  onTestFinished(() => systemKeychain.remove(host));
  for (const length of [1_281, 2_560, 2_561, 5_000]) {
    const key = 'A'.repeat(length);
    const stored = systemKeychain.write(host, key);
    if (process.platform === 'win32' && length > 2_560) await expect(stored).rejects.toThrow('keychain.tooLong');
    else await stored;
    if (length <= 2_560 || process.platform !== 'win32') expect(await systemKeychain.read(host)).toBe(key);
  }
});
