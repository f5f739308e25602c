/** Reads from the update server: a small file as a whole, an installer through the gate. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unlessAborted } from '../system/unless-aborted.ts';
import { problemOf, UpdateProblem } from './engine.ts';
import type { Gate } from './gate.ts';

/** As the session of Electron that talks to update servers does it. */
export type Fetch = (url: string, options: { signal: AbortSignal }) => Promise<Response>;

/** A latest*.yml has about 1 kB. In bytes. */
const mostOfList = 64 * 1024;
/** How long a small file may take, and how long a server may be silent during a download, in milliseconds. */
const patience = 30_000;
export const longestSilence = 60_000;

/** Returns the bytes at this address; null where the server says that there is no such file. @throws UpdateProblem */
export async function fetchSmall(fetch: Fetch, url: URL): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const response = await fetch(url.href, { signal: AbortSignal.timeout(patience) });
    if (response.status === 404) return null;
    for await (const chunk of bodyOf(response)) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > mostOfList) throw new UpdateProblem('malformed');
    }
  } catch (error) {
    throw problemOf(error, 'unreachable');
  }
  return Buffer.concat(chunks);
}

export interface Download {
  fetch: Fetch;
  url: URL;
  /** Where it goes; nothing is left there where it fails. */
  file: string;
  /** How many bytes were announced: more are not taken. */
  bytes: number;
  /** While it is shut, nothing is taken from the server, which the network then slows down. */
  gate: Gate;
  signal: AbortSignal;
  /** Gets the bytes so far, about a hundred times. */
  progressed: (bytes: number) => void;
}

/** Resolves when all that the server has sent is in the file. @throws UpdateProblem; anything once `signal` is aborted */
export async function download({ fetch, url, file, bytes, gate, signal, progressed }: Download): Promise<void> {
  const failure = new AbortController();
  const ends = AbortSignal.any([signal, failure.signal]);
  const silence = setTimeout(() => {
    if (gate.isOpen()) failure.abort(new Error('The server has fallen silent'));
    else silence.refresh();
  }, longestSilence);

  async function* held(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let received = 0;
    let told = 0;
    for await (const chunk of body) {
      received += chunk.length;
      if (received > bytes) throw new Error('The server sends more than was announced');
      await unlessAborted(ends, gate.opened());
      silence.refresh();
      if (received - told >= bytes / 100) progressed((told = received));
      yield chunk;
    }
  }

  try {
    await mkdir(dirname(file), { recursive: true });
    const response = await fetch(url.href, { signal: ends });
    await pipeline(held(bodyOf(response)), createWriteStream(file), { signal: ends });
  } catch (error) {
    // The connection may still be there. A part of a file that cannot be removed is never taken for the whole.
    failure.abort();
    await rm(file, { force: true }).catch(() => undefined);
    throw problemOf(error, (error as { code?: unknown }).code === 'ENOSPC' ? 'no-room' : 'broken-off');
  } finally {
    clearTimeout(silence);
  }
}

function bodyOf({ ok, status, body }: Response): AsyncIterable<Uint8Array> {
  if (!ok || body === null) throw new Error(`HTTP ${status}`);
  return body;
}

/** Returns the file's SHA-512 in base64; null where it cannot be read. */
export async function sha512Of(file: string): Promise<string | null> {
  const hash = createHash('sha512');
  try {
    await pipeline(createReadStream(file), hash);
  } catch {
    return null;
  }
  return hash.digest('base64');
}
