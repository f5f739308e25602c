import { X509Certificate } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemCertificates, trust } from '../../electron/http/certificates.ts';
import { crmClient } from '../../electron/crm/client.ts';
import { defaultLimits, httpClient } from '../../electron/http/exchange.ts';
import type { Outcome } from '../../electron/crm/outcome.ts';
import { authority, canMakeCertificates, selfSignedIdentity, type Identity } from '../support/certificates.ts';
import { contactWith } from '../support/contacts.ts';
import { httpAnswer, rawServer } from '../support/servers.ts';
import { english, says } from '../support/words.ts';

const created = JSON.stringify({ contact: { id: 'c1' } });

/** What comes of a contact for a server of this identity, on a system that trusts these certificates. */
async function outcomeOf(identity: Identity, system: string[]): Promise<Outcome> {
  const server = await rawServer((socket) => socket.end(httpAnswer(200, created)), identity);
  const crm = crmClient(httpClient({ ...defaultLimits, connect: 3_000 }, { trust: trust(() => system) }));
  onTestFinished(() => crm.close());
  const outcome = await crm.createContact({ baseUrl: server.baseUrl, credentialId: 'c' }, 'k3y', contactWith({}));
  expect(server.requests).toHaveLength(outcome.kind === 'delivered' ? 1 : 0);
  return outcome;
}

const missing = canMakeCertificates ? '' : ' (skipped: there is no openssl to make certificates with)';

describe.skipIf(!canMakeCertificates)(`a certificate${missing}`, () => {
  it('that only the store of the system vouches for is trusted', async () => {
    const company = authority('Company Root');
    expect((await outcomeOf(company.issue('localhost'), [company.certificate])).kind).toBe('delivered');
  });

  it('of an authority that the system does not know is refused, and named', async () => {
    const [company, stranger] = [authority('Company Root'), authority('Hotel Wi-Fi')];
    expect(await outcomeOf(stranger.issue('localhost'), [company.certificate])).toMatchObject({
      kind: 'not-sent',
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      message: says(
        'The certificate shown for localhost was issued by “Hotel Wi-Fi”, whom this laptop does not trust. ' +
          'A sign-in page, or a proxy that looks into the traffic, may be in between.',
      ),
    });
  });

  it('of a chain whose root the system does not know is refused, and its issuer named', async () => {
    const stranger = authority('Hotel Wi-Fi');
    const { certificate, key } = stranger.issue('localhost');
    const outcome = await outcomeOf({ certificate: certificate + stranger.certificate, key }, []);
    expect(outcome).toMatchObject({ kind: 'not-sent', code: 'SELF_SIGNED_CERT_IN_CHAIN' });
    expect(outcome).toHaveProperty('message', says(/was issued by “Hotel Wi-Fi”/u));
  });

  it('that nobody vouches for is refused, and named', async () => {
    expect(await outcomeOf(selfSignedIdentity('localhost'), [])).toMatchObject({
      kind: 'not-sent',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      message: says(
        'The certificate shown for localhost is by “localhost” itself, and this laptop does not trust it. ' +
          'A sign-in page, or a proxy that looks into the traffic, may be in between.',
      ),
    });
  });

  it('that has expired is refused, with the day, also where its issuer is trusted', async () => {
    const company = authority('Company Root');
    const today = english.format.day(Date.now());
    expect(await outcomeOf(company.issue('localhost', '20240503120000Z'), [company.certificate])).toMatchObject({
      kind: 'not-sent',
      code: 'CERT_HAS_EXPIRED',
      message: says(
        'The certificate of localhost, for “localhost” and issued by “Company Root”, expired on 3 May 2024. ' +
          `Or the clock of this laptop is wrong: it says ${today}.`,
      ),
    });
  });

  it('of another host is refused, and both are named', async () => {
    const company = authority('Company Root');
    expect(await outcomeOf(company.issue('portal.example'), [company.certificate])).toMatchObject({
      kind: 'not-sent',
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      message: says(
        'The certificate shown for localhost belongs to “portal.example” and was issued by “Company Root”. ' +
          'A sign-in page, or a proxy that looks into the traffic, may be in between.',
      ),
    });
  });

  it('with a bad one in the store of the system beside it is judged by the others', async () => {
    const outcome = await outcomeOf(selfSignedIdentity('localhost'), ['no certificate']);
    expect(outcome).toMatchObject({ kind: 'not-sent', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });
});

it('the store of the system is read once, and only when it is needed', async () => {
  let reads = 0;
  const read = () => {
    reads++;
    return [];
  };
  const http = httpClient({ ...defaultLimits, connect: 300 }, { trust: trust(read) });
  onTestFinished(() => http.close());
  const plain = await rawServer((socket) => socket.end(httpAnswer(200, created)));
  const get = (url: string) => http.exchange({ method: 'GET', url: new URL(url), headers: {}, body: null });
  await get(plain.baseUrl);
  expect(reads).toBe(0);
  const secure = plain.baseUrl.replace('http:', 'https:');
  expect(await get(secure)).toMatchObject({ kind: 'failed', phase: 'connection' });
  expect(await get(secure)).toMatchObject({ kind: 'failed', phase: 'connection' });
  expect(reads).toBe(1);
});

it.skipIf(process.platform !== 'linux')('the store of a Linux system is found', () => {
  const [first = ''] = systemCertificates();
  expect(new X509Certificate(first).fingerprint256).not.toBe('');
});
