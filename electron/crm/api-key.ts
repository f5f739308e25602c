/** The API key as a user may paste it. */

/** In characters. */
const longest = 10_000;

export type ApiKey = { ok: true; key: string } | { ok: false; message: string };

/**
 * Takes a pasted key; returns it without spaces around it and without a copied "Bearer", or a sentence that says what is
 * wrong with it. The sentence never contains the key.
 */
export function normaliseApiKey(pasted: string): ApiKey {
  const key = pasted.trim().replace(/^bearer\s+/iu, '');
  if (/[\r\n]/u.test(key)) {
    return { ok: false, message: 'The API key contains a line break. Copy the key again, in one piece.' };
  }
  if (/\s/u.test(key)) return { ok: false, message: 'The API key contains a space. Copy the key again, in one piece.' };
  // What an HTTP header can carry (RFC 9110, 5.5), spaces aside.
  if (!/^[\x21-\x7e]*$/u.test(key)) {
    return {
      ok: false,
      message: 'The API key contains a character that no key has. Copy the key again, in one piece.',
    };
  }
  if (key.length > longest) {
    const [has, takes] = [key.length, longest].map((count) => count.toLocaleString('en'));
    return { ok: false, message: `This API key has ${has} characters. Fieldpost takes ${takes}. Copy the key alone.` };
  }
  return { ok: true, key };
}
