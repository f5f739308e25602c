/** What can come of asking a keychain, other than an answer. */
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';

/** Locked: its user did not unlock it. Silent: no answer yet, so it may be asking its user. Failed: anything else, such as none at all. */
export type WhyUnavailable = 'locked' | 'silent' | 'failed';

/** The keychain is locked, or there is none. Never taken for "no key". The message is the technical one. */
export class KeychainUnavailable extends SaidError {
  override name = 'KeychainUnavailable';
  readonly why: WhyUnavailable;

  constructor(message: string, { why = 'failed', ...options }: ErrorOptions & { why?: WhyUnavailable } = {}) {
    super(say(`keychain.${why}`), options, message);
    this.why = why;
  }
}

/** The keychain cannot hold this key, and holds none now that it had not before. */
export class KeyNotStored extends SaidError {
  override name = 'KeyNotStored';
}
