/** The connections that are kept alive, one set for each way: directly, and through each proxy. */
import { Agent } from 'undici';
import { systemTrust } from './certificates.ts';
import { straight, through, type ConnectParts, type ConnectionWatch } from './connect.ts';
import type { Limits } from './exchange.ts';
import type { Route } from './proxies.ts';

export interface Dispatchers {
  /** Returns the dispatcher for this way, the same one each time. */
  for: (route: Exclude<Route, { kind: 'unsupported' }>) => Agent;
  close: () => Promise<void>;
}

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
  const parts: ConnectParts = { timeout: limits.connect, trust, watch };
  const agents = new Map<string, Agent>();

  const agent = (connect: ReturnType<typeof straight>) =>
    new Agent({
      connections,
      pipelining: 1,
      connect,
      headersTimeout: limits.headers,
      bodyTimeout: limits.body,
      // A connection that has been idle for long may be dead without a sign: a contact sent into it would be unconfirmed.
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 30_000,
    });

  return {
    for(route) {
      const key = route.kind === 'direct' ? '' : route.url;
      const known = agents.get(key);
      if (known !== undefined) return known;
      const made = agent(route.kind === 'direct' ? straight(parts) : through(route.url, parts));
      agents.set(key, made);
      return made;
    },
    async close() {
      await Promise.all([...agents.values()].map((each) => each.destroy()));
    },
  };
}
