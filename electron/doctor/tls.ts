/** Whose certificate was shown, until when it is good, and whether it is trusted. */
import type { PeerCertificate } from 'node:tls';
import type { Finding } from '#contract/doctor.ts';
import { nameOf } from '../http/refused-certificate.ts';
import { notLookedAt, notNeeded, trouble, well } from './finding.ts';
import { inTheWay, type Question } from './question.ts';

/** Takes the address and what came of the question; returns the finding. */
export function tlsFinding(url: URL, question: Question): Finding {
  if (url.protocol === 'http:') return notNeeded('tls', 'The CRM runs on this laptop: nothing leaves it.');
  if (question.kind === 'not-asked') return notLookedAt('tls', question.why);
  const { exchange, certificate, connected } = question;
  if (exchange.kind === 'answer' || exchange.phase === 'request') {
    const told = certificate === null ? 'The connection is encrypted.' : described(url.hostname, certificate);
    return well('tls', told);
  }
  if (!connected) return notLookedAt('tls', inTheWay(question) ?? 'no connection came about');
  if (isOutOfTime(exchange.code)) {
    const todo = `Set the clock of this laptop. If it is right, tell whoever runs ${url.hostname}.`;
    return trouble('tls', `${exchange.message}.`, todo);
  }
  if (isCertificateTrouble(exchange.code)) {
    const todo =
      'Sign in to the Wi-Fi in a web browser, or use another network. In a company, ask for its certificate.';
    return trouble('tls', `${exchange.message}.`, todo);
  }
  const found = `${url.host} was reached, but spoke no TLS that can be used (${exchange.code}).`;
  return trouble('tls', found, 'Check the address in Settings, or use another network.');
}

/** Takes a code; returns whether a wrong clock would explain it. */
export const isOutOfTime = (code: string): boolean => code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID';

const isCertificateTrouble = (code: string) => /CERT|^UNABLE_TO_/u.test(code);

function described(host: string, { subject, issuer, valid_to }: PeerCertificate): string {
  const until = new Date(valid_to).toISOString().slice(0, 10);
  return `${host} showed a certificate for ${nameOf(subject)}, issued by ${nameOf(issuer)}, good until ${until}.`;
}
