/** How a day begins: the laptop's settings, the way to the CRM, and what that is like. */
import type { SecureContext } from 'node:tls';
import { defaultLimits, httpClient, type HttpClient } from '../../electron/http/exchange.ts';
import type { Manners } from '../support/answers.ts';
import type { Identity } from '../support/certificates.ts';
import { crmPath, type Listing } from '../support/crm.ts';
import type { FaultServer } from '../support/fault-server.ts';
import { gatewayPatience } from '../support/faults.ts';

/** Time limits short enough for hundreds of runs, in milliseconds. */
const short = { ...defaultLimits, connect: 60, headers: 40, body: 40, total: 100, woken: 60 };
/** And long enough to hear a gateway out that has waited for the CRM. */
const long = { ...short, headers: gatewayPatience + 500, total: gatewayPatience + 700 };
/** What a run over TLS needs. */
export interface Tls {
  identity: Identity;
  /** Whom the client trusts. */
  trust: () => SecureContext;
  /** Its host; `localhost` needs no proxy. */
  host: string;
}

export interface Circumstances {
  /** How many there are, each to a CRM of its own. */
  connections: number;
  inFlight: number;
  /** Empty: none. */
  referenceField: string;
  /** Null where it goes without TLS. */
  tls: Tls | null;
  /** Whether answers may take two seconds. */
  patient: boolean;
  manners: Manners;
  listing: Listing;
}

/** Returns the base URL of this CRM, as the user enters it. */
export function baseUrlOf({ baseUrl, secureBaseUrl }: FaultServer, { tls }: Circumstances): string {
  if (tls === null) return baseUrl;
  return tls.host === 'localhost' ? (secureBaseUrl ?? '') : `https://${tls.host}${crmPath}`;
}

/** Returns what a connection to this CRM speaks through. */
export function wireTo({ proxy }: FaultServer, { tls, patient }: Circumstances): HttpClient {
  const way = tls === null || tls.host === 'localhost' ? 'DIRECT' : (proxy ?? '');
  const parts = tls === null ? {} : { trust: tls.trust, resolveProxy: () => Promise.resolve(way) };
  return httpClient(patient ? long : short, parts);
}
