/** Can the keychain be read? */
import type { Finding } from '../contract/doctor.ts';
import { KeychainUnavailable, type KeyStore } from '../keychain.ts';
import { notNeeded, trouble, well } from './finding.ts';

export type KeyFound = { kind: 'key'; key: string } | { kind: 'none' } | { kind: 'unavailable'; why: string };

/** Asked for where no address is set yet: only whether an answer comes is of interest. */
const noAddress = 'https://fieldpost.invalid';

/** Takes the keychain and the base URL, empty where none is set; returns what is in it for that. */
export async function readKey(keys: KeyStore, baseUrl: string): Promise<KeyFound> {
  try {
    const key = await keys.read(baseUrl === '' ? noAddress : baseUrl);
    return key === null ? { kind: 'none' } : { kind: 'key', key };
  } catch (error) {
    if (error instanceof KeychainUnavailable) return { kind: 'unavailable', why: error.message };
    throw error;
  }
}

/** Takes what the keychain gave, the base URL, empty where none is set, and whether this is practice mode; returns the finding. */
export function keychainFinding(key: KeyFound, baseUrl: string, practice: boolean): Finding {
  if (practice) return notNeeded('keychain', 'Practice mode has a key of its own, which is no secret.');
  if (key.kind === 'unavailable') {
    const found = `The keychain of this laptop is locked or missing: ${key.why.replace(/[.\s]+$/u, '')}.`;
    return trouble('keychain', found, 'Unlock it, or sign in to this laptop again.');
  }
  const holds = key.kind === 'key' ? ' The key is in it.' : baseUrl === '' ? '' : ' No key for this address is in it.';
  return well('keychain', `The keychain of this laptop can be read.${holds}`);
}
