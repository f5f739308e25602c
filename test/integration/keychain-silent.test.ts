import { lookup } from 'node:dns/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openKeychain } from '../../electron/keychain/store.ts';
import { systemCalls } from '../../electron/keychain/system.ts';
import { temporaryFolder } from '../support/folder.ts';
import { canStartKeyring, startKeyring, type Keyring } from '../support/keyring.ts';
import { soon } from '../support/soon.ts';

const crm = 'https://crm.example.com/one';
const silent = { name: 'KeychainUnavailable', why: 'silent' };
/** In milliseconds: one that ends no test, and one that is over soon. */
const [long, short] = [60_000, 100];

/** The system's keychain, counting what reaches it. */
function rig(patience: number) {
  let finds = 0;
  const find = (account: string) => {
    finds++;
    return systemCalls.find(account);
  };
  return { keys: openKeychain({ ...systemCalls, find }, patience), finds: () => finds };
}

describe.skipIf(!canStartKeyring)('a keychain that does not answer', () => {
  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await startKeyring();
    Object.assign(process.env, keyring.env);
    await rig(long).keys.write(crm, 'the-key');
  });
  afterEach(() => {
    keyring.goOn();
  });
  afterAll(() => keyring.end());

  it('keeps nothing else waiting: names are looked up and files are flushed while ten questions are open', async () => {
    const { keys, finds } = rig(long);
    const flushed = await open(join(temporaryFolder(), 'file'), 'w');
    keyring.hang();
    let answered = 0;
    const questions = Array.from({ length: 10 }, (_, index) =>
      keys.read(`https://crm${index}.example.com`).finally(() => answered++),
    );
    const again = keys.read('https://crm0.example.com');
    await lookup('localhost');
    await flushed.write('contact');
    await flushed.datasync();
    await flushed.close();
    expect(answered).toBe(0);
    expect(keys.isAsked()).toBe(true);
    keyring.goOn();
    expect(await Promise.all([...questions, again])).toEqual(Array(11).fill(null));
    expect(finds()).toBe(10);
    expect(keys.isAsked()).toBe(false);
  });

  it('is asked once, however often somebody tries, and its late answer is told of and used', async () => {
    const { keys, finds } = rig(short);
    const answers = new Promise<void>((resolve) => keys.onAnswer(resolve));
    keyring.hang();
    await expect(keys.read(crm)).rejects.toMatchObject(silent);
    await expect(keys.read(crm)).rejects.toMatchObject(silent);
    keyring.goOn();
    await answers;
    keyring.hang();
    expect(await keys.read(crm)).toBe('the-key');
    expect(finds()).toBe(1);
    // Used once: after that the keychain is asked again.
    await expect(keys.read(crm)).rejects.toMatchObject(silent);
    expect(finds()).toBe(2);
  });

  it('does not store later what its user was told was not stored', async () => {
    const { keys } = rig(short);
    keyring.hang();
    await expect(keys.read(crm)).rejects.toMatchObject(silent);
    await expect(keys.write(crm, 'another')).rejects.toMatchObject(silent);
    keyring.goOn();
    await soon(() => {
      expect(keys.isAsked()).toBe(false);
    });
    expect(await rig(long).keys.read(crm)).toBe('the-key');
  });
});
