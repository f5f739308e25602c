/** The API base URL as a user may type or paste it. */
import { say, type Key, type Message } from '#words/message.ts';
import { cleanText } from '#contract/clean-text.ts';
import { isLoopback } from '../http/hosts.ts';

export type BaseUrl = { ok: true; url: string } | { ok: false; message: Message };

/**
 * Takes a typed base URL; returns it normalised (no spaces around it, nothing that nobody can see, no slash at its end,
 * without a pasted `/crm/contacts`), or what is wrong with it.
 */
export function normaliseBaseUrl(typed: string): BaseUrl {
  const text = cleanText(typed, 'url').trim();
  if (text === '') return wrong('connection.urlEmpty');
  if (/\s/u.test(text)) return wrong('connection.urlSpace');
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(text)) return wrong('connection.urlScheme');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return wrong('connection.urlNone');
  }
  if (!isHost(url.hostname) || /^\/*https?:/iu.test(url.pathname)) {
    return wrong('connection.urlNone');
  }
  if (url.username !== '' || url.password !== '') {
    return wrong('connection.urlUser');
  }
  if (url.search !== '' || url.hash !== '' || /[?#]$/u.test(text)) {
    return wrong('connection.urlQuery');
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return wrong('connection.urlPlain');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return wrong('connection.urlScheme');
  const path = url.pathname.replace(/\/+$/u, '').replace(/\/crm(\/contacts)?$/u, '');
  return { ok: true, url: `${url.origin}${path}` };
}

/** Names with dots between them, or an IP address. `https` and `http` are what is left of an address that begins twice. */
function isHost(name: string): boolean {
  if (name.startsWith('[')) return true;
  return /^[a-z\d_-]+(\.[a-z\d_-]+)*\.?$/u.test(name) && !/^https?\.?$/u.test(name);
}

function wrong(key: Extract<Key, `connection.url${string}`>): BaseUrl {
  return { ok: false, message: say(key) };
}
