/** The credential ID as a user may paste it. */
import { say, type Message } from '#words/message.ts';

export type CredentialId = { ok: true; credentialId: string } | { ok: false; message: Message };

/** Takes a pasted credential ID; returns it without spaces around it, or what is wrong with it. */
export function normaliseCredentialId(pasted: string): CredentialId {
  const credentialId = pasted.trim();
  if (credentialId === '') {
    return { ok: false, message: say('connection.credentialEmpty') };
  }
  if (/\s/u.test(credentialId)) {
    return { ok: false, message: say('connection.credentialSpace') };
  }
  return { ok: true, credentialId };
}
