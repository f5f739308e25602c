/** Makes every look, each within its time, and says what each came to as soon as it is known. */
import type { SecureContext } from 'node:tls';
import { checkNames, type CheckName, type Finding } from '#contract/doctor.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { saidBy } from '#words/said.ts';
import { isLoopback } from '../http/hosts.ts';
import type { Limits } from '../http/exchange.ts';
import { routesOf, type ResolveProxy } from '../http/proxies.ts';
import type { KeyStore } from '../keychain/keychain.ts';
import { log } from '../log/log.ts';
import type { Sending } from '../modes/mode.ts';
import { withTimeout } from '../system/with-timeout.ts';
import { apiFinding, credentialFinding, keyFinding, quotaFinding, restWords } from './answer.ts';
import { notLookedAt, trouble, unknown } from './finding.ts';
import {
  clockFinding,
  fromElsewhere,
  keychainFinding,
  lookAtDatabase,
  lookAtDisk,
  readKey,
  type KeyFound,
} from './laptop.ts';
import { linkFinding, lookUp, portalFinding, proxyFinding, tlsFinding, type Ways } from './network.ts';
import { ask, type Question } from './question.ts';
import { washed, withoutHint } from './report.ts';

export interface ExaminationParts {
  /** Of the outbox. */
  folder: string;
  keys: KeyStore;
  practice: boolean;
  linkDown: () => boolean;
  resolveProxy: ResolveProxy;
  /** Null where the outbox cannot be opened: then nobody knows where contacts go. */
  sending: Sending | null;
  /** Why it cannot be opened; null: it is open. */
  storeProblem: Said | null;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Hears of each finding. */
  found: (finding: Finding) => void;
  /** Ends the examination. */
  signal: AbortSignal;
  /** Without: as the sender trusts. */
  trust?: () => SecureContext;
  limits?: DoctorLimits;
}

/** Time limits in milliseconds. Shorter than the sender's, for somebody is waiting. */
export interface DoctorLimits extends Limits {
  /** For the proxy settings and for the name, each. */
  settings: number;
  /** For the question as a whole, by whatever way. */
  question: number;
  keychain: number;
  /** For the disk and for the database, each. */
  store: number;
}
const defaultLimits: DoctorLimits = {
  connect: 10_000,
  headers: 15_000,
  body: 10_000,
  total: 20_000,
  woken: 10_000,
  settings: 5_000,
  question: 45_000,
  keychain: 20_000,
  store: 15_000,
};

/** Resolves when there is a finding for every check, or the examination was ended. Never rejects. */
export async function examine(parts: ExaminationParts): Promise<void> {
  const { folder, signal, storeProblem, limits = defaultLimits } = parts;
  const said = new Set<CheckName>();
  let key: KeyFound | null = null;

  const tell = (finding: Finding) => {
    if (signal.aborted || said.has(finding.check)) return;
    said.add(finding.check);
    parts.found(washed(finding, keyOf(key)));
  };

  const look = async (check: CheckName, finding: Promise<Finding>, limit: number) => {
    try {
      tell(await withTimeout(finding, limit));
    } catch (error) {
      tell(failure(check, error));
    }
  };

  const database =
    storeProblem === null
      ? lookAtDatabase(folder).then((finding) =>
          parts.sending?.pause?.reason === 'other-laptop' ? fromElsewhere(finding) : finding,
        )
      : Promise.resolve(trouble('database', storeProblem, say('examination.deleteNothing', { folder })));
  await Promise.all([
    look('disk', lookAtDisk(folder), limits.store),
    look('database', database, limits.store),
    examineConnection(parts, limits, tell, look, (read) => {
      key = read;
    }).catch((error: unknown) => {
      for (const check of checkNames) if (check !== 'disk' && check !== 'database') tell(failure(check, error));
    }),
  ]);
}

