/** What can come of asking a keychain, other than an answer. */

/** Locked: its user did not unlock it. Silent: no answer yet, so it may be asking its user. Failed: anything else, such as none at all. */
export type WhyUnavailable = 'locked' | 'silent' | 'failed';

/** The keychain is locked, or there is none. Never taken for "no key". The message is the technical one. */
export class KeychainUnavailable extends Error {
  override name = 'KeychainUnavailable';
  readonly why: WhyUnavailable;

  constructor(message: string, { why = 'failed', ...options }: ErrorOptions & { why?: WhyUnavailable } = {}) {
    super(message, options);
    this.why = why;
  }
}

/** The keychain cannot hold this key, and holds none now that it had not before. The message is a sentence for the user. */
export class KeyNotStored extends Error {
  override name = 'KeyNotStored';
}

const unlock = 'so the API key can be neither read nor stored. Unlock it and try again.';
const sentences: Record<WhyUnavailable, string> = {
  locked: `The keychain of this computer is locked, ${unlock}`,
  silent:
    'The keychain of this computer has not answered yet. It may be asking for a password in a window of its own: answer it there, and try again.',
  failed: `The keychain of this computer is locked or missing, ${unlock}`,
};

/** Returns what is wrong and what to do, as a sentence for the user. */
export function sentenceFor({ why }: KeychainUnavailable): string {
  return sentences[why];
}
