/** The system's own keychain, through keytar. */
import type * as Keytar from 'keytar';
import { say, type Message } from '#words/message.ts';
import { KeychainUnavailable, KeyNotStored } from './problems.ts';
import { isWithheld, untilUnlocked } from './secret-service.ts';
import type { KeychainCalls } from './store.ts';

const service = 'Fieldpost';

/** In bytes: CRED_MAX_CREDENTIAL_BLOB_SIZE. The keychains of the other systems have no limit that a key could meet. */
const longestOnWindows = 2_560;

/** Takes a key and the system; returns what is said where the keychain of that cannot hold it, else null. */
export function tooLong(key: string, platform: NodeJS.Platform): Message | null {
  if (platform !== 'win32' || Buffer.byteLength(key) <= longestOnWindows) return null;
  return say('keychain.tooLong', { has: key.length, takes: longestOnWindows });
}

/** Loaded at the first question, since the first paint needs no key, and since its library may be missing. */
const keytar = async (): Promise<typeof Keytar> => (await import('keytar')).default;

/** keytar finds nothing where a user has not unlocked the keychain. @throws KeychainUnavailable where that is so */
async function refuseWithheld(account: string): Promise<void> {
  if (process.platform !== 'linux' || !(await isWithheld({ service, account }))) return;
  throw new KeychainUnavailable('it is locked', { why: 'locked' });
}

export const systemCalls: KeychainCalls = {
  async find(account) {
    const key = await (await keytar()).getPassword(service, account);
    if (key === null) await refuseWithheld(account);
    return key;
  },

  async store(account, key) {
    const problem = tooLong(key, process.platform);
    if (problem !== null) throw new KeyNotStored(problem);
    const { setPassword, deletePassword } = await keytar();
    try {
      await setPassword(service, account, key);
    } catch (error) {
      await refuseWithheld(account);
      throw error;
    }
    if ((await systemCalls.find(account)) === key) return;
    await deletePassword(service, account);
    throw new KeyNotStored(say('keychain.another'));
  },

  async remove(account) {
    const removed = await (await keytar()).deletePassword(service, account);
    if (!removed) await refuseWithheld(account);
  },

  untilUnlocked: (account) => untilUnlocked({ service, account }),
};
