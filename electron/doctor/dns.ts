/** Is the name found? It is asked as a connection would ask: by the system. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Finding } from '#contract/doctor.ts';
import { say } from '#words/message.ts';
import { unbracketed } from '../http/hosts.ts';
import type { Route } from '../http/proxies.ts';
import { notNeeded, trouble, well } from './finding.ts';
import { withTimeout } from '../system/with-timeout.ts';

/** The most addresses that are told. */
const mostAddresses = 3;

/** Takes the address, the first way to it and the time limit in milliseconds; returns the finding. */
export async function lookUp(url: URL, way: Route, limit: number): Promise<Finding> {
  // It is the proxy that looks the API's name up; this laptop looks up the proxy's.
  const host = unbracketed(way.kind === 'proxy' ? new URL(way.url).hostname : url.hostname);
  const by = way.kind === 'proxy' ? [say('examination.proxyLooksUp')] : [];
  if (isIP(host) !== 0) return notNeeded('dns', [say('examination.isAddress', { host }), ...by]);
  try {
    const found = await withTimeout(lookup(host, { all: true }), limit);
    const told = found.slice(0, mostAddresses).map(({ address }) => address);
    const addresses = told.join(', ');
    const count = found.length - told.length;
    const named =
      count === 0
        ? say('examination.namedBy', { host, addresses })
        : say('examination.namedByMore', { host, addresses, count });
    return well('dns', [named, ...by]);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === 'ENOTFOUND') {
      return trouble('dns', say('examination.nameNotFound', { host, code }), say('examination.checkName'));
    }
    const what =
      code === null ? say('examination.nameSilent', { host, limit }) : say('examination.nameFailed', { host, code });
    return trouble('dns', what, say('examination.checkInternet'));
  }
}
