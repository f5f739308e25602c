/** The connection as the settings screen sees it: shown, checked, saved and tried. */
import type {
  ConnectionInput,
  ConnectionProblem,
  ConnectionTest,
  ConnectionView,
  KeyState,
  SaveConnectionAnswer,
} from '#contract/settings.ts';
import { isLocked, lockedSentence, type Policy } from '../policy/policy.ts';
import { KeychainUnavailable, KeyNotStored, sentenceFor, type KeyStore } from '../keychain/keychain.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '#contract/settings.ts';
import { normaliseApiKey } from '../crm/api-key.ts';
import { normaliseBaseUrl } from '../crm/base-url.ts';
import type { Crm } from '../crm/client.ts';
import { normaliseCredentialId } from '../crm/credential-id.ts';
import type { ProbeOutcome } from '../crm/outcome.ts';

type Checked = { ok: true; connection: Connection; key: string } | { ok: false; problem: ConnectionProblem };

export function connectionSettings(outbox: Outbox, keys: KeyStore, crm: Crm, policy: Policy) {
  const checked = (input: ConnectionInput) => check(input, locksIn(policy, outbox.connection()));

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
          return { works: false, message: `No API key is stored for ${host}. Enter the key that belongs to it.` };
        }
        return testResult(await crm.probe(connection, key), new URL(connection.baseUrl).host);
      } catch (error) {
        if (error instanceof KeychainUnavailable) return { works: false, message: sentenceFor(error) };
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
    sentence: lockedSentence(policy),
  };
}

/** Takes what storing a key threw; returns a sentence for the user. @throws what is none of the keychain's */
function whyNotStored(error: unknown): string {
  if (error instanceof KeychainUnavailable) return sentenceFor(error);
  if (error instanceof KeyNotStored) return error.message;
  throw error;
}

/** What may not be changed: the value that it has; null: it may. */
interface Locks {
  baseUrl: string | null;
  credentialId: string | null;
  /** Why. */
  sentence: string;
}

function check({ baseUrl, credentialId, apiKey }: ConnectionInput, locks: Locks): Checked {
  const wrong = (field: ConnectionProblem['field'], message: string): Checked => ({
    ok: false,
    problem: { field, message },
  });
  const url = normaliseBaseUrl(baseUrl);
  if (locks.baseUrl !== null && !(url.ok && url.url === locks.baseUrl)) return wrong('baseUrl', locks.sentence);
  if (!url.ok) return wrong('baseUrl', url.message);
  const credential = normaliseCredentialId(credentialId);
  if (locks.credentialId !== null && !(credential.ok && credential.credentialId === locks.credentialId)) {
    return wrong('credentialId', locks.sentence);
  }
  if (!credential.ok) return wrong('credentialId', credential.message);
  const key = normaliseApiKey(apiKey);
  if (!key.ok) return wrong('apiKey', key.message);
  return { ok: true, connection: { baseUrl: url.url, credentialId: credential.credentialId }, key: key.key };
}

/** Codes whose message is a sentence of ours, about a proxy or a certificate. */
const explained = /^PROXY_|CERT|^UNABLE_TO_/u;

/** Takes how the API answered and its host; returns that in plain words. */
function testResult(outcome: ProbeOutcome, host: string): ConnectionTest {
  const { kind, status } = outcome;
  if (kind === 'not-sent') {
    const why = explained.test(outcome.code) ? `${outcome.message}.` : 'Check the network, and the address for a slip.';
    return { works: false, message: `${host} cannot be reached. ${why}` };
  }
  if (kind === 'well' && status === 200) {
    return { works: true, message: `It works: ${host} accepts the key and the credential ID.` };
  }
  const sentences: Record<typeof kind, string> = {
    well: `${host} answers, but refuses (${status}). Check the credential ID.`,
    portal: `Something other than the CRM answered for ${host}, probably the sign-in page of the Wi-Fi or a web filter. Open a browser and sign in, use another network, or check the address.`,
    'key-rejected': `${host} does not accept this API key (${status}). Copy the key again, or ask for a new one.`,
    'plan-refused': `${host} says that the plan does not allow this (${status}). Ask whoever manages the account.`,
    'access-refused': `${host} knows the key but does not let it use this credential ID (${status}). Check the credential ID.`,
    'wrong-address': `${host} answers, but there is no such API or no such credential ID there (${status}). Check both.`,
    'rate-limited':
      status === 429
        ? `${host} asks to slow down and will answer again soon. Try again in a minute.`
        : `${host} does not take requests for now (${status}). Try again in a minute.`,
    unknown: `${host} was reached but gave no usable answer. The CRM may have trouble: try again in a minute.`,
  };
  const said = outcome.message === null || status === null ? '' : ` It says: “${outcome.message}”`;
  return { works: false, message: `${sentences[kind]}${said}` };
}
