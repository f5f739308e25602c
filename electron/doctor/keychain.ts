/** Can the keychain be read? */
import type { Finding } from '#contract/doctor.ts';
import { KeychainUnavailable, type KeyStore } from '../keychain/keychain.ts';
import type { WhyUnavailable } from '../keychain/problems.ts';
import { notNeeded, trouble, well } from './finding.ts';

export type KeyFound =
  { kind: 'key'; key: string } | { kind: 'none' } | { kind: 'unavailable'; why: WhyUnavailable; detail: string };

/** Asked for where no address is set yet: only whether an answer comes is of interest. */
const noAddress = 'https://fieldpost.invalid';

const unlock = 'Unlock it, or sign in to this laptop again.';

/** Takes the keychain and the base URL, empty where none is set; returns what is in it for that. */
export async function readKey(keys: KeyStore, baseUrl: string): Promise<KeyFound> {
  try {
    const key = await keys.read(baseUrl === '' ? noAddress : baseUrl);
    return key === null ? { kind: 'none' } : { kind: 'key', key };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'unavailable', why: error instanceof KeychainUnavailable ? error.why : 'failed', detail };
  }
}

/** Takes what the keychain gave, the base URL, empty where none is set, and whether this is practice mode; returns the finding. */
export function keychainFinding(key: KeyFound, baseUrl: string, practice: boolean): Finding {
  if (practice) return notNeeded('keychain', 'Practice mode has a key of its own, which is no secret.');
  if (key.kind === 'unavailable') return unavailable(key);
  const holds = key.kind === 'key' ? ' The key is in it.' : baseUrl === '' ? '' : ' No key for this address is in it.';
  return well('keychain', `The keychain of this laptop can be read.${holds}`);
}

function unavailable({ why, detail }: KeyFound & { kind: 'unavailable' }): Finding {
  switch (why) {
    case 'locked':
      return trouble('keychain', 'The keychain of this laptop is locked.', unlock);
    case 'silent':
      return trouble(
        'keychain',
        'The keychain of this laptop has not answered. It may be asking for a password in a window of its own.',
        'Look for that window and answer it.',
      );
    case 'failed': {
      const found = `The keychain of this laptop is locked or missing: ${detail.replace(/[.\s]+$/u, '')}.`;
      return trouble('keychain', found, unlock);
    }
  }
}
