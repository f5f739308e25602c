/** Is it the API that answers, or a page in front of it? */
import type { Finding } from '#contract/doctor.ts';
import { notLookedAt, trouble, unknown, well } from './finding.ts';
import { inTheWay, type Question } from './question.ts';

/** Takes what came of the question; returns the finding. */
export function portalFinding(question: Question): Finding {
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed') {
    return notLookedAt('portal', inTheWay(question) ?? 'no answer came');
  }
  const { exchange, outcome, url } = question;
  const { status, contentType, headers } = exchange;
  const isPage = /html/iu.test(contentType);
  if (outcome.kind === 'portal') {
    const leads = hostOf(headers['location'], url);
    const what =
      leads === null
        ? `${isPage ? 'a page' : 'no answer of the API'} (HTTP ${status})`
        : `a way to ${leads} (HTTP ${status})`;
    // Nobody on the Wi-Fi can speak for the API's host over TLS.
    const todo =
      url.protocol === 'https:'
        ? 'Check the API base URL in Settings. If it is right, sign in to the Wi-Fi in a web browser.'
        : 'Open a web browser, sign in to the Wi-Fi, and check again.';
    return trouble(
      'portal',
      `What answered for ${url.host} is ${what}, as a sign-in page or a web filter gives it.`,
      todo,
    );
  }
  if (isPage) return unknown('portal', `${url.host} answered with a page (HTTP ${status}) where the API has none.`);
  if (/json/iu.test(contentType)) return well('portal', `${url.host} answered as an API does (HTTP ${status}, JSON).`);
  return unknown('portal', `The answer of ${url.host} (HTTP ${status}) does not tell whose it is.`);
}

/** The host only: the rest of such an address says who asked for what. */
function hostOf(location: string | undefined, from: URL): string | null {
  try {
    return location === undefined ? null : new URL(location, from).host;
  } catch {
    return null;
  }
}
