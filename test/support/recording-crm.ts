import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  method: string;
  url: string;
  authorization: string;
  body: string;
}

export interface RecordingCrm {
  baseUrl: string;
  /** Create requests, oldest first. */
  created: ReceivedRequest[];
  /** Every request. */
  requests: ReceivedRequest[];
  /** Answers creates from now on with this status and body; null: as the API documents it. */
  answer: (next: { status: number; body: string; type?: string } | null) => void;
  /** Answers creates so many milliseconds late from now on. */
  delay: (milliseconds: number) => void;
  close: () => Promise<void>;
}

/** Starts an HTTP server on loopback that records what it receives and answers as the API documents it. */
export async function recordingCrm(): Promise<RecordingCrm> {
  const requests: ReceivedRequest[] = [];
  const created: ReceivedRequest[] = [];
  let special: { status: number; body: string; type?: string } | null = null;
  let late = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received = {
        method: request.method ?? '',
        url: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        body: Buffer.concat(chunks).toString('utf8'),
      };
      requests.push(received);
      if (special !== null) {
        response.writeHead(special.status, { 'content-type': special.type ?? 'application/json' }).end(special.body);
        return;
      }
      response.setHeader('content-type', 'application/json');
      if (received.method === 'GET') {
        response.end('{"contacts":[]}');
        return;
      }
      created.push(received);
      const body = JSON.stringify({ contact: { id: `crm-${created.length}`, remoteId: `remote-${created.length}` } });
      if (late === 0) response.end(body);
      else setTimeout(() => response.end(body), late);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/2024-03/one`,
    requests,
    created,
    answer: (next) => {
      special = next;
    },
    delay: (milliseconds) => {
      late = milliseconds;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
