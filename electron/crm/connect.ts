/** Opens the connection that a request will use: TCP, a tunnel where there is a proxy, TLS. */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type PeerCertificate, type SecureContext } from 'node:tls';
import { Client, type buildConnector } from 'undici';
import { NoConnection, reasonOf } from './no-connection.ts';
import { refusedCertificate } from './refused-certificate.ts';

export interface ConnectParts {
  /** Longest time for each of: TCP and TLS together, the proxy's answer. In milliseconds. */
  timeout: number;
  /** Whom to trust, asked for at each connection with TLS. */
  trust: () => SecureContext;
  watch: ConnectionWatch | null;
}

/** Hears how far each connection gets. A proxy's own is one of them. */
export interface ConnectionWatch {
  /** TCP, or the proxy's tunnel, stands. */
  connected: (to: Endpoint) => void;
  /** A certificate was shown, whatever is to be thought of it. */
  certificate: (of: Endpoint, certificate: PeerCertificate) => void;
}

/** `port` is empty where it is the usual one. */
export type Endpoint = Pick<URL, 'hostname' | 'port'>;

type Target = Pick<buildConnector.Options, 'protocol' | 'hostname' | 'port'>;

/** Returns a connector for undici that goes straight to the host. It fails with a `NoConnection` only. */
export function straight(parts: ConnectParts): buildConnector.connector {
  return connector((target) => open(target, parts));
}

/** Takes a proxy's URL; returns a connector for undici that goes through it. It fails with a `NoConnection` only. */
export function through(proxy: string, parts: ConnectParts): buildConnector.connector {
  return connector(async (target) => open(target, parts, await tunnel(proxy, target, parts)));
}

function connector(make: (target: Target) => Promise<Socket>): buildConnector.connector {
  return (target, callback) => {
    make(target).then(
      (socket) => {
        callback(null, socket);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new NoConnection('UNKNOWN', String(error)), null);
      },
    );
  };
}

function open(
  { protocol, hostname, port }: Target,
  { timeout, trust, watch }: ConnectParts,
  tunnelled?: Duplex,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let certificate: PeerCertificate | null = null;
    const endpoint = { hostname, port };
    const secure = protocol === 'https:';
    const socket = secure ? openTls() : connectTcp({ host: hostname, port: Number(port || 80) });
    const timer = setTimeout(() => {
      socket.destroy(new NoConnection('CONNECT_TIMEOUT', `No connection to ${hostname} within ${timeout / 1000} s`));
    }, timeout);
    if (tunnelled === undefined) socket.once('connect', () => watch?.connected(endpoint));
    else watch?.connected(endpoint);
    socket
      .setNoDelay(true)
      .setKeepAlive(true, 60_000)
      .once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        resolve(socket);
      })
      // Stays: an error between this promise and undici's own listeners must not end the program.
      .on('error', (error: Error) => {
        clearTimeout(timer);
        const { code, message } = reasonOf(error);
        reject(new NoConnection(code, refusedCertificate(code, hostname, certificate) ?? message, error));
      });

    function openTls() {
      const secured = connectTls({
        host: hostname,
        port: Number(port || 443),
        servername: isIP(hostname) === 0 ? hostname : '',
        secureContext: trust(),
        ALPNProtocols: ['http/1.1'],
        ...(tunnelled === undefined ? {} : { socket: tunnelled }),
      });
      // Ahead of Node's own judgement, which ends the connection, and with it what is known of the certificate.
      secured.prependOnceListener('secure', () => {
        certificate = secured.getPeerCertificate(true);
        watch?.certificate(endpoint, certificate);
      });
      return secured;
    }
  });
}

/**
 * Asks the proxy for a tunnel to the target. undici's ProxyAgent would do the same, but waits five minutes for the answer,
 * hides what the answer was, and never ends where the proxy drops the question.
 */
async function tunnel(proxy: string, { hostname, port }: Target, parts: ConnectParts): Promise<Duplex> {
  const name = new URL(proxy).host;
  const authority = `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port || '443'}`;
  const client = new Client(proxy, { connect: straight(parts), headersTimeout: parts.timeout });
  try {
    const answer = await client.connect({ path: authority, headers: { host: authority } });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.socket;
    answer.socket.on('error', () => undefined).destroy();
    if (answer.statusCode === 407) throw new NoConnection('PROXY_AUTH', `The proxy ${name} asks for a password`);
    const message = `The proxy ${name} makes no connection to ${authority} (HTTP ${answer.statusCode})`;
    throw new NoConnection('PROXY_REFUSED', message);
  } catch (error) {
    if (error instanceof NoConnection && error.why.startsWith('PROXY_')) throw error;
    const reason = error instanceof Error ? reasonOf(error).message : String(error);
    throw new NoConnection('PROXY_UNREACHABLE', `The proxy ${name} cannot be used: ${reason}`, error);
  } finally {
    // The tunnel, if there is one, is no longer the client's.
    void client.destroy();
  }
}
