/** The API key in the operating system's keychain. It is stored for the API's origin, so that it can go nowhere else. */
import type * as Keytar from 'keytar';
import { log } from './log.ts';
import { withTimeout } from './with-timeout.ts';

const service = 'Fieldpost';
/** In milliseconds. A keychain that asks its user for a password answers late or never; sending must not hang on it. */
const patience = 20_000;

/** The keychain is locked, or there is none. Never taken for "no key". */
export class KeychainUnavailable extends Error {
  override name = 'KeychainUnavailable';
}

export interface KeyStore {
  /** Returns the key for the origin of this base URL, or null where none is stored. @throws KeychainUnavailable */
  read: (baseUrl: string) => Promise<string | null>;
  /** Stores the key for the origin of this base URL. @throws KeychainUnavailable */
  write: (baseUrl: string, key: string) => Promise<void>;
  /** Removes the key for the origin of this base URL. @throws KeychainUnavailable */
  remove: (baseUrl: string) => Promise<void>;
}

/** The system's own keychain, through keytar. */
export const systemKeychain: KeyStore = {
  read: (baseUrl) => asked((keytar) => keytar.getPassword(service, account(baseUrl))),
  write: (baseUrl, key) => asked((keytar) => keytar.setPassword(service, account(baseUrl), key)),
  remove: async (baseUrl) => {
    await asked((keytar) => keytar.deletePassword(service, account(baseUrl)));
  },
};

/** Returns a keychain that knows this one key for every address and stores nothing: practice mode needs no secret. */
export const fixedKey = (key: string): KeyStore => ({
  read: () => Promise.resolve(key),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(),
});

const account = (baseUrl: string) => new URL(baseUrl).origin;

/** Whether the last question was answered: only a change is told. */
let answers = true;

async function asked<Value>(question: (keytar: typeof Keytar) => Promise<Value>): Promise<Value> {
  try {
    // Loaded at the first question, since the first paint needs no key, and since its library may be missing.
    const keytar = await import('keytar');
    const answer = await withTimeout(question(keytar.default), patience);
    if (!answers) log.note('The keychain answers again');
    answers = true;
    return answer;
  } catch (error) {
    if (answers) log.error('The keychain does not answer', error);
    answers = false;
    throw new KeychainUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
