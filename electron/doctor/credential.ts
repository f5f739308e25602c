/** Does the API accept the credential ID? */
import type { Finding } from '#contract/doctor.ts';
import { notLookedAt, trouble, unknown, well } from './finding.ts';
import { inTheWay, type Question } from './question.ts';

const check = 'Check the credential ID in Settings.';

/** Takes the host, what came of the question and, as far as it may be told, what the API said; returns the finding. */
export function credentialFinding(host: string, question: Question, said: string | null): Finding {
  const why = inTheWay(question);
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed' || why !== null) {
    return notLookedAt('credential', why ?? 'no answer came');
  }
  if (!question.withKey) return notLookedAt('credential', 'there is no key to ask with');
  const { status } = question.exchange;
  const words = said === null ? '' : ` It says: “${said}”`;
  switch (question.outcome.kind) {
    case 'key-rejected':
      return notLookedAt('credential', 'the key was not accepted');
    case 'access-refused':
      return trouble('credential', `${host} refuses access with this credential ID (HTTP 403).${words}`, check);
    case 'wrong-address':
      return unknown(
        'credential',
        `HTTP ${status} may be meant of the address or of the credential ID.${words}`,
        check,
      );
    case 'well':
      if (status === 200) return well('credential', `${host} accepts the credential ID.`);
      return trouble('credential', `${host} does not like the question (HTTP ${status}).${words}`, check);
    case 'plan-refused':
    case 'portal':
    case 'not-sent':
    case 'rate-limited':
    case 'unknown':
      return unknown('credential', `${host} did not get as far as the credential ID (HTTP ${status}).`);
  }
}
