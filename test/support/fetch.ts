/**
 * As the global `fetch`, by Node's other client: undici asks for keep-alive before the connection stands, for which Wine has no
 * answer, and the app fetches by Electron's.
 */
import { get } from 'node:http';
import { Readable } from 'node:stream';

/** Resolves with the answer once its head is there. Rejects where none comes. */
export const plainFetch = (url: string | URL, options: { signal?: AbortSignal } = {}): Promise<Response> =>
  new Promise((resolve, reject) => {
    const asked = get(url, { ...options, agent: false }, (answer) => {
      const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
      const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
      resolve(new Response(body, { status: answer.statusCode ?? 0, headers }));
    });
    asked.once('error', reject);
  });
