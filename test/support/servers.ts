import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Identity } from './certificates.ts';
import { RequestReader } from './request-reader.ts';

export interface RawServer {
  baseUrl: string;
  port: number;
  /** Each whole request that was read, head and body, in the order of arrival. */
  requests: string[];
  /** How many connections were made. */
  connections: () => number;
}

/**
 * Starts a plain TCP server on loopback, for this test only; one that speaks TLS as `localhost` where it has an identity.
 * `answer` is called with each complete request and does with the socket what it likes; `index` counts requests from 0.
 */
export async function rawServer(
  answer: (socket: Socket, request: string, index: number) => void,
  identity?: Identity,
): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const take = (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    const reader = new RequestReader();
    socket.on('data', (bytes) => {
      const request = reader.push(bytes);
      if (request === null) return;
      requests.push(request);
      answer(socket, request, requests.length - 1);
    });
  };
  const server: Server =
    identity === undefined
      ? createServer(take)
      : createTlsServer({ cert: identity.certificate, key: identity.key }, take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const host = identity === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  return { baseUrl: `${host}/one`, port, requests, connections: () => connections };
}

/** Returns the text of an HTTP answer. */
export function httpAnswer(status: number, body: string, headers: Record<string, string> = {}): string {
  const all = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n${body}`;
}

/** Returns a port on loopback at which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
