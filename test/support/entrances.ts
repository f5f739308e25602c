/** The ways into a server on loopback: without TLS, with TLS, and through a proxy that makes tunnels to it. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import type { Identity } from './certificates.ts';
import type { Break, ConnectionFault } from './faults.ts';
import { breakOff, requestBytesInTls, tapped } from './wire.ts';

/** One connection, as its server has it. */
export interface Line {
  readonly stream: Duplex;
  readonly overTls: boolean;
  /** Ends it. What still comes in is read. */
  end: (how: Break) => void;
  /** Whether the server has ended it: what comes in after that is too late. */
  ended: boolean;
  /** Whether bytes of a request arrived that nobody could read; whoever reads sets it to false. */
  unread: boolean;
}

export interface Entrances {
  /** The port of each: without TLS, with TLS, the proxy's; undefined where the server has no identity. */
  ports: () => { plain: number; secure: number | undefined; proxy: number | undefined };
  /** Every connection that was made. */
  lines: readonly Line[];
  /** Takes connections from now on, at the same ports. */
  open: () => Promise<void>;
  /** Takes none, and ends those that it has. */
  shut: () => Promise<void>;
}

/** How long a client gets to notice that a connection was ended, in milliseconds. */
const patience = 50;

type Way = 'plain' | 'secure' | 'proxy';

/** Takes who it is over TLS, what each connection is to meet, and who serves it. */
export function entrancesFor(
  identity: Identity | undefined,
  meet: () => ConnectionFault,
  serve: (line: Line) => void,
): Entrances {
  // Of one version, so that what is of a request can be told from outside.
  const context =
    identity && createSecureContext({ cert: identity.certificate, key: identity.key, minVersion: 'TLSv1.3' });
  const ways: Way[] = context === undefined ? ['plain'] : ['plain', 'secure', 'proxy'];
  const known = new Map<Way, number>();
  const sockets = new Map<Socket, Line | null>();
  const lines: Line[] = [];
  let servers: Server[] = [];
  let accepted = 0;

  function take(socket: Socket, secure: SecureContext | undefined): void {
    const line = lineOver(socket, secure, meet());
    lines.push(line);
    sockets.set(socket, line);
    serve(line);
  }

  /** A tunnel leads here, whatever was asked for. */
  function makeTunnel(socket: Socket): void {
    let head = '';
    const read = (bytes: Buffer) => {
      head += bytes.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read).pause();
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      take(socket, context);
      socket.resume();
    };
    socket.on('data', read);
  }

  async function openOne(way: Way): Promise<void> {
    const server = createServer({ noDelay: true }, (socket) => {
      accepted++;
      sockets.set(socket, null);
      socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
      if (way === 'proxy') makeTunnel(socket);
      else take(socket, way === 'secure' ? context : undefined);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(known.get(way) ?? 0, '127.0.0.1', resolve);
    });
    known.set(way, (server.address() as AddressInfo).port);
    servers.push(server);
  }

  return {
    ports: () => ({ plain: known.get('plain') ?? 0, secure: known.get('secure'), proxy: known.get('proxy') }),
    lines,
    open: async () => {
      if (servers.length > 0) return;
      for (const way of ways) await openOne(way);
    },
    shut: async () => {
      // Whoever has connected and written by now is let in first, one in each turn of the loop: others would be reset.
      for (let known = -1; accepted > known;) {
        known = accepted;
        await immediate();
      }
      const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
      servers = [];
      // In order, and read to the end: a request that is on its way is not to be overlooked.
      for (const [socket, line] of sockets) {
        if (line === null) socket.destroy();
        else line.end('close');
      }
      await Promise.race([closed, wait(patience)]);
      // On a busy machine the time may be over before anything was read: each turn of the loop reads what is there.
      for (let turn = 0; turn < 2; turn++) await immediate();
      for (const socket of sockets.keys()) socket.destroy();
      await closed;
    },
  };
}

/** Takes a socket, who its server is over TLS, and what it meets; returns what is spoken over it. */
function lineOver(socket: Socket, secure: SecureContext | undefined, fault: ConnectionFault): Line {
  const countIn = secure === undefined ? (bytes: Buffer) => bytes.length : requestBytesInTls();
  const stream = tapped(
    socket,
    fault,
    (bytes) => {
      if (countIn(bytes) > 0) line.unread = true;
    },
    () => {
      line.ended = true;
    },
  );
  const talk = secure === undefined ? stream : new TLSSocket(stream, { isServer: true, secureContext: secure });
  talk.on('error', () => undefined);
  const line: Line = {
    stream: talk,
    overTls: secure !== undefined,
    ended: false,
    unread: false,
    end: (how) => {
      line.ended = true;
      breakOff(socket, talk, how);
    },
  };
  return line;
}
