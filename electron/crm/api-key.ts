/** The API key as a user may paste it. */
import { say, type Message } from '#words/message.ts';

/** In characters. */
const longest = 10_000;

export type ApiKey = { ok: true; key: string } | { ok: false; message: Message };

/**
 * Takes a pasted key; returns it without spaces around it and without a copied "Bearer", or what is wrong with it, in which
 * the key is never told.
 */
export function normaliseApiKey(pasted: string): ApiKey {
  const key = pasted.trim().replace(/^bearer\s+/iu, '');
  if (/[\r\n]/u.test(key)) {
    return { ok: false, message: say('connection.keyLines') };
  }
  if (/\s/u.test(key)) return { ok: false, message: say('connection.keySpace') };
  // What an HTTP header can carry (RFC 9110, 5.5), spaces aside.
  if (!/^[\x21-\x7e]*$/u.test(key)) {
    return {
      ok: false,
      message: say('connection.keyStrange'),
    };
  }
  if (key.length > longest) {
    return { ok: false, message: say('connection.keyLong', { has: key.length, takes: longest }) };
  }
  return { ok: true, key };
}
