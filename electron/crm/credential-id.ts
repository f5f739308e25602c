/** The credential ID as a user may paste it. */
import { say, type Message } from '#words/message.ts';
import { cleanText } from '#contract/clean-text.ts';

export type CredentialId = { ok: true; credentialId: string } | { ok: false; message: Message };

/** Takes a pasted credential ID; returns it without spaces around it and what nobody can see, or what is wrong with it. */
export function normaliseCredentialId(pasted: string): CredentialId {
  const credentialId = cleanText(pasted, 'url').trim();
  if (credentialId === '') {
    return { ok: false, message: say('connection.credentialEmpty') };
  }
  if (/\s/u.test(credentialId)) {
    return { ok: false, message: say('connection.credentialSpace') };
  }
  return { ok: true, credentialId };
}
