/** The connections that are kept alive, one set for each way: directly, and through each proxy. */
import { Agent } from 'undici';
import { unbracketed } from './hosts.ts';
import { systemTrust } from './certificates.ts';
import { connector, opener, type ConnectParts, type ConnectionWatch } from './connect.ts';
import type { Limits } from './exchange.ts';
import type { Usable } from './proxies.ts';

export interface Dispatchers {
  /** Returns the dispatcher for this way, the same one each time. */
  for: (route: Usable) => Agent;
  /** Opens a connection to the URL's host on this way, as a request would, and closes it. @throws NoConnection */
  reach: (route: Usable, url: URL) => Promise<void>;
  /** Closes connections that are idle, and the others once their request has ended: from here on each way gets new ones. */
  renew: () => void;
  close: () => Promise<void>;
}

/** How long a connection may be idle and is used again, in milliseconds. */
const longestRest = 500;

/**
 * Takes the time limits, the most connections to one host on each way, whom to trust (the system, if not said) and who
 * hears of each connection.
 */
export function openDispatchers(
  limits: Limits,
  connections: number,
  trust = systemTrust,
  watch: ConnectionWatch | null = null,
): Dispatchers {
  const closing = new AbortController();
  const parts: ConnectParts = { timeout: limits.connect, trust, watch, closing: closing.signal };
  const agents = new Map<string, Agent>();
  /** Those that end with the requests that are under way. */
  const ending = new Set<Agent>();

  const agent = (route: Usable) =>
    new Agent({
      connections,
      pipelining: 1,
      connect: connector(opener(route, parts)),
      headersTimeout: limits.headers,
      bodyTimeout: limits.body,
      // Some servers hang up after a second, and a network may be gone without a sign: a contact that is sent into such a
      // connection would be unconfirmed. So it is not used again after a short rest, whatever the server offers.
      keepAliveTimeout: longestRest,
      keepAliveMaxTimeout: longestRest,
    });

  return {
    for(route) {
      const key = route.kind === 'direct' ? '' : route.url;
      const known = agents.get(key);
      if (known !== undefined) return known;
      const made = agent(route);
      agents.set(key, made);
      return made;
    },
    async reach(route, { protocol, hostname, port }) {
      const socket = await opener(route, parts)({ protocol, hostname: unbracketed(hostname), port });
      socket.destroy();
    },
    renew() {
      for (const each of agents.values()) {
        ending.add(each);
        void each.close().finally(() => ending.delete(each));
      }
      agents.clear();
    },
    async close() {
      closing.abort();
      await Promise.all([...agents.values(), ...ending].map((each) => each.destroy()));
    },
  };
}
