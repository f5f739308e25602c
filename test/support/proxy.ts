import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Identity } from './certificates.ts';

export interface Proxy {
  /** As a PAC script names it. */
  entry: string;
  /** Host and port of each tunnel that was asked for, in the order of arrival. */
  asked: string[];
}

/**
 * Starts a proxy on loopback that makes tunnels, for this test only; over TLS where it has an identity. `instead` does
 * with a CONNECT what it likes.
 */
export async function connectProxy(instead?: (socket: Socket) => unknown, identity?: Identity): Promise<Proxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
  };
  const server: Server =
    identity === undefined ? createServer() : createSecureServer({ cert: identity.certificate, key: identity.key });
  server.on('connection', keep);
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(request.url ?? '');
    keep(socket);
    if (instead !== undefined) {
      instead(socket);
      return;
    }
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    keep(onward);
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { entry: identity === undefined ? `PROXY 127.0.0.1:${port}` : `HTTPS localhost:${port}`, asked };
}
