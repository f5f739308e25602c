import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './folder.ts';

/** Whether the program that makes certificates is there. */
export const canMakeCertificates = ((): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A certificate and its key, as PEM. */
export interface Identity {
  certificate: string;
  key: string;
}

export interface Authority {
  /** Its own certificate, as PEM. */
  certificate: string;
  /** Issues a certificate for this host. `until`: its end, as `YYYYMMDDhhmmssZ`; a year in the future if not said. */
  issue: (host: string, until?: string) => Identity;
}

/** Makes an authority of this name, in an empty folder; without one, for this test only. Needs `canMakeCertificates`. */
export function authority(name: string, folder = temporaryFolder()): Authority {
  const file = (ending: string) => join(folder, ending);
  const own = { key: file('ca.key'), certificate: file('ca.pem') };
  selfSigned(name, own);
  writeFileSync(file('index'), '');
  writeFileSync(
    file('ca.cnf'),
    `[ca]\ndefault_ca=own\n[own]\ndatabase=${file('index')}\nnew_certs_dir=${folder}\nrand_serial=yes\n` +
      'unique_subject=no\ndefault_md=sha256\ndefault_days=365\npolicy=any\n[any]\ncommonName=supplied\n',
  );
  return {
    certificate: readFileSync(own.certificate, 'utf8'),
    issue(host, until) {
      writeFileSync(file('extensions'), `subjectAltName=DNS:${host}`);
      openssl('req', '-new', ...newKey(file('host.key')), '-subj', `/CN=${host}`, '-out', file('host.csr'));
      // `openssl ca`, since `openssl x509` cannot make a certificate whose time is over in every version.
      const time = until === undefined ? [] : ['-startdate', '20200101000000Z', '-enddate', until];
      const by = ['-config', file('ca.cnf'), '-cert', own.certificate, '-keyfile', own.key];
      const made = ['-in', file('host.csr'), '-extfile', file('extensions'), '-out', file('host.pem')];
      openssl('ca', '-batch', '-notext', ...by, ...time, ...made);
      return { certificate: readFileSync(file('host.pem'), 'utf8'), key: readFileSync(file('host.key'), 'utf8') };
    },
  };
}

/** Makes a certificate that nobody but its own host vouches for. Needs `canMakeCertificates`. */
export function selfSignedIdentity(host: string): Identity {
  const folder = temporaryFolder();
  const files = { key: join(folder, 'own.key'), certificate: join(folder, 'own.pem') };
  selfSigned(host, files, ['-addext', `subjectAltName=DNS:${host}`]);
  return { certificate: readFileSync(files.certificate, 'utf8'), key: readFileSync(files.key, 'utf8') };
}

function selfSigned(name: string, files: { key: string; certificate: string }, more: string[] = []): void {
  openssl(
    'req',
    '-x509',
    ...newKey(files.key),
    '-days',
    '1',
    '-subj',
    `/CN=${name}`,
    '-out',
    files.certificate,
    ...more,
  );
}

const newKey = (file: string) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file];

const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
