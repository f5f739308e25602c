/** Is the name found? It is asked as a connection would ask: by the system. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Finding } from '#contract/doctor.ts';
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
  const by = way.kind === 'proxy' ? ' The proxy itself looks up the name of the API.' : '';
  if (isIP(host) !== 0) return notNeeded('dns', `${host} is an address and no name.${by}`);
  try {
    const found = await withTimeout(lookup(host, { all: true }), limit);
    const told = found.slice(0, mostAddresses).map(({ address }) => address);
    const more = found.length > told.length ? ` and ${found.length - told.length} more` : '';
    return well('dns', `${host} is at ${told.join(', ')}${more}.${by}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === 'ENOTFOUND') {
      return trouble(
        'dns',
        `The name ${host} was not found (${code}).`,
        'Check the address in Settings for a slip. If it is right, use another network.',
      );
    }
    const what = code === null ? `gave no answer within ${limit / 1_000} s` : `failed (${code})`;
    const todo = 'Check that this laptop has internet, or use another network.';
    return trouble('dns', `The look-up of ${host} ${what}.`, todo);
  }
}
