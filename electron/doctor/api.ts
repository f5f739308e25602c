/** Does the API answer at this address? */
import type { Finding } from '#contract/doctor.ts';
import { say, type Said } from '#words/message.ts';
import { notLookedAt, trouble, well } from './finding.ts';
import { inTheWay, noAnswer, obstacleIn, type Question } from './question.ts';

const wait = say('examination.waitForCrm');

/** Takes what came of the question; returns the finding. */
export function apiFinding(question: Question): Finding {
  if (question.kind === 'not-asked') return notLookedAt('api', question.why);
  const why = inTheWay(question);
  const { exchange, url, began, ended } = question;
  const { host } = url;
  const took = ended - began;
  if (exchange.kind === 'failed' && exchange.phase === 'request') {
    return trouble('api', say('examination.silent', { host, took, code: exchange.code }), wait);
  }
  // The name, the proxy and TLS have a line of their own.
  if (exchange.kind === 'failed' && obstacleIn(question, exchange.code) === 'connection') {
    const found = [say('examination.notReached', { host }), reason(exchange.code, exchange.message)];
    return trouble('api', found, say('examination.checkNetwork'));
  }
  if (exchange.kind === 'failed' || why !== null) return notLookedAt('api', why ?? noAnswer);
  const status = String(exchange.status);
  const answer = { host, took, status };
  switch (question.outcome.kind) {
    case 'wrong-address':
      return trouble('api', say('examination.noSuchApi', answer), say('examination.checkAddress'));
    case 'unknown':
      return trouble('api', say('examination.hasTrouble', answer), wait);
    case 'rate-limited':
      // A limit has a line of its own.
      if (exchange.status === 429) break;
      return trouble(
        'api',
        say(exchange.status === 503 ? 'examination.isOutOfService' : 'examination.notTaken', answer),
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
  return well('api', say('examination.answers', answer));
}

function reason(code: string, message: Said): Said {
  // Several addresses were tried, and each failed for a reason of its own.
  if (Array.isArray(message)) return message as Said;
  switch (code) {
    case 'ECONNREFUSED':
      return say('examination.refusesConnection', { code });
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return say('examination.nothingAnswers', { code });
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return say('examination.noRoute', { code });
    default:
      return typeof message === 'string' ? say('examination.system', { words: message, code }) : message;
  }
}
