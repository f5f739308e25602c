/** The CRM of the tests' own behaves as CRMs are known to: what the random tests rest on. */
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { errorBody, errorShapes, goodManners } from '../support/answers.ts';
import { liveListing, type Listing } from '../support/crm.ts';
import { faultServer, type FaultServer } from '../support/fault-server.ts';
import { gatewayPatience, type Fault, type StatusFault } from '../support/faults.ts';
import { exchange } from '../support/plain-client.ts';
import { soon } from '../support/soon.ts';

async function started(): Promise<FaultServer> {
  const server = await faultServer();
  onTestFinished(server.close);
  return server;
}

const meier = { lastName: 'Meier', account: 'A1', emailAddresses: [{ emailAddress: 'meier@example.com' }] };
const status = (of: number, more: Partial<StatusFault> = {}): StatusFault => ({
  kind: 'status',
  status: of,
  retryAfter: null,
  handled: false,
  ...more,
});

interface Entry {
  id: string;
  createdAt?: string;
  remoteCreatedAt?: string;
}
/** Returns what the CRM lists. */
async function listed({ baseUrl }: FaultServer, query: Record<string, string> = {}): Promise<Entry[]> {
  const { body } = await exchange(baseUrl, null, { pageNumber: '1', pageSize: '100', ...query });
  return (JSON.parse(body) as { contacts: Entry[] }).contacts;
}

describe('it creates contacts', () => {
  it('and answers as the API is documented', async () => {
    const server = await started();
    const { status: came, body } = await exchange(server.baseUrl, meier);
    expect(came).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ contact: { id: server.created.get('A1')?.[0], lastName: 'Meier' } });
    expect(server.held()).toBe(1);
  });

  it('but none without a last name, a key or a credential', async () => {
    const { baseUrl, held } = await started();
    expect((await exchange(baseUrl, { firstName: 'Eva' })).status).toBe(400);
    expect((await exchange(baseUrl, meier, {}, { authorization: 'bearer another' })).status).toBe(401);
    expect((await exchange(baseUrl, meier, { credentialId: '' })).status).toBe(400);
    expect(held()).toBe(0);
  });

  it.each<StatusFault>([
    status(503, { handled: true }),
    status(503, { handled: true, retryAfter: '1', delay: gatewayPatience }),
    status(502, { handled: true }),
    status(504, { handled: true }),
    status(408, { handled: true }),
    status(500, { handled: true }),
  ])('and says otherwise: $status, Retry-After $retryAfter', async (fault) => {
    const server = await started();
    server.plan({ creates: [fault] });
    const { status: came, headers } = await exchange(server.baseUrl, meier);
    expect([came, headers['retry-after'] ?? null]).toEqual([fault.status, fault.retryAfter]);
    expect(server.held()).toBe(1);
  });

  it('and goes on with one after a gateway has given it up', async () => {
    const server = await started();
    server.plan({ creates: [status(504, { handled: true, finishes: 20 })] });
    await exchange(server.baseUrl, meier);
    expect(server.held()).toBe(0);
    await server.quiet();
    expect(server.created.get('A1')).toHaveLength(1);
  });

  it.each<Fault>([
    status(503, { handled: true, retryAfter: '1' }),
    status(429, { handled: true }),
    status(403, { handled: true }),
    { kind: 'page', status: 403, handled: true },
  ])('and cannot be told to break its own word: %o', async (fault) => {
    const server = await started();
    expect(() => {
      server.plan({ creates: [fault] });
    }).toThrow('No CRM does this');
    expect(() => {
      server.behave({ contacts: new Map([['A1', fault]]) });
    }).toThrow('No CRM does this');
  });
});

describe('what goes wrong lasts', () => {
  it('at creates, while questions are answered well', async () => {
    const server = await started();
    server.behave({ creates: status(500) });
    for (let time = 0; time < 3; time++) expect((await exchange(server.baseUrl, meier)).status).toBe(500);
    expect((await exchange(server.baseUrl, null)).status).toBe(200);
    server.behave({});
    expect((await exchange(server.baseUrl, meier)).status).toBe(200);
  });

  it.each([401, 403, 404, 500, 501])('at questions, with %i, while creates go well', async (of) => {
    const server = await started();
    server.behave({ questions: status(of) });
    for (let time = 0; time < 3; time++) expect((await exchange(server.baseUrl, null)).status).toBe(of);
    expect((await exchange(server.baseUrl, meier)).status).toBe(200);
  });

  it('for one contact, while others go well', async () => {
    const server = await started();
    server.behave({ contacts: new Map([['A1', status(403)]]) });
    for (let time = 0; time < 3; time++) expect((await exchange(server.baseUrl, meier)).status).toBe(403);
    expect((await exchange(server.baseUrl, { ...meier, account: 'A2' })).status).toBe(200);
    expect([...server.created.keys()]).toEqual(['A2']);
  });
});

