/** A client that believes nothing: what came over the wire, as it came. */
import { request } from 'node:http';
import { crmKey } from './crm.ts';

export interface Seen {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** All bytes of the body, as text. */
  body: string;
  /** The statuses that came before the answer's own. */
  before: number[];
}

/** Creates a contact, or asks for a list where no body is given. Rejects where no whole answer comes. */
export function exchange(
  baseUrl: string,
  body: object | null,
  query: Record<string, string> = {},
  more: Record<string, string> = {},
): Promise<Seen> {
  const url = new URL(`${baseUrl}/crm/contacts`);
  url.search = new URLSearchParams({ credentialId: 'c', ...query }).toString();
  const text = body === null ? null : JSON.stringify(body);
  const length: Record<string, string> = text === null ? {} : { 'content-length': String(Buffer.byteLength(text)) };
  const headers = { authorization: `bearer ${crmKey}`, ...length, ...more };
  const before: number[] = [];
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: text === null ? 'GET' : 'POST', headers, agent: false });
    asked
      .on('information', ({ statusCode }: { statusCode: number }) => before.push(statusCode))
      .on('error', reject)
      .on('response', (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('error', reject)
          .on('end', () => {
            const seen = Buffer.concat(chunks).toString('utf8');
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: seen, before });
          });
      });
    asked.end(text ?? undefined);
  });
}
