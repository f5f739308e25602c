/** The connection as the settings screen sees it: shown, checked, saved and tried. */
import type {
  ConnectionInput,
  ConnectionProblem,
  ConnectionTest,
  ConnectionView,
  KeyState,
  SaveConnectionAnswer,
} from '#contract/settings.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { isOfCertificate } from '../http/refused-certificate.ts';
import { isLocked, whyLocked, type Policy } from '../policy/policy.ts';
import { KeychainUnavailable, KeyNotStored, type KeyStore } from '../keychain/keychain.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '#contract/settings.ts';
import { normaliseApiKey } from '../crm/api-key.ts';
import { normaliseBaseUrl } from '../crm/base-url.ts';
import type { Crm } from '../crm/client.ts';
import { normaliseCredentialId } from '../crm/credential-id.ts';
import type { ProbeOutcome } from '../crm/outcome.ts';

type Checked = { ok: true; connection: Connection; key: string } | { ok: false; problem: ConnectionProblem };

/** `others` returns where the other connections go. */
export function connectionSettings(
  outbox: Outbox,
  keys: KeyStore,
  crm: Crm,
  policy: Policy,
  others: () => Connection[] = () => [],
) {
  const checked = (input: ConnectionInput): Checked => {
    const entered = check(input, locksIn(policy, outbox.connection()));
    if (!entered.ok) return entered;
    const { baseUrl, credentialId } = entered.connection;
    const isTwice = others().some((one) => one.baseUrl === baseUrl && one.credentialId === credentialId);
    return isTwice ? { ok: false, problem: { field: 'credentialId', message: say('connection.twice') } } : entered;
  };

  async function view(): Promise<ConnectionView> {
    const connection = outbox.connection();
    return { ...connection, key: await keyState(keys, connection.baseUrl) };
  }

  return {
    view,

    /** Stores what was typed: the key, where one was typed, in the keychain for this address. Nothing is stored where a field is wrong. */
    async save(input: ConnectionInput): Promise<SaveConnectionAnswer> {
      const entered = checked(input);
      if (!entered.ok) return { saved: false, problem: entered.problem };
      if (entered.key !== '') {
        try {
          await keys.write(entered.connection.baseUrl, entered.key);
        } catch (error) {
          return { saved: false, problem: { field: 'apiKey', message: whyNotStored(error) } };
        }
      }
      outbox.saveConnection(entered.connection);
      // What was stored just now was read back.
      const connection = entered.key === '' ? await view() : { ...entered.connection, key: 'stored' as const };
      return { saved: true, connection };
    },

    /** Tries what was typed, with the stored key where none was typed. Stores nothing. */
    async test(input: ConnectionInput): Promise<ConnectionTest> {
      const entered = checked(input);
      if (!entered.ok) return { works: false, message: entered.problem.message };
      const { connection } = entered;
      try {
        const key = entered.key === '' ? await keys.read(connection.baseUrl) : entered.key;
        if (key === null) {
          const { host } = new URL(connection.baseUrl);
          return { works: false, message: say('connection.noKey', { host }) };
        }
        return testResult(await crm.probe(connection, key), new URL(connection.baseUrl).host);
      } catch (error) {
        if (error instanceof KeychainUnavailable) return { works: false, message: error.said };
        throw error;
      }
    },

    /** Removes the key of the saved address from the keychain. @throws KeychainUnavailable */
    async removeKey(): Promise<ConnectionView> {
      const { baseUrl } = outbox.connection();
      if (baseUrl !== '') await keys.remove(baseUrl);
      return view();
    },
  };
}

async function keyState(keys: KeyStore, baseUrl: string): Promise<KeyState> {
  if (baseUrl === '') return 'none';
  try {
    return (await keys.read(baseUrl)) === null ? 'none' : 'stored';
  } catch (error) {
    if (error instanceof KeychainUnavailable) return 'unavailable';
    throw error;
  }
}

/** What the policy has set is in the outbox, so that whatever differs from that is a change. */
function locksIn(policy: Policy, stored: Connection): Locks {
  return {
    baseUrl: isLocked(policy, 'baseUrl') ? stored.baseUrl : null,
    credentialId: isLocked(policy, 'credentialId') ? stored.credentialId : null,
    why: whyLocked(policy),
  };
}

/** Takes what storing a key threw; returns what is said of it. @throws what is none of the keychain's */
function whyNotStored(error: unknown): Said {
  if (error instanceof KeychainUnavailable || error instanceof KeyNotStored) return error.said;
  throw error;
}

/** What may not be changed: the value that it has; null: it may. */
interface Locks {
  baseUrl: string | null;
  credentialId: string | null;
  why: Said;
}

function check({ baseUrl, credentialId, apiKey }: ConnectionInput, locks: Locks): Checked {
  const wrong = (field: ConnectionProblem['field'], message: Said): Checked => ({
    ok: false,
    problem: { field, message },
  });
  const url = normaliseBaseUrl(baseUrl);
  if (locks.baseUrl !== null && !(url.ok && url.url === locks.baseUrl)) return wrong('baseUrl', locks.why);
  if (!url.ok) return wrong('baseUrl', url.message);
  const credential = normaliseCredentialId(credentialId);
  if (locks.credentialId !== null && !(credential.ok && credential.credentialId === locks.credentialId)) {
    return wrong('credentialId', locks.why);
  }
  if (!credential.ok) return wrong('credentialId', credential.message);
  const key = normaliseApiKey(apiKey);
  if (!key.ok) return wrong('apiKey', key.message);
  return { ok: true, connection: { baseUrl: url.url, credentialId: credential.credentialId }, key: key.key };
}

/** Of a proxy or a certificate more is said than the system's own words. */
const isExplained = (code: string) => code.startsWith('PROXY_') || isOfCertificate(code);

/** Takes how the API answered and its host; returns what is said of that. */
function testResult(outcome: ProbeOutcome, host: string): ConnectionTest {
  if (outcome.kind === 'not-sent') {
    const why = isExplained(outcome.code) ? outcome.message : say('connection.checkNetwork');
    return { works: false, message: [say('connection.notReached', { host }), why] };
  }
  if (outcome.kind === 'well' && outcome.status === 200)
    return { works: true, message: say('connection.works', { host }) };
  const { status, message } = outcome;
  const words = message === null || status === null ? [] : [say('connection.itSays', { words: message })];
  return { works: false, message: [whatAnswered(outcome, host), ...words] };
}

function whatAnswered({ kind, status: code }: Exclude<ProbeOutcome, { kind: 'not-sent' }>, host: string): Message {
  const status = String(code);
  switch (kind) {
    case 'well':
      return say('connection.refuses', { host, status });
    case 'portal':
      return say('connection.portal', { host });
    case 'key-rejected':
      return say('connection.keyRejected', { host, status });
    case 'plan-refused':
      return say('connection.planRefused', { host, status });
    case 'access-refused':
      return say('connection.accessRefused', { host, status });
    case 'wrong-address':
      return say('connection.wrongAddress', { host, status });
    case 'rate-limited':
      return code === 429 ? say('connection.slowDown', { host }) : say('connection.outOfService', { host, status });
    case 'unknown':
      return say('connection.noAnswer', { host });
  }
}