describe('its manners', () => {
  async function mannered(manners: Partial<typeof goodManners>): Promise<FaultServer> {
    const server = await started();
    server.behave({ manners: { ...goodManners, ...manners } });
    return server;
  }

  it('can be ids that are numbers of more digits than a program keeps', async () => {
    const server = await mannered({ ids: 'number' });
    const { body } = await exchange(server.baseUrl, meier);
    const [id = ''] = server.created.get('A1') ?? [];
    expect(id).toMatch(/^\d{20,}$/u);
    expect(body).toContain(`"id":${id},`);
    expect(String(Number(id))).not.toBe(id);
    expect((await exchange(server.baseUrl, null)).body).toContain(`"id":${id},`);
  });

  it('can be a byte order mark before each body, and another type', async () => {
    const server = await mannered({ mark: true, type: 'text/plain' });
    server.plan({ creates: [status(400)] });
    for (const body of [meier, meier, null]) {
      const seen = await exchange(server.baseUrl, body);
      expect(seen.headers['content-type']).toBe('text/plain');
      expect(seen.body.startsWith('\uFEFF{')).toBe(true);
    }
  });

  it.each([100, 103] as const)('can be a %i before the answer that nobody asked for', async (interim) => {
    const server = await mannered({ interim });
    expect(await exchange(server.baseUrl, meier)).toMatchObject({ status: 200, before: [interim] });
  });

  it('can be to do nothing for a client that does not say who it is', async () => {
    const server = await mannered({ wantsUserAgent: true });
    expect((await exchange(server.baseUrl, meier)).status).toBe(403);
    expect((await exchange(server.baseUrl, meier, {}, { 'user-agent': 'Tests' })).status).toBe(200);
  });

  it.each([0, 5])('can be to hang up %i ms after an answer, and too late is told from in time', async (hangUp) => {
    const server = await mannered({ hangUp });
    const { port } = new URL(server.baseUrl);
    const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
    const ended = new Promise((resolve) => socket.once('end', resolve).resume());
    socket.write('GET /2024-03/one/crm/contacts HTTP/1.1\r\n\r\n');
    await ended;
    socket.end('POST /2024-03/one/crm/contacts HTTP/1.1\r\n\r\n');
    await soon(() => {
      expect(server.arrivals).toMatchObject([{ whole: false, fault: null }]);
    });
  });

  it.each(errorShapes)('can be an error of the shape "%s"', async (shape) => {
    const server = await started();
    server.plan({ creates: [status(400, { says: 'Because', shape })] });
    expect((await exchange(server.baseUrl, meier)).body).toBe(errorBody('Because', shape));
    expect(errorBody('Because', shape)).toContain('"Because"');
  });
});

describe('it lists contacts', () => {
  const hour = 3_600_000;

  async function listing(parts: Partial<Listing>): Promise<FaultServer> {
    const server = await started();
    server.list({ ...liveListing, ...parts });
    return server;
  }

  it('hours late, from a cache with a time of its own', async () => {
    const server = await listing({ lag: 2 * hour, createdAt: 'cached' });
    await exchange(server.baseUrl, meier);
    const created = Date.now();
    server.pass(hour);
    expect(await listed(server)).toEqual([]);
    server.pass(hour);
    const [entry] = await listed(server);
    expect(entry?.id).toBe(server.created.get('A1')?.[0]);
    expect(Date.parse(entry?.createdAt ?? '') - created).toBeGreaterThan(1.9 * hour);
    expect(Math.abs(Date.parse(entry?.remoteCreatedAt ?? '') - created)).toBeLessThan(hour);
  });

  it('with the same person of long ago, as if created when it was sent', async () => {
    const server = await listing({ what: 'nothing', decoys: ['before'], createdAt: 'cached', remoteTimes: false });
    const began = Date.now();
    await exchange(server.baseUrl, meier);
    const [entry] = await listed(server);
    expect(entry).toMatchObject({ id: 'decoy-before-0', emailAddresses: meier.emailAddresses });
    expect(entry).not.toHaveProperty('remoteCreatedAt');
    expect(Date.parse(entry?.createdAt ?? '')).toBeGreaterThanOrEqual(began);
  });

  it('with others who look like it', async () => {
    const server = await listing({ what: 'nothing', decoys: ['before', 'stranger', 'undated'] });
    const began = Date.now();
    await exchange(server.baseUrl, meier);
    const [before, stranger, undated] = await listed(server);
    expect(Date.parse(before?.createdAt ?? '')).toBeLessThan(began);
    expect(Date.parse(before?.remoteCreatedAt ?? '')).toBeLessThan(began);
    expect(stranger).toMatchObject({ emailAddresses: [{ emailAddress: 'else@example.com' }] });
    expect(undated).not.toHaveProperty('createdAt');
  });

  it.each([
    { pages: 'numbered', expected: 1 },
    { pages: 'ignored', expected: 2 },
  ] as const)('by pages that are $pages', async ({ pages, expected }) => {
    const server = await listing({ most: 2, pages });
    for (const account of ['A1', 'A2', 'A3']) await exchange(server.baseUrl, { ...meier, account });
    expect(await listed(server)).toHaveLength(2);
    expect(await listed(server, { pageNumber: '2' })).toHaveLength(expected);
  });

  it('all of them, or those that were asked for', async () => {
    const server = await listing({ filters: false });
    await exchange(server.baseUrl, meier);
    await exchange(server.baseUrl, { lastName: 'Roth', account: 'A2' });
    expect(await listed(server, { lastName: 'Roth' })).toHaveLength(2);
    server.list({ ...liveListing, filters: true });
    expect(await listed(server, { lastName: 'Roth' })).toHaveLength(1);
  });
});
