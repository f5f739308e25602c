/**
 * One HTTP request and what came back. It goes through undici and not through Chromium's network stack, which sends a
 * POST a second time when a kept-alive connection breaks (measured on Electron 33).
 */
import type { SecureContext } from 'node:tls';
import { say, type Said } from '#words/message.ts';
import { saidBy } from '#words/said.ts';
import { unlessAborted } from '../system/unless-aborted.ts';
import { withTimeout } from '../system/with-timeout.ts';
import type { ConnectionWatch } from './connect.ts';
import type { Dispatchers } from './dispatchers.ts';
import { NoConnection } from './no-connection.ts';
import { routesOf, type ResolveProxy, type Route, type Usable } from './proxies.ts';
import { failed, requestOn, type UnderWay } from './request.ts';

/** Time limits, in milliseconds. */
export interface Limits {
  connect: number;
  /** From the request's end to the answer's head. */
  headers: number;
  /** Between two pieces of the answer's body. */
  body: number;
  /** For the whole exchange once it is connected. */
  total: number;
  /** For what was under way when the laptop fell asleep, from its wake: the other limits do not count the time of sleep. */
  woken: number;
}
export const defaultLimits: Limits = { connect: 10_000, headers: 30_000, body: 15_000, total: 60_000, woken: 10_000 };

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body: string | null;
}

export type Exchange =
  | {
      kind: 'answer';
      status: number;
      /** From the request's end to the answer's head, in milliseconds, by a clock that nobody sets. */
      headMs: number;
      contentType: string;
      retryAfter: string | null;
      /** All of the head, the names in lower case. Where one comes several times: the first. */
      headers: Partial<Record<string, string>>;
      /** Null where it was cut off, too large or could not be unpacked. */
      body: string | null;
    }
  | Failed;

/** `phase`: no connection stood yet, or the request had begun to go out. */
export interface Failed {
  kind: 'failed';
  phase: 'connection' | 'request';
  code: string;
  message: Said;
}

/** What came of a connection without a request. */
export type Reached = { kind: 'reached' } | Failed;

export interface HttpClient {
  /** Sends the request, once. Never throws. */
  exchange: (request: HttpRequest) => Promise<Exchange>;
  /** Opens a connection to the URL's host the way a request would go, within the same limit, and closes it. Never throws. */
  reach: (url: URL) => Promise<Reached>;
  /**
   * The network may be another one: no connection of before is used again, since a request that goes into a dead one
   * is lost without a sign. `woken`: the laptop has slept, and what is under way gets no more than the limit for that.
   */
  renew: (woken: boolean) => void;
  /** Ends connections that are kept alive; what is under way fails. */
  close: () => Promise<void>;
}

export interface HttpParts {
  /** What the system's proxy settings say. Asked at each exchange: they change with the network. */
  resolveProxy: ResolveProxy;
  /** Whom a TLS connection trusts; without, Node's own roots and the system's. */
  trust: () => SecureContext;
  /** The most connections to one host. */
  connections: number;
  /** Hears how far each connection gets. */
  watch: ConnectionWatch;
}

/**
 * Takes the time limits and what the system says of proxies, without which it goes straight to each host.
 * Returns a client that follows no redirect and sends nothing twice.
 */
export function httpClient(
  limits: Limits = defaultLimits,
  { resolveProxy = () => Promise.resolve('DIRECT'), trust, connections = 10, watch }: Partial<HttpParts> = {},
): HttpClient {
  let opened: Promise<Dispatchers> | undefined;
  const underWay: UnderWay = new Set();
  const closing = new AbortController();
  const closed = new NoConnection('CLOSED', say('network.closed'));
  // Loaded at the first request: undici is the largest part of the program, and the first paint can do without it.
  const dispatchers = () =>
    (opened ??= import('./dispatchers.ts').then(({ openDispatchers }) =>
      openDispatchers(limits, connections, trust, watch),
    ));

  /** Rejects where the settings cannot be had, rather than go a way that they may forbid. */
  async function routes(url: URL): Promise<Route[]> {
    // Without TLS it is this very computer (see base-url.ts), where no proxy could find it.
    if (url.protocol === 'http:') return [{ kind: 'direct' }];
    // Path and credential ID are not a PAC script's business.
    const answer = withTimeout(resolveProxy(new URL(url.origin)), limits.connect);
    return routesOf(await unlessAborted(closing.signal, answer));
  }

  function along<Came extends object>(url: URL, go: (open: Dispatchers, way: Usable) => Promise<Came | Failed>) {
    return firstThatLeads(routes(url), async (way) => {
      const open = await dispatchers();
      // It may have been closed meanwhile: nobody would write down what comes of a request.
      return closing.signal.aborted ? failed(closed) : go(open, way);
    });
  }

  return {
    exchange: (request) =>
      along<Exchange>(request.url, (open, way) => requestOn(open.for(way), request, limits.total, underWay)),
    reach: (url) =>
      along<Reached>(url, (open, way) => open.reach(way, url).then(() => ({ kind: 'reached' as const }), failed)),
    renew(woken) {
      void opened?.then((open) => {
        open.renew();
      });
      if (woken) for (const endWithin of underWay) endWithin(limits.woken);
    },
    close: async () => {
      closing.abort(closed);
      await (await opened)?.close();
    },
  };
}

/** Goes the ways in their order until one leads somewhere. Never throws. */
async function firstThatLeads<Came extends object>(
  routes: Promise<Route[]>,
  go: (way: Usable) => Promise<Came | Failed>,
): Promise<Came | Failed> {
  const misses: Failed[] = [];
  let ways: Route[];
  try {
    ways = await routes;
  } catch (error) {
    if (error instanceof NoConnection) return failed(error);
    return failed(new NoConnection('PROXY_UNKNOWN', say('network.proxySettings', { words: saidBy(error) })));
  }
  for (const way of ways) {
    const came = way.kind === 'unsupported' ? failed(unusable(way.entry)) : await go(way);
    if (!isMiss(came)) return came;
    misses.push(came);
    // Only where it was the proxy that failed, and nothing went out, is there a next one to try.
    if (!came.code.startsWith('PROXY_')) break;
  }
  // All of them are told: that the first one asks for a password matters more than that there is no way without.
  const why = misses[0]?.code ?? 'PROXY_UNKNOWN';
  const all = misses.map(({ message }) => message);
  return failed(new NoConnection(why, all.length === 1 && all[0] !== undefined ? all[0] : all));
}

const isMiss = (came: object): came is Failed => 'phase' in came && came.phase === 'connection';

const unusable = (entry: string) => new NoConnection('PROXY_UNSUPPORTED', say('network.proxyKind', { entry }));
