/** Does the API accept the key? */
import type { Finding } from '#contract/doctor.ts';
import { notLookedAt, trouble, unknown, well } from './finding.ts';
import { inTheWay, type Question } from './question.ts';
import type { KeyFound } from './keychain.ts';

/** Takes the host, what the keychain gave and what came of the question; returns the finding. */
export function keyFinding(host: string, key: KeyFound, question: Question): Finding {
  if (key.kind === 'unavailable') return notLookedAt('key', 'the keychain cannot be read');
  if (key.kind === 'none') {
    return trouble('key', `No API key is stored for ${host}.`, 'Enter the key in Settings.');
  }
  const why = inTheWay(question);
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed' || why !== null) {
    return notLookedAt('key', why ?? 'no answer came');
  }
  const { status } = question.exchange;
  switch (question.outcome.kind) {
    case 'key-rejected':
      return trouble('key', `${host} does not accept the key (HTTP 401).`, 'Enter a valid key in Settings.');
    case 'plan-refused':
    case 'access-refused':
      return well('key', `${host} knows the key: it refuses something else (HTTP ${status}).`);
    case 'well':
      if (status === 200) return well('key', `${host} accepts the key.`);
      break;
    case 'portal':
    case 'not-sent':
    case 'wrong-address':
    case 'rate-limited':
    case 'unknown':
      break;
  }
  return unknown('key', `${host} did not get as far as the key (HTTP ${status}).`);
}
