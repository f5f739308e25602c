import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemKeychain } from '../../electron/keychain/keychain.ts';
import { canStartKeyring, startKeyring, type Keyring } from '../support/keyring.ts';

const crm = 'https://crm.example.com/one';
const other = 'https://other.example.com/one';
const locked = { name: 'KeychainUnavailable', why: 'locked' };

// Linux only: keytar says "nothing there" of a locked keychain on no other system.
describe.skipIf(!canStartKeyring)('a keychain that its user does not unlock', () => {
  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await startKeyring();
    Object.assign(process.env, keyring.env);
  });
  afterAll(() => keyring.end());
  beforeEach(async () => {
    await keyring.unlock();
    await systemKeychain.write(crm, 'the-key');
    await keyring.lock();
  });

  it('is told from one without the key, and gives the key after it was unlocked', async () => {
    await expect(systemKeychain.read(crm)).rejects.toMatchObject(locked);
    await keyring.unlock();
    expect(await systemKeychain.read(crm)).toBe('the-key');
    expect(await systemKeychain.read(other)).toBeNull();
  });

  it('is locked for a key of which it shows nothing, too', async () => {
    await expect(systemKeychain.read(other)).rejects.toMatchObject(locked);
  });

  it('is locked for a key that it shows, and for no other, where new ones go elsewhere', async () => {
    await keyring.makeDefault('session');
    onTestFinished(() => keyring.makeDefault('login'));
    await expect(systemKeychain.read(crm)).rejects.toMatchObject(locked);
    expect(await systemKeychain.read(other)).toBeNull();
  });

  it('says so where a key is to be removed, which is then still there', async () => {
    await expect(systemKeychain.remove(crm)).rejects.toMatchObject(locked);
    await keyring.unlock();
    expect(await systemKeychain.read(crm)).toBe('the-key');
  });

  it('says so where a key is to be stored, and keeps the old one', async () => {
    await expect(systemKeychain.write(crm, 'another')).rejects.toMatchObject(locked);
    await keyring.unlock();
    expect(await systemKeychain.read(crm)).toBe('the-key');
  });

  it('is heard of when it is unlocked, without being asked', async () => {
    let stop: () => void = () => undefined;
    const answers = new Promise<void>((resolve) => {
      stop = systemKeychain.onAnswer(resolve);
    });
    await expect(systemKeychain.read(crm)).rejects.toMatchObject(locked);
    await keyring.unlock();
    await answers;
    stop();
    expect(await systemKeychain.read(crm)).toBe('the-key');
  });
});
