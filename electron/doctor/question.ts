/** Puts the one harmless question to the API, the sender's way, and keeps all that can be seen of it. */
import type { SecureContext, PeerCertificate } from 'node:tls';
import { unbracketed } from '../http/hosts.ts';
import { classifyProbe } from '../crm/classify.ts';
import { harmlessQuestion } from '../crm/client.ts';
import type { Endpoint } from '../http/connect.ts';
import { httpClient, type Exchange, type Limits } from '../http/exchange.ts';
import type { ProbeOutcome } from '../crm/outcome.ts';
import type { ResolveProxy } from '../http/proxies.ts';
import type { Connection } from '#contract/settings.ts';
import { say, type Message } from '#words/message.ts';

export type Question = { kind: 'not-asked'; why: Message } | Asked;

export interface Asked {
  kind: 'asked';
  url: URL;
  /** Whether the key went with it; without, the API can only be told to be there. */
  withKey: boolean;
  exchange: Exchange;
  outcome: ProbeOutcome;
  /** Whether TCP, or the proxy's tunnel, stood. */
  connected: boolean;
  /** The one that was shown, trusted or not; null without TLS, or where it did not get that far. */
  certificate: PeerCertificate | null;
  /** When the question was put and when its answer was there, in milliseconds since 1970. */
  began: number;
  ended: number;
}

export interface QuestionParts {
  connection: Connection;
  /** Null: it is asked without. */
  key: string | null;
  resolveProxy: ResolveProxy;
  /** Without: as the sender trusts. */
  trust?: (() => SecureContext) | undefined;
  limits: Limits;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Ends the question, which then comes out as failed. */
  signal: AbortSignal;
}

/** Takes the parts; returns what came of the question, over a connection of its own. Never throws. */
export async function ask({
  connection,
  key,
  resolveProxy,
  trust,
  limits,
  now,
  signal,
}: QuestionParts): Promise<Asked> {
  const request = harmlessQuestion(connection, key);
  const { url } = request;
  let connected = false;
  let certificate: PeerCertificate | null = null;
  const host = unbracketed(url.hostname);
  const isIt = ({ hostname, port }: Endpoint) => hostname === host && port === url.port;
  const http = httpClient(limits, {
    resolveProxy,
    ...(trust === undefined ? {} : { trust }),
    connections: 1,
    watch: {
      connected: (to) => {
        connected ||= isIt(to);
      },
      certificate: (of, shown) => {
        if (isIt(of)) certificate = shown;
      },
    },
  });
  const close = () => void http.close();
  signal.addEventListener('abort', close);
  const began = now();
  try {
    const exchange = await http.exchange(request);
    const ended = now();
    const outcome = classifyProbe(exchange, { url, key: key ?? '', now: ended });
    return { kind: 'asked', url, withKey: key !== null, exchange, outcome, connected, certificate, began, ended };
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** Takes the question; returns why it says nothing of the API itself, or null where the API itself answered, whatever it said. */
export function inTheWay(question: Question): Message | null {
  if (question.kind === 'not-asked') return question.why;
  const { exchange, outcome, url } = question;
  if (exchange.kind === 'failed')
    return exchange.phase === 'request' ? noAnswer : say(obstacles[obstacleIn(question, exchange.code)]);
  if (outcome.kind === 'portal') return say('examination.whyPortal', { host: url.host });
  return null;
}

export const noAnswer = say('examination.whyNoAnswer');

const obstacles = {
  proxy: 'examination.whyProxy',
  name: 'examination.whyName',
  tls: 'examination.whyTls',
  connection: 'examination.whyConnection',
} as const;

/** Takes a question of which nothing went out, and the code of that; returns where it failed. */
export function obstacleIn({ connected, url }: Asked, code: string): keyof typeof obstacles {
  if (code.startsWith('PROXY_')) return 'proxy';
  if (isNameTrouble(code)) return 'name';
  return connected && url.protocol === 'https:' ? 'tls' : 'connection';
}

/** Takes a code; returns whether it says that a name was not found. */
export const isNameTrouble = (code: string): boolean => /^(ENOTFOUND|EAI_|EDNS)/u.test(code);
