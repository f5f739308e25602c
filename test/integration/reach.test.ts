import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { trust } from '../../electron/http/certificates.ts';
import { crmClient } from '../../electron/crm/client.ts';
import { defaultLimits, httpClient, type HttpParts, type Limits } from '../../electron/http/exchange.ts';
import { authority, canMakeCertificates, selfSignedIdentity } from '../support/certificates.ts';
import { connectProxy } from '../support/proxy.ts';
import { closedPort, httpAnswer, rawServer } from '../support/servers.ts';

const missing = canMakeCertificates ? '' : ' (skipped: there is no openssl to make certificates with)';

function client(parts: Partial<HttpParts> = {}, limits: Partial<Limits> = {}) {
  const crm = crmClient(httpClient({ ...defaultLimits, connect: 2_000, ...limits }, parts));
  onTestFinished(() => crm.close());
  return crm;
}

const reach = (baseUrl: string, crm = client()) => crm.reach({ baseUrl, credentialId: 'c' });

const notSent = (code: string | RegExp) => ({
  kind: 'not-sent',
  processed: 'no',
  phase: 'connection',
  code: typeof code === 'string' ? code : (expect.stringMatching(code) as string),
});

/** A server that takes connections and says nothing; `ended` resolves when the first of them has come to its end. */
async function silentServer() {
  let heard = 0;
  let end: () => void = () => undefined;
  let come: (socket: Socket) => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const came = new Promise<Socket>((resolve) => (come = resolve));
  const server = createServer((socket) => {
    come(socket);
    socket.on('data', (bytes) => (heard += bytes.length)).on('error', () => undefined);
    socket.on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, came, ended, heard: () => heard };
}

describe('a look whether the API can be reached', () => {
  it('connects, says nothing and hangs up', async () => {
    const server = await silentServer();
    expect(await reach(`http://127.0.0.1:${server.port}/one`)).toEqual({ kind: 'reached' });
    await server.ended;
    expect(server.heard()).toBe(0);
  });

  it('finds that nobody is there', async () => {
    expect(await reach(`http://127.0.0.1:${await closedPort()}/one`)).toEqual({
      ...notSent('ECONNREFUSED'),
      status: null,
      headMs: null,
      message: expect.stringContaining('connect ECONNREFUSED 127.0.0.1') as string,
      excerpt: null,
    });
    expect(await reach('https://no-such-name.invalid/one')).toMatchObject(notSent(/^(ENOTFOUND|EAI_)/u));
  });

  it('knows an IPv6 address for an address', async () => {
    expect(await reach(`http://[::1]:${await closedPort()}/one`)).toMatchObject(
      notSent(/^E(CONNREFUSED|ADDRNOTAVAIL|NETUNREACH|AFNOSUPPORT)$/u),
    );
  });

  it('takes no longer than a request may take to connect', async () => {
    const server = await silentServer();
    const crm = client({}, { connect: 300 });
    expect(await reach(`https://127.0.0.1:${server.port}/one`, crm)).toMatchObject(notSent('CONNECT_TIMEOUT'));
    await server.ended;
  });

  it('is ended by the end of the client, wherever it is', async () => {
    const server = await silentServer();
    const crm = client({}, { connect: 60_000 });
    const outcome = reach(`https://127.0.0.1:${server.port}/one`, crm);
    await server.came;
    await crm.close();
    expect(await outcome).toMatchObject(notSent('CLOSED'));
    await server.ended;

    const proxy = await silentServer();
    const behind = client({ resolveProxy: () => Promise.resolve(`PROXY 127.0.0.1:${proxy.port}; DIRECT`) });
    const through = reach('https://localhost:9/one', behind);
    await proxy.came;
    await behind.close();
    expect(await through).toMatchObject(notSent(/^(CLOSED|PROXY_UNREACHABLE)$/u));
    await proxy.ended;

    const asking = client({ resolveProxy: () => new Promise(() => undefined) }, { connect: 60_000 });
    const waiting = reach('https://localhost:9/one', asking);
    await asking.close();
    expect(await waiting).toMatchObject(notSent('CLOSED'));
    expect(await reach('https://localhost:9/one', asking)).toMatchObject(notSent('CLOSED'));
  });

  it('rather fails than goes a way that the settings may forbid', async () => {
    const broken = client({ resolveProxy: () => Promise.reject(new Error('Bad PAC')) });
    expect(await reach('https://localhost:9/one', broken)).toMatchObject(notSent('PROXY_UNKNOWN'));
    const socks = client({ resolveProxy: () => Promise.resolve('SOCKS5 127.0.0.1:1080') });
    expect(await reach('https://localhost:9/one', socks)).toMatchObject(notSent('PROXY_UNSUPPORTED'));
  });
});

describe.skipIf(!canMakeCertificates)(`over TLS${missing}`, () => {
  it('trusts whom a request would trust, and asks nothing', async () => {
    const company = authority('Company Root');
    const server = await rawServer((socket) => socket.end(httpAnswer(200, '{}')), company.issue('localhost'));
    expect(await reach(server.baseUrl, client({ trust: trust(() => [company.certificate]) }))).toEqual({
      kind: 'reached',
    });
    expect(server.requests).toHaveLength(0);
    const stranger = await rawServer((socket) => socket.end(), selfSignedIdentity('localhost'));
    expect(await reach(stranger.baseUrl, client({ trust: trust(() => []) }))).toMatchObject(
      notSent('DEPTH_ZERO_SELF_SIGNED_CERT'),
    );
  });

  it('goes through the same proxies, the next one where the first is down', async () => {
    const company = authority('Company Root');
    const server = await rawServer((socket) => socket.end(httpAnswer(200, '{}')), company.issue('localhost'));
    const proxy = await connectProxy();
    const down = `PROXY 127.0.0.1:${await closedPort()}`;
    const parts = { trust: trust(() => [company.certificate]) };
    const both = client({ ...parts, resolveProxy: () => Promise.resolve(`${down}; ${proxy.entry}`) });
    expect(await reach(server.baseUrl, both)).toEqual({ kind: 'reached' });
    expect(proxy.asked).toEqual([`localhost:${server.port}`]);
    const one = client({ ...parts, resolveProxy: () => Promise.resolve(down) });
    expect(await reach(server.baseUrl, one)).toMatchObject(notSent('PROXY_UNREACHABLE'));
    expect(server.requests).toHaveLength(0);
  });
});
