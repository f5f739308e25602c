/** Reads a small file from a server. */
import { UpdateProblem } from './problem.ts';

export type Fetch = (url: string, options: { signal: AbortSignal }) => Promise<Response>;

/** A latest*.yml has about 1 kB. In bytes. */
const most = 64 * 1024;
/** In milliseconds. */
const patience = 30_000;

/** Returns the bytes at this address; null where the server says that there is no such file. @throws UpdateProblem */
export async function fetchLimited(fetch: Fetch, url: URL): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const response = await fetch(url.href, { signal: AbortSignal.timeout(patience) });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk as Uint8Array);
      length += (chunk as Uint8Array).length;
      if (length > most) throw new UpdateProblem('malformed');
    }
  } catch (error) {
    throw error instanceof UpdateProblem ? error : new UpdateProblem('unreachable', error);
  }
  return Buffer.concat(chunks);
}
