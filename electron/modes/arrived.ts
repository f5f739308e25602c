/** Whether connections that arrive from another laptop can be taken over. */
import { mostConnections, type Connection, type NamedConnection } from '#contract/settings.ts';
import { say, type Said } from '#words/message.ts';
import { normaliseApiKey } from '../crm/api-key.ts';
import { normaliseBaseUrl } from '../crm/base-url.ts';
import { normaliseCredentialId } from '../crm/credential-id.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isLocked, whyLocked, type Policy } from '../policy/policy.ts';

/** A connection that arrives from another laptop. */
export interface Arrived extends NamedConnection, Connection {
  /** Empty: the one that is there stays. */
  key: string;
}

interface Here {
  /** All that there would be, and how many of them are new. */
  all: readonly NamedConnection[];
  added: number;
  outbox: Pick<Outbox, 'connection'>;
  policy: Policy;
}

/** Takes what arrives and what is here; returns what keeps it from being taken over, or null. */
export function whyNotTaken(arrived: readonly Arrived[], { all, added, outbox, policy }: Here): Said | null {
  if (isLocked(policy, 'baseUrl') || isLocked(policy, 'credentialId')) {
    const { baseUrl, credentialId } = outbox.connection();
    const moved = arrived.some((one) => {
      return one.id === '' && (one.baseUrl !== baseUrl || one.credentialId !== credentialId);
    });
    if (moved || added > 0) return whyLocked(policy);
  }
  if (all.length > mostConnections) return say('connection.tooMany', { most: mostConnections });
  for (const { baseUrl, credentialId, key } of arrived) {
    const url = normaliseBaseUrl(baseUrl);
    if (!url.ok) return url.message;
    const credential = normaliseCredentialId(credentialId);
    if (!credential.ok) return credential.message;
    const checkedKey = normaliseApiKey(key);
    if (!checkedKey.ok) return checkedKey.message;
    // It came from a laptop that had stored it so.
    if (url.url !== baseUrl || credential.credentialId !== credentialId) return say('travel.notSound');
  }
  const places = all.map(({ id }) => {
    const { baseUrl, credentialId } = arrived.find((one) => one.id === id) ?? outbox.connection(id);
    return baseUrl === '' ? id : JSON.stringify([baseUrl, credentialId]);
  });
  return new Set(places).size < places.length ? say('connection.twice') : null;
}
