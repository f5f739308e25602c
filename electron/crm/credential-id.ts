/** The credential ID as a user may paste it. */
import { cleanText } from '#contract/clean-text.ts';

export type CredentialId = { ok: true; credentialId: string } | { ok: false; message: string };

/** Takes a pasted credential ID; returns it without spaces around it and what nobody can see, or a sentence that says what is wrong with it. */
export function normaliseCredentialId(pasted: string): CredentialId {
  const credentialId = cleanText(pasted, 'url').trim();
  if (credentialId === '') {
    return { ok: false, message: 'Enter the credential ID: it names the CRM account that contacts go to.' };
  }
  if (/\s/u.test(credentialId)) {
    return { ok: false, message: 'The credential ID contains a space. Copy it again.' };
  }
  return { ok: true, credentialId };
}
