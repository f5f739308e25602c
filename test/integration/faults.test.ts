/** The fault server does what it says, with and without TLS: what the random tests rest on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { trust } from '../../electron/http/certificates.ts';
import { crmClient } from '../../electron/crm/client.ts';
import { defaultLimits, httpClient } from '../../electron/http/exchange.ts';
import type { Outcome } from '../../electron/crm/outcome.ts';
import { authority, canMakeCertificates } from '../support/certificates.ts';
import { contactWith } from '../support/contacts.ts';
import { crmKey, crmPath } from '../support/crm.ts';
import { faultServer, type FaultServer, type Plan } from '../support/fault-server.ts';
import type { Break, Fault } from '../support/faults.ts';

const limits = { ...defaultLimits, connect: 200, total: 200 };
const missing = canMakeCertificates ? '' : ' (skipped: there is no openssl to make certificates with)';

const folder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const root = canMakeCertificates ? authority('Fieldpost Tests', folder) : null;
const identity = root?.issue('localhost');
const trusted = trust(() => (root === null ? [] : [root.certificate]));

interface Seen {
  outcome: Outcome;
  server: FaultServer;
}

/** Sends one contact through this plan. */
async function sent(secure: boolean, plan: Partial<Plan>): Promise<Seen> {
  const server = await faultServer(secure ? identity : undefined);
  const crm = crmClient(httpClient(limits, { trust: trusted }));
  onTestFinished(async () => {
    await crm.close();
    await server.close();
  });
  server.plan(plan);
  const baseUrl = server.secureBaseUrl ?? server.baseUrl;
  const connection = { baseUrl, credentialId: 'c' };
  const outcome = await crm.createContact(connection, crmKey, contactWith({ lastName: 'Meier' }));
  return { outcome, server };
}

const breaks: Break[] = ['close', 'reset', 'hang'];

describe.each([
  { over: 'without TLS', secure: false },
  { over: `over TLS${missing}`, secure: true },
])('the fault server, $over,', ({ secure }) => {
  describe.skipIf(secure && !canMakeCertificates)('', () => {
    it('hands on what goes well, and counts what the CRM created', async () => {
      const { outcome, server } = await sent(secure, {});
      expect(outcome).toMatchObject({ kind: 'delivered', crmId: server.created.get('Meier')?.[0] });
      expect(server.held()).toBe(1);
      expect(server.arrivals).toMatchObject([{ name: 'Meier', whole: true, fault: { kind: 'none' }, overTls: secure }]);
    });

    it.each(breaks)('can break a request off by "%s" at any byte, and the CRM never gets it', async (how) => {
      for (const after of [0, 20, 400, 10_000]) {
        const { outcome, server } = await sent(secure, { creates: [{ kind: 'break-request', after, how }] });
        expect(outcome).toMatchObject({ kind: 'unknown', status: null });
        expect(server.held()).toBe(0);
        expect(server.arrivals).toMatchObject([{ whole: false, crmId: null }]);
      }
    });

    it.each(breaks)('can break an answer off by "%s" at any byte, after the CRM has the contact', async (how) => {
      for (const after of [0, 20, 150]) {
        const { outcome, server } = await sent(secure, {
          creates: [{ kind: 'break-answer', after, how, handled: true }],
        });
        expect(outcome).toMatchObject({ kind: 'unknown' });
        expect(server.held()).toBe(1);
      }
    });

    it.each(breaks)('can break a connection off by "%s" at any byte', async (how) => {
      // Without TLS the request itself has begun to go out then.
      for (const after of secure ? [0, 100, 600] : [0, 100]) {
        const { outcome, server } = await sent(secure, { connections: [{ kind: 'break', after, how }] });
        expect(outcome.kind).toBe(secure ? 'not-sent' : 'unknown');
        expect(server.held()).toBe(0);
      }
    });

    it.each(['close', 'reset'] as const)(
      'tells from outside whether a request had begun to leave: "%s"',
      async (how) => {
        const came = new Set<string>();
        // Over TLS that is a matter of a few bytes at the end of the handshake.
        for (let after = 0; after < (secure ? 4_500 : 600); after += secure ? 47 : 60) {
          const { outcome, server } = await sent(secure, { connections: [{ kind: 'break', after, how }] });
          const begun = server.arrivals.length + server.fragments();
          expect([outcome.kind, begun], `after ${after} bytes`).toEqual(
            outcome.kind === 'not-sent' ? ['not-sent', 0] : [expect.anything(), 1],
          );
          came.add(outcome.kind);
        }
        expect(came.has('unknown')).toBe(true);
        expect(came.has('not-sent')).toBe(secure);
      },
    );

    it.each<[Fault, Outcome['kind']]>([
      [{ kind: 'status', status: 422, retryAfter: null, handled: false }, 'refused'],
      [{ kind: 'status', status: 429, retryAfter: '5', handled: false }, 'rate-limited'],
      [{ kind: 'status', status: 504, retryAfter: null, handled: true }, 'unknown'],
      [{ kind: 'page', status: 200, handled: false }, 'portal'],
      [{ kind: 'page', status: 403, handled: false }, 'portal'],
      [{ kind: 'redirect', status: 307, handled: false }, 'portal'],
      [{ kind: 'late', milliseconds: 20 }, 'delivered'],
      [{ kind: 'twice' }, 'delivered'],
      [{ kind: 'bad-json', handled: true }, 'unknown'],
      [{ kind: 'no-id', handled: true }, 'unknown'],
      [{ kind: 'gzip-bomb', handled: true }, 'unknown'],
      [{ kind: 'gigabyte', handled: true }, 'unknown'],
    ])('treats a request as %o, which comes out as %s', async (fault, kind) => {
      const { outcome, server } = await sent(secure, { creates: [fault] });
      expect(outcome.kind).toBe(kind);
      expect(server.held()).toBe('handled' in fault && !fault.handled ? 0 : 1);
    });
  });
});

it('refuses connections, and takes them again at the same address', async () => {
  const { server } = await sent(false, {});
  const { baseUrl } = server;
  const crm = crmClient(httpClient(limits));
  onTestFinished(() => crm.close());
  const create = () => crm.createContact({ baseUrl, credentialId: 'c' }, crmKey, contactWith({}));
  await server.listen(false);
  expect(await create()).toMatchObject({ kind: 'not-sent', code: 'ECONNREFUSED' });
  await server.listen(true);
  expect((await create()).kind).toBe('delivered');
});

it.skipIf(!canMakeCertificates)('answers as any host through its proxy', async () => {
  const server = await faultServer(root?.issue('crm.example'));
  const resolveProxy = () => Promise.resolve(server.proxy ?? '');
  const crm = crmClient(httpClient(limits, { trust: trusted, resolveProxy }));
  onTestFinished(async () => {
    await crm.close();
    await server.close();
  });
  const connection = { baseUrl: `https://crm.example${crmPath}`, credentialId: 'c' };
  expect((await crm.createContact(connection, crmKey, contactWith({}))).kind).toBe('delivered');
  expect(server.arrivals).toMatchObject([{ whole: true, overTls: true }]);
});
