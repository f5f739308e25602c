/** Hosts as a URL has them. */

/** Takes a URL; returns whether it points at this very computer. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(url.hostname);
}

/** Takes a host as a URL has it; returns it as a socket wants it: an IPv6 address without its brackets. */
export function unbracketed(host: string): string {
  return host.replace(/^\[|\]$/gu, '');
}
