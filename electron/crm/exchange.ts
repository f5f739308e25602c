/**
 * One HTTP request and what came back. It goes through undici and not through Chromium's network stack, which sends a
 * POST a second time when a kept-alive connection breaks (measured on Electron 33).
 */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import { withTimeout } from '../with-timeout.ts';
import type { ConnectionWatch } from './connect.ts';
import type { Dispatchers } from './dispatchers.ts';
import { NoConnection, reasonOf } from './no-connection.ts';
import { routesOf, type ResolveProxy, type Route } from './proxies.ts';

/** Largest answer that is read, in bytes, packed and unpacked. */
const answerLimit = 1024 * 1024;

/** Time limits, in milliseconds. */
export interface Limits {
  connect: number;
  /** From the request's end to the answer's head. */
  headers: number;
  /** Between two pieces of the answer's body. */
  body: number;
  /** For the whole exchange once it is connected. */
  total: number;
}
export const defaultLimits: Limits = { connect: 10_000, headers: 30_000, body: 15_000, total: 60_000 };

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
      contentType: string;
      retryAfter: string | null;
      /** All of the head, the names in lower case. Where one comes several times: the first. */
      headers: Partial<Record<string, string>>;
      /** Null where it was cut off, too large or could not be unpacked. */
      body: string | null;
    }
  /** `sent`: whether the request had begun to go out. */
  | { kind: 'failed'; sent: boolean; code: string; message: string };

export interface HttpClient {
  /** Sends the request, once. Never throws. */
  exchange: (request: HttpRequest) => Promise<Exchange>;
  /** Ends connections that are kept alive; what is under way fails. */
  close: () => Promise<void>;
}

type Failed = Extract<Exchange, { kind: 'failed' }>;

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
  let closed = false;
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
    return routesOf(await withTimeout(resolveProxy(new URL(url.origin)), limits.connect));
  }

  async function on(route: Route, request: HttpRequest): Promise<Exchange> {
    if (route.kind === 'unsupported') {
      const message = `The system's settings name a proxy of a kind that Fieldpost cannot use: ${route.entry}`;
      return failed(false, new NoConnection('PROXY_UNSUPPORTED', message));
    }
    const open = await dispatchers();
    // It may have been closed while the settings were asked: nobody would write down what comes of a request.
    if (closed) return failed(false, new NoConnection('CLOSED', 'It was closed before the request went out'));
    return exchange(open.for(route), request, limits.total);
  }

  return {
    async exchange(request) {
      const misses: Failed[] = [];
      let ways: Route[];
      try {
        ways = await routes(request.url);
      } catch (error) {
        const message = `The system's proxy settings could not be read: ${error instanceof Error ? error.message : String(error)}`;
        return failed(false, new NoConnection('PROXY_UNKNOWN', message));
      }
      for (const way of ways) {
        const result = await on(way, request);
        if (result.kind === 'answer' || result.sent) return result;
        misses.push(result);
        // Only where it was the proxy that failed, and nothing went out, is there a next one to try.
        if (!result.code.startsWith('PROXY_')) break;
      }
      // All of them are told: that the first one asks for a password matters more than that there is no way without.
      const code = misses[0]?.code ?? 'PROXY_UNKNOWN';
      return { kind: 'failed', sent: false, code, message: misses.map(({ message }) => message).join('; ') };
    },
    close: async () => {
      closed = true;
      await (await opened)?.close();
    },
  };
}

function exchange(agent: Dispatcher, { method, url, headers, body }: HttpRequest, total: number): Promise<Exchange> {
  return new Promise((resolve) => {
    let sent = false;
    let head: { status: number; headers: Record<string, string | string[] | undefined> } | undefined;
    const chunks: Buffer[] = [];
    let length = 0;
    let deadline: NodeJS.Timeout | undefined;

    const finish = (exchange: Exchange | Promise<Exchange>) => {
      clearTimeout(deadline);
      resolve(exchange);
    };
    const answer = async (status: number, complete: boolean): Promise<Exchange> => {
      const all = firstOfEach(head?.headers ?? {});
      return {
        kind: 'answer',
        status,
        contentType: all['content-type'] ?? '',
        retryAfter: all['retry-after'] ?? null,
        headers: all,
        body: complete ? await unpack(Buffer.concat(chunks), all['content-encoding'] ?? null) : null,
      };
    };

    agent.dispatch(
      { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, body, idempotent: false },
      {
        // Called when the connection stands and the request is about to be written: from here on nobody knows.
        onRequestStart(controller) {
          sent = true;
          deadline = setTimeout(() => {
            controller.abort(Object.assign(new Error('No complete answer in time'), { code: 'DEADLINE' }));
          }, total);
        },
        onResponseStart(_controller, status, responseHeaders) {
          // 1xx: not the answer yet.
          if (status >= 200) head = { status, headers: responseHeaders };
        },
        onResponseData(controller, chunk) {
          length += chunk.length;
          chunks.push(chunk);
          if (length > answerLimit) controller.abort(new Error('The answer is too large'));
        },
        onResponseEnd() {
          finish(head === undefined ? failed(sent, new Error('No answer')) : answer(head.status, true));
        },
        onResponseError(_controller, error) {
          // A status that came is an answer, whatever became of its body.
          finish(head === undefined ? failed(sent, error) : answer(head.status, false));
        },
      },
    );
  });
}

function firstOfEach(headers: Record<string, string | string[] | undefined>): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

function failed(sent: boolean, error: Error): Failed {
  return { kind: 'failed', sent, ...reasonOf(error) };
}

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

async function unpack(bytes: Buffer, encoding: string | null): Promise<string | null> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || name === '') return bytes.toString('utf8');
  if (name !== 'gzip' && name !== 'deflate' && name !== 'br') return null;
  try {
    return (await unpackers[name](bytes, { maxOutputLength: answerLimit })).toString('utf8');
  } catch {
    return null;
  }
}
