/** Can the keychain be read? */
import type { Finding } from '#contract/doctor.ts';
import { say } from '#words/message.ts';
import { KeychainUnavailable, type KeyStore } from '../keychain/keychain.ts';
import type { WhyUnavailable } from '../keychain/problems.ts';
import { notNeeded, trouble, well } from './finding.ts';

export type KeyFound =
  { kind: 'key'; key: string } | { kind: 'none' } | { kind: 'unavailable'; why: WhyUnavailable; detail: string };

/** Asked for where no address is set yet: only whether an answer comes is of interest. */
const noAddress = 'https://fieldpost.invalid';

const unlock = say('examination.unlock');

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
  if (practice) return notNeeded('keychain', say('examination.practiceKey'));
  if (key.kind === 'unavailable') return unavailable(key);
  const readable = say('examination.keychainWell');
  if (key.kind === 'key') return well('keychain', [readable, say('examination.keyIsThere')]);
  return well('keychain', baseUrl === '' ? readable : [readable, say('examination.keyIsNotThere')]);
}

function unavailable({ why, detail }: KeyFound & { kind: 'unavailable' }): Finding {
  switch (why) {
    case 'locked':
      return trouble('keychain', say('examination.keychainLocked'), unlock);
    case 'silent':
      return trouble('keychain', say('examination.keychainSilent'), say('examination.answerKeychain'));
    case 'failed': {
      const words = detail === '' ? [] : [say('examination.itSays', { words: detail })];
      return trouble('keychain', [say('examination.keychainFailed'), ...words], unlock);
    }
  }
}
