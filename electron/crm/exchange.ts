/**
 * One HTTP request and what came back. It goes through undici and not through Chromium's network stack, which sends a
 * POST a second time when a kept-alive connection breaks (measured on Electron 33).
 */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Agent } from 'undici';

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

/** Takes the time limits and the most connections to one host; returns a client that follows no redirect and repeats nothing. */
export function httpClient(limits: Limits = defaultLimits, connections = 10): HttpClient {
  let agent: Promise<Agent> | undefined;
  // Loaded at the first request: it is the largest part of the program, and the first paint can do without.
  const connected = () =>
    (agent ??= import('undici').then(
      ({ Agent }) =>
        new Agent({
          connections,
          pipelining: 1,
          connect: { timeout: limits.connect },
          headersTimeout: limits.headers,
          bodyTimeout: limits.body,
          // A connection that has been idle for long may be dead without a sign: a contact sent into it would be unconfirmed.
          keepAliveTimeout: 4_000,
          keepAliveMaxTimeout: 30_000,
        }),
    ));
  return {
    exchange: async (request) => exchange(await connected(), request, limits.total),
    close: async () => {
      await (await agent)?.destroy();
    },
  };
}

function exchange(agent: Agent, { method, url, headers, body }: HttpRequest, total: number): Promise<Exchange> {
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
    const answer = async (status: number, complete: boolean): Promise<Exchange> => ({
      kind: 'answer',
      status,
      contentType: header('content-type') ?? '',
      retryAfter: header('retry-after'),
      body: complete ? await unpack(Buffer.concat(chunks), header('content-encoding')) : null,
    });
    const header = (name: string): string | null => {
      const value = head?.headers[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
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

function failed(sent: boolean, error: Error): Exchange {
  // With several addresses to try, the reasons are inside.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const reason = first instanceof Error ? first : error;
  const code = 'code' in reason && typeof reason.code === 'string' ? reason.code : reason.name;
  return { kind: 'failed', sent, code, message: reason.message };
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
