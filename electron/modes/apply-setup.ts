/** Puts the set-up that a policy names into the user's own outbox. */
import { isDeepStrictEqual } from 'node:util';
import { maxEvents } from '#contract/events.ts';
import { noFieldMap } from '#contract/field-map.ts';
import { say, type Said } from '#words/message.ts';
import { normaliseBaseUrl } from '../crm/base-url.ts';
import { normaliseCredentialId } from '../crm/credential-id.ts';
import { log } from '../log/log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Policy } from '../policy/policy.ts';
import { trustedBytes } from '../policy/read.ts';
import { mostBytes, openFile, type OpenedFile } from '../setup/file.ts';
import { withArrived } from '../setup/take-over.ts';
import { meaningOfMap } from '../setup/travelling.ts';

/**
 * Takes over the set-up where it is another than the last one, after the policy itself. Returns why it is not used, null: it is, or
 * there is none. @throws StoreProblem
 */
export function applySetup({ setup }: Policy, outbox: Outbox): Said | null {
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
  return store(opening.file, outbox, no);
}

function store({ setup, digest }: OpenedFile, outbox: Outbox, no: (why: Said) => Said): Said | null {
  const next = withArrived(outbox.setup(), setup);
  if (next.events.length > maxEvents) return no(say('travel.tooMany', { most: maxEvents }));
  const arrived = setup.connections.find(({ id }) => id === '');
  const url = normaliseBaseUrl(arrived?.baseUrl ?? '');
  const credential = normaliseCredentialId(arrived?.credentialId ?? '');
  const { baseUrl, credentialId } = outbox.connection();
  outbox.together(() => {
    outbox.saveSetup(next);
    outbox.saveSetupPreset(digest);
    if (baseUrl === '' && credentialId === '' && url.ok && credential.ok) {
      outbox.saveConnection({ baseUrl: url.url, credentialId: credential.credentialId });
    }
    const hasMap = !isDeepStrictEqual(meaningOfMap(outbox.fieldMap()), meaningOfMap(noFieldMap));
    if (arrived !== undefined && !hasMap) outbox.saveFieldMap(arrived.fieldMap);
  });
  log.note('The set-up of the policy was taken over', { events: setup.events.length });
  return null;
}
