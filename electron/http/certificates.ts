/**
 * Whom a TLS connection trusts: the roots that Node brings and those of the system, where companies add the ones of
 * their own proxies and servers.
 */
import { readFileSync } from 'node:fs';
import tls, { type SecureContext } from 'node:tls';
import { log } from '../log/log.ts';

/** Where Linux distributions keep the system's certificates in one file: Debian, Fedora, openSUSE, Alpine. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Returns the certificates that the system trusts, as PEM; none where they cannot be had. */
export function systemCertificates(): string[] {
  const asked = certificatesOf('system');
  if (asked !== null && asked.length > 0) return asked;
  return process.platform === 'linux' ? linuxBundle() : [];
}

/**
 * Takes the reader of the system's certificates. Returns a function that reads them at its first call, which takes some
 * 0.1 s, and returns what a TLS connection needs. It never throws: what cannot be read is not trusted.
 */
export function trust(read: () => string[] = systemCertificates): () => SecureContext {
  let context: SecureContext | undefined;
  return () => (context ??= contextOf(read));
}

/** The one of the whole program: what trusts differently from the sender would say nothing of it. */
export const systemTrust = trust();

function contextOf(read: () => string[]): SecureContext {
  // The default ones include NODE_EXTRA_CA_CERTS.
  const brought = certificatesOf('default') ?? [...tls.rootCertificates];
  try {
    return tls.createSecureContext({ ca: [...brought, ...read()] });
  } catch (error) {
    log.error('The certificates of the system could not be read', error);
    return tls.createSecureContext({ ca: brought });
  }
}

/** Null where this Node cannot be asked (before 22.15), as in Electron 33. */
function certificatesOf(store: 'system' | 'default'): string[] | null {
  return (tls as Partial<typeof tls>).getCACertificates?.(store) ?? null;
}

function linuxBundle(): string[] {
  for (const file of bundles) {
    try {
      return [readFileSync(file, 'utf8')];
    } catch {
      // Another distribution keeps it elsewhere.
    }
  }
  return [];
}
