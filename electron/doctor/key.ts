/** Does the API accept the key? */
import type { Finding } from '#contract/doctor.ts';
import { say } from '#words/message.ts';
import { notLookedAt, trouble, unknown, well } from './finding.ts';
import { inTheWay, noAnswer, type Question } from './question.ts';
import type { KeyFound } from './keychain.ts';

/** Takes the host, what the keychain gave and what came of the question; returns the finding. */
export function keyFinding(host: string, key: KeyFound, question: Question): Finding {
  if (key.kind === 'unavailable') return notLookedAt('key', say('examination.whyKeychain'));
  if (key.kind === 'none') {
    return trouble('key', say('examination.keyMissing', { host }), say('examination.enterKey'));
  }
  const why = inTheWay(question);
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed' || why !== null) {
    return notLookedAt('key', why ?? noAnswer);
  }
  const status = String(question.exchange.status);
  switch (question.outcome.kind) {
    case 'key-rejected':
      return trouble('key', say('examination.keyRefused', { host, status }), say('examination.enterValidKey'));
    case 'plan-refused':
    case 'access-refused':
      return well('key', say('examination.keyKnown', { host, status }));
    case 'well':
      if (question.exchange.status === 200) return well('key', say('examination.keyAccepted', { host }));
      break;
    case 'portal':
    case 'not-sent':
    case 'wrong-address':
    case 'rate-limited':
    case 'unknown':
      break;
  }
  return unknown('key', say('examination.notAsFarAsKey', { host, status }));
}
