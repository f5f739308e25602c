/** Does the API answer at this address? */
import type { Finding } from '#contract/doctor.ts';
import { notLookedAt, trouble, well } from './finding.ts';
import { inTheWay, type Asked, type Question } from './question.ts';
import { tookWords } from './words.ts';

const wait = 'Wait: contacts are kept here and go out when the CRM is well again.';
const checkAddress = 'Check the API base URL in Settings.';

/** Takes what came of the question; returns the finding. */
export function apiFinding(question: Question): Finding {
  const why = inTheWay(question);
  if (question.kind === 'not-asked') return notLookedAt('api', question.why);
  const { exchange, url, began, ended } = question;
  if (exchange.kind === 'failed' && exchange.phase === 'request') {
    const found = `${url.host} was reached, but gave no answer within ${tookWords(ended - began)} (${exchange.code}).`;
    return trouble('api', found, wait);
  }
  if (exchange.kind === 'failed' && isNoConnection(question)) {
    const found = `There is no connection to ${url.host}: ${reason(exchange.code, exchange.message)}.`;
    return trouble('api', found, 'Check the network, and the API base URL in Settings for a slip.');
  }
  if (exchange.kind === 'failed' || why !== null) return notLookedAt('api', why ?? 'no answer came');
  const answered = `${url.host} answered in ${tookWords(ended - began)}`;
  const { status } = exchange;
  switch (question.outcome.kind) {
    case 'wrong-address':
      return trouble(
        'api',
        `${answered}, but there is no such API or no such credential ID there (HTTP ${status}).`,
        checkAddress,
      );
    case 'unknown':
      return trouble('api', `${answered}, but has trouble (HTTP ${status}).`, wait);
    case 'rate-limited':
      // A limit has a line of its own.
      if (status === 429) break;
      return trouble(
        'api',
        `${answered}, but ${status === 503 ? 'is out of service' : 'did not take the question'} (HTTP ${status}).`,
        wait,
      );
    case 'well':
    case 'portal':
    case 'not-sent':
    case 'key-rejected':
    case 'plan-refused':
    case 'access-refused':
      break;
  }
  return well('api', `${answered} (HTTP ${status}).`);
}

function reason(code: string, message: string): string {
  // Several addresses were tried, and each failed for a reason of its own.
  if (message.includes('; ')) return message;
  switch (code) {
    case 'ECONNREFUSED':
      return `it refuses (${code})`;
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return `nothing answers (${code})`;
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return `no way leads there (${code})`;
    default:
      return `${message} (${code})`;
  }
}

/** Neither the name, the proxy nor TLS: they have a line of their own. */
const isNoConnection = (question: Asked) => inTheWay(question) === 'no connection came about';
