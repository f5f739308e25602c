/** The API key in the operating system's keychain. It is stored for the API's origin, so that it can go nowhere else. */
import { openKeychain } from './store.ts';
import { systemCalls } from './system.ts';

export { KeychainUnavailable, KeyNotStored } from './problems.ts';

/** In milliseconds. A keychain that asks its user for a password answers late or never; sending must not hang on it. */
const patience = 20_000;

/** Each connection but the first one, whose id is empty, has its own key for an origin. */
export interface KeyStore {
  /**
   * Returns the key for the origin of this base URL, or null where none is stored. An answer that came too late for the
   * one who asked is what the next one gets. @throws KeychainUnavailable
   */
  read: (baseUrl: string, connection?: string) => Promise<string | null>;
  /** Stores the key for the origin of this base URL. @throws KeychainUnavailable, KeyNotStored */
  write: (baseUrl: string, key: string, connection?: string) => Promise<void>;
  /** Removes the key for the origin of this base URL. @throws KeychainUnavailable */
  remove: (baseUrl: string, connection?: string) => Promise<void>;
  /**
   * Calls `told` each time the keychain answers, or is unlocked, after somebody was told that it is unavailable: a `read`
   * is worth trying then. Returns how to stop that.
   */
  onAnswer?: (told: () => void) => () => void;
}

/** The system's own keychain. */
export const systemKeychain = openKeychain(systemCalls, patience);

/** Takes a keychain and the id of a connection; returns it with that connection's keys only. */
export const keysOf = (keys: KeyStore, connection: string): KeyStore => ({
  ...keys,
  read: (baseUrl) => keys.read(baseUrl, connection),
  write: (baseUrl, key) => keys.write(baseUrl, key, connection),
  remove: (baseUrl) => keys.remove(baseUrl, connection),
});

/** Returns a keychain that knows this one key for every address and stores nothing: practice mode needs no secret. */
export const fixedKey = (key: string): KeyStore => ({
  read: () => Promise.resolve(key),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(),
});
