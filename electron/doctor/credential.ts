/** Does the API accept the credential ID? */
import type { Finding } from '#contract/doctor.ts';
import { say } from '#words/message.ts';
import { notLookedAt, trouble, unknown, well } from './finding.ts';
import { inTheWay, noAnswer, type Question } from './question.ts';

const check = say('examination.checkCredential');

/** Takes the host, what came of the question and, as far as it may be told, what the API said; returns the finding. */
export function credentialFinding(host: string, question: Question, said: string | null): Finding {
  const why = inTheWay(question);
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed' || why !== null) {
    return notLookedAt('credential', why ?? noAnswer);
  }
  if (!question.withKey) return notLookedAt('credential', say('examination.whyNoKey'));
  const status = String(question.exchange.status);
  const words = said === null ? [] : [say('examination.itSays', { words: said })];
  switch (question.outcome.kind) {
    case 'key-rejected':
      return notLookedAt('credential', say('examination.whyKeyRejected'));
    case 'access-refused':
      return trouble('credential', [say('examination.credentialRefused', { host, status }), ...words], check);
    case 'wrong-address':
      return unknown('credential', [say('examination.addressOrCredential', { status }), ...words], check);
    case 'well':
      if (question.exchange.status === 200) return well('credential', say('examination.credentialAccepted', { host }));
      return trouble('credential', [say('examination.questionDisliked', { host, status }), ...words], check);
    case 'plan-refused':
    case 'portal':
    case 'not-sent':
    case 'rate-limited':
    case 'unknown':
      return unknown('credential', say('examination.notAsFarAsCredential', { host, status }));
  }
}
