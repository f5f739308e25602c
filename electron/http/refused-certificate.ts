/** Says in plain words whose certificate was refused, and why. At a booth it is mostly a sign-in page's or a proxy's. */
import type { PeerCertificate } from 'node:tls';

/** Longest name out of a certificate that is repeated, in characters: whoever answered may have written anything. */
const longestName = 80;

const between = 'A sign-in page, or a proxy that looks into the traffic, may be in between';

/**
 * Takes the code of a refusal, the host that was meant, the certificate that was shown and the time, in milliseconds
 * since 1970; returns a sentence without its full stop, or null where the code is none of a certificate's.
 */
export function refusedCertificate(
  code: string,
  host: string,
  certificate: PeerCertificate | null,
  now = Date.now(),
): string | null {
  const subject = nameOf(certificate?.subject);
  const issuer = nameOf(certificate?.issuer);
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID': {
      const clock = `or the clock of this laptop is wrong (it says ${day(now)})`;
      const date = invalidDate(certificate, code, now);
      const what = code === 'CERT_HAS_EXPIRED' ? `expired${on(date)}` : `is not valid yet${on(date, 'before')}`;
      return `The certificate of ${host}, for ${subject} and issued by ${issuer}, ${what}, ${clock}`;
    }
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return `The certificate shown for ${host} is by ${subject} itself, and this laptop does not trust it. ${between}`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return `The certificate shown for ${host} was issued by ${issuer}, whom this laptop does not trust. ${between}`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate shown for ${host} belongs to ${subject}, and was issued by ${issuer}. ${between}`;
    default:
      return null;
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

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

const on = (time: number | null, word = 'on') => (time === null ? '' : ` ${word} ${day(time)}`);

/** Takes the subject or the issuer of a certificate; returns its name in quotes, or words that it has none. */
export function nameOf(of: Partial<Record<string, unknown>> | undefined): string {
  const [found] = [of?.['CN'], of?.['O'], of?.['OU']].flat().filter((name) => typeof name === 'string');
  if (found === undefined) return 'someone without a name';
  const text = found.replace(/[\s\p{C}]+/gu, ' ').trim();
  return `“${text.length > longestName ? `${text.slice(0, longestName)}…` : text}”`;
}
