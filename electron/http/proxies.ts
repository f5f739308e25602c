/** What the system's proxy settings say about the way to a host. */

/** Takes a URL; returns the ways to it as a PAC script names them: `PROXY a:8080; DIRECT`. May reject. */
export type ResolveProxy = (url: URL) => Promise<string>;

export type Route =
  | { kind: 'direct' }
  /** `url`: `http://` or `https://`, host and port of a proxy that makes tunnels (CONNECT). */
  | { kind: 'proxy'; url: string }
  /** A kind of proxy that is not spoken here, as the settings name it, but without a user and a password. */
  | { kind: 'unsupported'; entry: string };

/** A way that can be gone. */
export type Usable = Exclude<Route, { kind: 'unsupported' }>;

const schemes: Partial<Record<string, string>> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' };

/** Takes the answer of a PAC script; returns the ways in the order in which they are to be tried, at least one. */
export function routesOf(answer: string): Route[] {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return entries.length === 0 ? [{ kind: 'direct' }] : entries.map(routeOf);
}

function routeOf(entry: string): Route {
  const [type = '', address = ''] = entry.split(/\s+/u);
  if (type.toUpperCase() === 'DIRECT') return { kind: 'direct' };
  const scheme = schemes[type.toUpperCase()];
  try {
    if (scheme !== undefined) return { kind: 'proxy', url: new URL(`${scheme}://${address}`).origin };
  } catch {
    // No address: it is of no use, which is not to say that there is no proxy.
  }
  // Up to the last @, since a password may have one in it.
  return { kind: 'unsupported', entry: entry.replace(/\S*@/u, '') };
}