async function examineConnection(
  parts: ExaminationParts,
  limits: DoctorLimits,
  tell: (finding: Finding) => void,
  look: (check: CheckName, finding: Promise<Finding>, limit: number) => Promise<void>,
  learn: (key: KeyFound) => void,
): Promise<void> {
  const { sending, keys, practice, signal, now } = parts;
  const down = parts.linkDown();
  const baseUrl = sending?.connection.baseUrl ?? '';
  const reading = withTimeout(readKey(keys, baseUrl), limits.keychain).catch((): KeyFound => ({
    kind: 'unavailable',
    why: 'silent',
    detail: '',
  }));

  if (sending === null || baseUrl === '' || sending.connection.credentialId === '') {
    tell(linkFinding(down, false));
    const why = say(sending === null ? 'examination.whyNoOutbox' : 'examination.whyNotConnected');
    if (sending !== null) tell(trouble('api', why, say('examination.enterConnection')));
    for (const check of asked) tell(notLookedAt(check, why));
    tell(keychainFinding(await reading, baseUrl, practice));
    return;
  }

  const url = new URL(baseUrl);
  const loopback = isLoopback(url);
  tell(linkFinding(down, loopback));
  const ways = await waysTo(url, parts.resolveProxy, limits.settings);
  const way = ways.known ? ways.routes.find(({ kind }) => kind !== 'unsupported') : undefined;
  const offline = down && !loopback;
  const name = offline
    ? Promise.resolve(notLookedAt('dns', say('examination.whyOffline')))
    : way === undefined
      ? Promise.resolve(notLookedAt('dns', say('examination.whyNoWay')))
      : lookUp(url, way, limits.settings);
  const naming = look('dns', name, 2 * limits.settings);

  const key = await reading;
  learn(key);
  tell(keychainFinding(key, baseUrl, practice));
  const question = await put(sending);
  tellOf(question, sending);
  await naming;

  async function put({ connection, pause, noteRequest }: Sending): Promise<Question> {
    const notAsked = (why: Message): Question => ({ kind: 'not-asked', why });
    if (offline) return notAsked(say('examination.whyOffline'));
    if (!ways.known) return notAsked(say('examination.whyProxySettings'));
    // The doctor keeps to it as the sender does.
    if (pause !== null && (pause.notBefore ?? 0) > now()) {
      return notAsked(restWords(pause.notBefore ?? 0, pause.status === 503));
    }
    if (signal.aborted) return notAsked(say('examination.whyEnded'));
    noteRequest();
    const ended = AbortSignal.any([signal, AbortSignal.timeout(limits.question)]);
    const { resolveProxy, trust } = parts;
    return ask({ connection, key: keyOf(key), resolveProxy, trust, limits, now, signal: ended });
  }

  function tellOf(question: Question, { pace, pause, requestsInLastMinute }: Sending): void {
    const outcome = question.kind === 'asked' ? question.outcome : null;
    // Ours, of a connection that failed, stands in other lines.
    const words = typeof outcome?.message === 'string' ? outcome.message : null;
    const heard = outcome?.kind === 'not-sent' ? null : withoutHint(words, keyOf(key));
    const notBefore = (pause?.notBefore ?? 0) > now() ? (pause?.notBefore ?? null) : null;
    const outOfService = pause?.status === 503;
    const requests = { perMinute: pace.perMinute, inLastMinute: requestsInLastMinute(), notBefore, outOfService };
    tell(proxyFinding(url, ways, question));
    tell(tlsFinding(url, question));
    tell(clockFinding(question, now()));
    tell(portalFinding(question));
    tell(apiFinding(question));
    tell(keyFinding(url.host, key, question));
    tell(credentialFinding(url.host, question, heard));
    tell(quotaFinding(question, requests, heard));
  }
}

/** What only a connection can tell. */
const asked: readonly CheckName[] = ['proxy', 'dns', 'tls', 'clock', 'portal', 'api', 'key', 'credential', 'quota'];

async function waysTo(url: URL, resolveProxy: ResolveProxy, limit: number): Promise<Ways> {
  if (url.protocol === 'http:') return { known: true, routes: [{ kind: 'direct' }] };
  try {
    return { known: true, routes: routesOf(await withTimeout(resolveProxy(new URL(url.origin)), limit)) };
  } catch (error) {
    return { known: false, why: saidBy(error) };
  }
}

const keyOf = (key: KeyFound | null): string | null => (key?.kind === 'key' ? key.key : null);

function failure(check: CheckName, error: unknown): Finding {
  log.error('A check of the doctor failed', error, { check });
  return unknown(check, say('examination.failed'), say('examination.checkAgain'));
}
