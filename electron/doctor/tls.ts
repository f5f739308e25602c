/** Whose certificate was shown, until when it is good, and whether it is trusted. */
import type { PeerCertificate } from 'node:tls';
import type { Finding } from '#contract/doctor.ts';
import { say, type Message } from '#words/message.ts';
import { isOfCertificate, nameOf } from '../http/refused-certificate.ts';
import { notLookedAt, notNeeded, trouble, well } from './finding.ts';
import { inTheWay, type Question } from './question.ts';

/** Takes the address and what came of the question; returns the finding. */
export function tlsFinding(url: URL, question: Question): Finding {
  if (url.protocol === 'http:') return notNeeded('tls', [say('examination.onThisLaptop'), say('examination.localTls')]);
  if (question.kind === 'not-asked') return notLookedAt('tls', question.why);
  const { exchange, certificate, connected } = question;
  if (exchange.kind === 'answer' || exchange.phase === 'request') {
    const told = certificate === null ? say('examination.encrypted') : described(url.hostname, certificate);
    return well('tls', told);
  }
  if (!connected) return notLookedAt('tls', inTheWay(question) ?? say('examination.whyConnection'));
  if (isOutOfTime(exchange.code)) {
    return trouble('tls', exchange.message, say('examination.setLaptopClock', { host: url.hostname }));
  }
  if (isOfCertificate(exchange.code)) {
    return trouble('tls', exchange.message, say('examination.otherCertificate'));
  }
  const found = say('examination.noTls', { host: url.host, code: exchange.code });
  return trouble('tls', found, say('examination.addressOrNetwork'));
}

/** Takes a code; returns whether a wrong clock would explain it. */
export const isOutOfTime = (code: string): boolean => code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID';

function described(host: string, { subject, issuer, valid_to }: PeerCertificate): Message {
  const until = Date.parse(valid_to);
  return say('examination.certificate', { host, subject: nameOf(subject), issuer: nameOf(issuer), until });
}
