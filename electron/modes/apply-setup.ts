/** Puts the set-up that a policy names into the user's own outbox. */
import { isDeepStrictEqual } from 'node:util';
import { maxEvents } from '#contract/events.ts';
import { noFieldMap } from '#contract/field-map.ts';
import { mostConnections } from '#contract/settings.ts';
import { say, type Said } from '#words/message.ts';
import { normaliseBaseUrl } from '../crm/base-url.ts';
import { normaliseCredentialId } from '../crm/credential-id.ts';
import { log } from '../log/log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isLocked, type Policy } from '../policy/policy.ts';
import { trustedBytes } from '../policy/read.ts';
import { mostBytes, openFile, type OpenedFile } from '../setup/file.ts';
import { withArrived } from '../setup/take-over.ts';
import { meaningOfMap, type TravellingConnection } from '../setup/travelling.ts';

/**
 * Takes over the set-up where it is another than the last one, after the policy itself. Returns why it is not used, null: it is, or
 * there is none. @throws StoreProblem
 */
export function applySetup(policy: Policy, outbox: Outbox): Said | null {
  const { setup } = policy;
  if (setup === undefined) return null;
  const { file, owners } = setup;
  const no = (why: Said): Said => {
    log.error('The set-up of the policy is not used: Settings say why');
    return [say('policyFile.setupNotUsed', { file }), why];
  };
  let bytes: Uint8Array;
  try {
    const read = trustedBytes(file, owners, mostBytes);
    if (!read.ok) return no(read.problem);
    bytes = read.value;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return no(say('policyFile.unreadable', { code }));
  }
  const opening = openFile(bytes);
  if (!opening.ok) return no(opening.problem);
  if (opening.file.digest === outbox.setupPreset()) return null;
  return store(opening.file, policy, outbox, no);
}

function store({ setup, digest }: OpenedFile, policy: Policy, outbox: Outbox, no: (why: Said) => Said): Said | null {
  const next = withArrived(outbox.setup(), setup);
  if (next.events.length > maxEvents) return no(say('travel.tooMany', { most: maxEvents }));
  outbox.together(() => {
    outbox.saveSetup(next);
    outbox.saveSetupPreset(digest);
    for (const arrived of setup.connections) connect(arrived, policy, outbox);
  });
  log.note('The set-up of the policy was taken over', { events: setup.events.length });
  return null;
}

/** Takes over a connection where nothing was entered for it yet, and its fields where none has a name. */
function connect({ id, name, fieldMap, ...arrived }: TravellingConnection, policy: Policy, outbox: Outbox): void {
  const all = outbox.connections();
  const isThere = all.some((one) => one.id === id);
  const isEmpty = outbox.connection(id).baseUrl === '' && outbox.connection(id).credentialId === '';
  const isTwice = all.some((one) => one.id !== id && isDeepStrictEqual(outbox.connection(one.id), arrived));
  const url = normaliseBaseUrl(arrived.baseUrl);
  const credential = normaliseCredentialId(arrived.credentialId);
  const mayAdd = all.length < mostConnections && !isLocked(policy, 'baseUrl') && !isLocked(policy, 'credentialId');
  if (url.ok && credential.ok && isEmpty && !isTwice && (isThere || mayAdd)) {
    outbox.saveConnection({ baseUrl: url.url, credentialId: credential.credentialId }, id);
    if (!isThere) outbox.saveConnections([...all, { id, name }]);
  } else if (!isThere) {
    return;
  }
  const hasMap = !isDeepStrictEqual(meaningOfMap(outbox.fieldMap(id)), meaningOfMap(noFieldMap));
  if (!hasMap) outbox.saveFieldMap(fieldMap, id);
}
