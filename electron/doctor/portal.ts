/** Is it the API that answers, or a page in front of it? */
import type { Finding } from '#contract/doctor.ts';
import { say } from '#words/message.ts';
import { notLookedAt, trouble, unknown, well } from './finding.ts';
import { inTheWay, noAnswer, type Question } from './question.ts';

/** Takes what came of the question; returns the finding. */
export function portalFinding(question: Question): Finding {
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed') {
    return notLookedAt('portal', inTheWay(question) ?? noAnswer);
  }
  const { exchange, outcome, url } = question;
  const { contentType, headers } = exchange;
  const isPage = /html/iu.test(contentType);
  const answer = { host: url.host, status: String(exchange.status) };
  if (outcome.kind === 'portal') {
    const other = hostOf(headers['location'], url);
    const found =
      other === null
        ? say(isPage ? 'examination.page' : 'examination.noApi', answer)
        : say('examination.leadsTo', { ...answer, other });
    // Nobody on the Wi-Fi can speak for the API's host over TLS.
    const todo = say(url.protocol === 'https:' ? 'examination.signInOrAddress' : 'examination.signIn');
    return trouble('portal', found, todo);
  }
  if (isPage) return unknown('portal', say('examination.pageOfApi', answer));
  if (/json/iu.test(contentType)) return well('portal', say('examination.isApi', answer));
  return unknown('portal', say('examination.whoAnswered', answer));
}

/** The host only: the rest of such an address says who asked for what. */
function hostOf(location: string | undefined, from: URL): string | null {
  try {
    return location === undefined ? null : new URL(location, from).host;
  } catch {
    return null;
  }
}
