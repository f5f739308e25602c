/** One request on a connection, and what comes back. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { Exchange, Failed, HttpRequest } from './exchange.ts';
import { reasonOf } from './no-connection.ts';

/** Largest answer that is read, in bytes, packed and unpacked. */
const answerLimit = 1024 * 1024;

/** Gives each request that is under way no more than so many milliseconds from now. */
export type UnderWay = Set<(milliseconds: number) => void>;

interface Head {
  status: number;
  headMs: number;
  headers: Record<string, string | string[] | undefined>;
}

/**
 * Takes where the request goes, the request, how long it may take once it is connected, in milliseconds, and those that
 * are under way, which it joins meanwhile. Returns what came of it. Never throws.
 */
export function requestOn(
  dispatcher: Dispatcher,
  { method, url, headers, body }: HttpRequest,
  total: number,
  underWay: UnderWay,
): Promise<Exchange> {
  return new Promise((resolve) => {
    let sentAt: number | null = null;
    let head: Head | undefined;
    const chunks: Buffer[] = [];
    let length = 0;
    let ended: () => void = () => undefined;

    const finish = (error: Error | null) => {
      ended();
      // A status that came is an answer, whatever became of its body.
      if (head !== undefined) resolve(answer(head, error === null ? Buffer.concat(chunks) : null));
      else resolve(failed(error ?? new Error('No answer'), sentAt === null ? 'connection' : 'request'));
    };

    dispatcher.dispatch(
      { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, body, idempotent: false },
      {
        // Called when the connection stands and the request is about to be written: from here on nobody knows.
        onRequestStart(controller) {
          sentAt = performance.now();
          ended = limit(controller, total, underWay);
        },
        onResponseStart(_controller, status, headers) {
          head = { status, headMs: Math.round(performance.now() - (sentAt ?? 0)), headers };
        },
        onResponseData(controller, chunk) {
          length += chunk.length;
          chunks.push(chunk);
          if (length > answerLimit) controller.abort(new Error('The answer is too large'));
        },
        onResponseEnd() {
          finish(null);
        },
        onResponseError(_controller, error) {
          finish(error);
        },
      },
    );
  });
}

/** Takes what was thrown and how far it had come; returns that as an exchange. */
export function failed(error: Error, phase: Failed['phase'] = 'connection'): Failed {
  return { kind: 'failed', phase, ...reasonOf(error) };
}

/** Ends the request after so many milliseconds, or fewer if that is said meanwhile. Returns a function that lets it be. */
function limit(controller: Dispatcher.DispatchController, total: number, underWay: UnderWay): () => void {
  const within = (milliseconds: number) =>
    setTimeout(() => {
      controller.abort(Object.assign(new Error('No complete answer in time'), { code: 'DEADLINE' }));
    }, milliseconds);
  let deadline = within(total);
  const endWithin = (milliseconds: number) => {
    clearTimeout(deadline);
    deadline = within(milliseconds);
  };
  underWay.add(endWithin);
  return () => {
    clearTimeout(deadline);
    underWay.delete(endWithin);
  };
}

/** `bytes`: of the body; null where it was cut off or too large. */
async function answer({ status, headMs, headers }: Head, bytes: Buffer | null): Promise<Exchange> {
  const first: Partial<Record<string, string>> = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  return {
    kind: 'answer',
    status,
    headMs,
    contentType: first['content-type'] ?? '',
    retryAfter: first['retry-after'] ?? null,
    headers: first,
    body: bytes === null ? null : await unpack(bytes, first['content-encoding'] ?? null),
  };
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
