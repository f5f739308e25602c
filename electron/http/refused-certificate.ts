/** Says whose certificate was refused, and why. At a booth it is mostly a sign-in page's or a proxy's. */
import type { PeerCertificate } from 'node:tls';
import { say, type Message, type Said } from '#words/message.ts';

/** Longest name out of a certificate that is repeated, in characters: whoever answered may have written anything. */
const longestName = 80;

/** Takes a code; returns whether it says that a certificate was refused. */
export const isOfCertificate = (code: string): boolean => /CERT|^UNABLE_TO_/u.test(code);

/**
 * Takes the code of a refusal, the host that was meant, the certificate that was shown, what is said else and the time, in
 * milliseconds since 1970; returns what is said of it, or null where the code is none of a certificate's.
 */
export function refusedCertificate(
  code: string,
  host: string,
  certificate: PeerCertificate | null,
  words: Said,
  now = Date.now(),
): Said | null {
  const subject = nameOf(certificate?.subject);
  const issuer = nameOf(certificate?.issuer);
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID': {
      const date = invalidDate(certificate, code, now);
      const of = { host, subject, issuer };
      const hasExpired = code === 'CERT_HAS_EXPIRED';
      const what =
        date === null
          ? say(hasExpired ? 'certificate.expired' : 'certificate.notYet', of)
          : say(hasExpired ? 'certificate.expiredOn' : 'certificate.validFrom', { ...of, date });
      return [what, say('certificate.orClock', { now })];
    }
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return [say('certificate.selfSigned', { host, subject }), say('certificate.between')];
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return [say('certificate.untrusted', { host, issuer }), say('certificate.between')];
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return [say('certificate.ofAnother', { host, subject, issuer }), say('certificate.between')];
    default:
      return isOfCertificate(code) ? say('network.system', { words }) : null;
  }
}

/** The chain's first certificate that is out of its time, for it need not be the host's own. */
function invalidDate(certificate: PeerCertificate | null, code: string, now: number): number | null {
  const seen = new Set<string>();
  let next: Partial<PeerCertificate & { issuerCertificate: PeerCertificate }> | null | undefined = certificate;
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    const date = Date.parse((code === 'CERT_HAS_EXPIRED' ? next.valid_to : next.valid_from) ?? '');
    if (code === 'CERT_HAS_EXPIRED' ? date < now : date > now) return date;
    next = next.issuerCertificate;
  }
  return null;
}

/** Takes the subject or the issuer of a certificate; returns its name in quotes, or words that it has none. */
export function nameOf(of: Partial<Record<string, unknown>> | undefined): Message {
  const [found] = [of?.['CN'], of?.['O'], of?.['OU']].flat().filter((name) => typeof name === 'string');
  if (found === undefined) return say('certificate.unnamed');
  const text = found.replace(/[\s\p{C}]+/gu, ' ').trim();
  return say('certificate.named', { name: text.length > longestName ? `${text.slice(0, longestName)}…` : text });
}
