/** The API base URL as a user may type or paste it. */
import { say, type Key, type Message } from '#words/message.ts';

export type BaseUrl = { ok: true; url: string } | { ok: false; message: Message };

/**
 * Takes a typed base URL; returns it normalised (no spaces around it, no slash at its end, without a pasted
 * `/crm/contacts`), or what is wrong with it.
 */
export function normaliseBaseUrl(typed: string): BaseUrl {
  const text = typed.trim();
  if (text === '') return wrong('connection.urlEmpty');
  if (/\s/u.test(text)) return wrong('connection.urlSpace');
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(text)) return wrong('connection.urlScheme');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
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

/** Takes a URL; returns whether it points at this very computer. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(url.hostname);
}

/** Takes a host as a URL has it; returns it as a socket wants it: an IPv6 address without its brackets. */
export function unbracketed(host: string): string {
  return host.replace(/^\[|\]$/gu, '');
}

function wrong(key: Extract<Key, `connection.url${string}`>): BaseUrl {
  return { ok: false, message: say(key) };
}
