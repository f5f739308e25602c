/** The API base URL as a user may type or paste it. */
import { cleanText } from '#contract/clean-text.ts';
import { isLoopback } from '../http/hosts.ts';

export type BaseUrl = { ok: true; url: string } | { ok: false; message: string };

/**
 * Takes a typed base URL; returns it normalised (no spaces around it, nothing that nobody can see, no slash at its end, without a pasted
 * `/crm/contacts`), or a sentence that says what is wrong with it.
 */
export function normaliseBaseUrl(typed: string): BaseUrl {
  const text = cleanText(typed, 'url').trim();
  if (text === '') return wrong('Enter the API base URL, for example https://embedded.runalloy.com/2024-03/one.');
  if (/\s/u.test(text)) return wrong('The API base URL contains a space. Remove it.');
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(text)) return wrong('The API base URL must begin with https://.');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return wrong('This is not an address. An API base URL looks like https://embedded.runalloy.com/2024-03/one.');
  }
  if (!isHost(url.hostname) || /^\/*https?:/iu.test(url.pathname)) {
    return wrong('This is not an address. An API base URL looks like https://embedded.runalloy.com/2024-03/one.');
  }
  if (url.username !== '' || url.password !== '') {
    return wrong('The API base URL must not contain a user name or password. The key has its own field.');
  }
  if (url.search !== '' || url.hash !== '' || /[?#]$/u.test(text)) {
    return wrong(
      'The API base URL must end with its path: remove the ? or # and what follows. The credential ID has its own field.',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return wrong('The API base URL must begin with https://, so that nobody on the Wi-Fi can read contacts and key.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return wrong('The API base URL must begin with https://.');
  const path = url.pathname.replace(/\/+$/u, '').replace(/\/crm(\/contacts)?$/u, '');
  return { ok: true, url: `${url.origin}${path}` };
}

/** Names with dots between them, or an IP address. `https` and `http` are what is left of an address that begins twice. */
function isHost(name: string): boolean {
  if (name.startsWith('[')) return true;
  return /^[a-z\d_-]+(\.[a-z\d_-]+)*\.?$/u.test(name) && !/^https?\.?$/u.test(name);
}

function wrong(message: string): BaseUrl {
  return { ok: false, message };
}
