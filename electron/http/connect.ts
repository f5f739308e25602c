/** Opens the connection that a request will use: TCP, a tunnel where there is a proxy, TLS. */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type PeerCertificate, type SecureContext } from 'node:tls';
import { Client, type buildConnector } from 'undici';
import { say } from '#words/message.ts';
import { skipInterim } from './interim.ts';
import { NoConnection, reasonOf } from './no-connection.ts';
import type { Usable } from './proxies.ts';
import { refusedCertificate } from './refused-certificate.ts';
import { userAgent } from './user-agent.ts';

export interface ConnectParts {
  /** Longest time for each of: TCP and TLS together, the proxy's answer. In milliseconds. */
  timeout: number;
  /** Whom to trust, asked for at each connection with TLS. */
  trust: () => SecureContext;
  watch: ConnectionWatch | null;
  /** Ends what is being opened. */
  closing: AbortSignal;
}

/**
 * How many of a host's addresses get the same share of the time, the last one all that is left. Node's own 250 ms for
 * each give up the one good address on a slow network.
 */
const addresses = 4;

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

/** Opens a connection. Rejects with a `NoConnection` only. */
export type Opener = (target: Target) => Promise<Socket>;

/** Takes a way and the parts; returns what opens connections on it. */
export function opener(way: Usable, parts: ConnectParts): Opener {
  if (way.kind === 'direct') return (target) => open(target, parts);
  return async (target) => open(target, parts, await tunnel(way.url, target, parts));
}

/** Takes an opener; returns it as undici wants it. */
export function connector(make: Opener): buildConnector.connector {
  return (target, callback) => {
    make(target).then(
      (socket) => {
        skipInterim(socket);
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
  { timeout, trust, watch, closing }: ConnectParts,
  tunnelled?: Duplex,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let certificate: PeerCertificate | null = null;
    const endpoint = { hostname, port };
    const secure = protocol === 'https:';
    const patience = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: Math.ceil(timeout / addresses) };
    const socket = secure ? openTls() : connectTcp({ host: hostname, port: Number(port || 80), ...patience });
    const timer = setTimeout(() => {
      socket.destroy(new NoConnection('CONNECT_TIMEOUT', say('network.timeout', { host: hostname, limit: timeout })));
    }, timeout);
    const end = () => socket.destroy(new NoConnection('CLOSED', say('network.closed')));
    const settled = () => {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
    };
    closing.addEventListener('abort', end);
    if (closing.aborted) end();
    if (tunnelled === undefined) socket.once('connect', () => watch?.connected(endpoint));
    else watch?.connected(endpoint);
    socket
      .once(secure ? 'secureConnect' : 'connect', () => {
        settled();
        // Not before: each address that is tried has a socket of its own underneath.
        resolve(socket.setNoDelay(true).setKeepAlive(true, 60_000));
      })
      // Stays: an error between this promise and undici's own listeners must not end the program.
      .on('error', (error: Error) => {
        settled();
        const { code, message } = reasonOf(error);
        const why = refusedCertificate(code, hostname, certificate, message) ?? message;
        reject(new NoConnection(code, why, error));
      });

    function openTls() {
      const secured = connectTls({
        host: hostname,
        port: Number(port || 443),
        servername: isIP(hostname) === 0 ? hostname : '',
        secureContext: trust(),
        ALPNProtocols: ['http/1.1'],
        ...patience,
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
async function tunnel(url: string, { hostname, port }: Target, parts: ConnectParts): Promise<Duplex> {
  const proxy = new URL(url).host;
  const authority = `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port || '443'}`;
  const headers = { host: authority, 'user-agent': userAgent };
  const straight = connector((target) => open(target, parts));
  const client = new Client(url, { connect: straight, headersTimeout: parts.timeout });
  try {
    const answer = await client.connect({ path: authority, headers, signal: parts.closing });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.socket;
    answer.socket.on('error', () => undefined).destroy();
    if (answer.statusCode === 407) throw new NoConnection('PROXY_AUTH', say('network.proxyAsks', { proxy }));
    const status = String(answer.statusCode);
    throw new NoConnection('PROXY_REFUSED', say('network.proxyRefuses', { proxy, host: authority, status }));
  } catch (error) {
    if (error instanceof NoConnection && error.why.startsWith('PROXY_')) throw error;
    const words = error instanceof Error ? reasonOf(error).message : String(error);
    throw new NoConnection('PROXY_UNREACHABLE', say('network.proxyFails', { proxy, words }), error);
  } finally {
    // The tunnel, if there is one, is no longer the client's.
    void client.destroy();
  }
}
