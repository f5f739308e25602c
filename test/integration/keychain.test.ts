import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { systemKeychain } from '../../electron/keychain.ts';

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
