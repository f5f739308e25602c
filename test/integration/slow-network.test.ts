import dns from 'node:dns';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { trust } from '../../electron/http/certificates.ts';
import { defaultLimits, httpClient, type HttpParts, type Limits } from '../../electron/http/exchange.ts';
import { authority, canMakeCertificates } from '../support/certificates.ts';
import { connectProxy } from '../support/proxy.ts';
import { closedPort, httpAnswer, rawServer } from '../support/servers.ts';
import { slowDoor, type SlowDoor } from '../support/slow-door.ts';
import { textOf } from '../support/words.ts';

const created = '{"contact":{"id":"c1"}}';

/** Lets this name have these addresses, in this order, for this test. */
function nameWith(name: string, ...addresses: string[]): void {
  const real = dns.lookup;
  const spy = vi.spyOn(dns, 'lookup').mockImplementation(((host: string, options: unknown, callback: unknown) => {
    if (host !== name) {
      real(host, options as never, callback as never);
      return;
    }
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    (callback as (error: null, found: dns.LookupAddress[]) => void)(null, found);
  }) as typeof dns.lookup);
  onTestFinished(() => {
    spy.mockRestore();
  });
}

function post(url: string, limits: Partial<Limits> = {}, parts: Partial<HttpParts> = {}) {
  const http = httpClient({ ...defaultLimits, ...limits }, parts);
  onTestFinished(() => http.close());
  return http.exchange({ method: 'POST', url: new URL(url), headers: {}, body: '{}' });
}

/** Opens the door when the first knock has been lost: the second one comes a second after it. */
async function soon({ open }: SlowDoor): Promise<void> {
  await setTimeout(500);
  open();
}

const linux = process.platform === 'linux';
const openssl = canMakeCertificates ? '' : ', and openssl to make certificates with';
const only = linux && openssl === '' ? '' : ` (skipped: needs Linux${openssl})`;

describe.skipIf(!linux || !canMakeCertificates)(`a name with a slow address and one that leads nowhere${only}`, () => {
  it('is reached by the slow one', async () => {
    const server = await rawServer((socket) => socket.end(httpAnswer(201, created)));
    const door = await slowDoor(server.port);
    nameWith('slow.test', '127.0.0.1', '::1');
    const [exchange] = await Promise.all([post(`http://slow.test:${door.port}/one`), soon(door)]);
    expect(exchange).toMatchObject({ kind: 'answer', status: 201 });
    expect(server.requests).toHaveLength(1);
  });

  it('is reached over TLS too', async () => {
    const company = authority('Company Root');
    const server = await rawServer((socket) => socket.end(httpAnswer(201, created)), company.issue('localhost'));
    const door = await slowDoor(server.port);
    nameWith('localhost', '127.0.0.1', '::1');
    const trusting = { trust: trust(() => [company.certificate]) };
    const [exchange] = await Promise.all([post(`https://localhost:${door.port}/one`, {}, trusting), soon(door)]);
    expect(exchange).toMatchObject({ kind: 'answer', status: 201 });
  });

  it("is reached where it is the proxy's", async () => {
    const company = authority('Company Root');
    const server = await rawServer((socket) => socket.end(httpAnswer(201, created)), company.issue('localhost'));
    const proxy = await connectProxy();
    const door = await slowDoor(Number(new URL(proxy.entry.replace('PROXY ', 'http://')).port));
    nameWith('proxy.test', '127.0.0.1', '::1');
    const parts = {
      trust: trust(() => [company.certificate]),
      resolveProxy: () => Promise.resolve(`PROXY proxy.test:${door.port}`),
    };
    const [exchange] = await Promise.all([post(server.baseUrl, {}, parts), soon(door)]);
    expect(exchange).toMatchObject({ kind: 'answer', status: 201 });
    expect(proxy.asked).toHaveLength(1);
  });

  it('is reached by the other one where the slow one never answers', async () => {
    const door = await slowDoor(await closedPort());
    const other = createServer((socket) => socket.end(httpAnswer(201, created)));
    await new Promise<void>((resolve) => other.listen(door.port, '127.0.0.2', resolve));
    onTestFinished(() => void other.close());
    nameWith('slow.test', '127.0.0.1', '127.0.0.2');
    const exchange = await post(`http://slow.test:${door.port}/one`, { connect: 2_000 });
    expect(exchange).toMatchObject({ kind: 'answer', status: 201 });
  });
});

it('where no address of a name can be reached, the reason of each is told', async () => {
  nameWith('nowhere.test', '127.0.0.1', '::1');
  const port = await closedPort();
  const exchange = await post(`http://nowhere.test:${port}/one`);
  expect(exchange).toMatchObject({ kind: 'failed', phase: 'connection', code: 'ECONNREFUSED' });
  expect(textOf(exchange.kind === 'failed' ? exchange.message : '')).toMatch(
    new RegExp(`connect ECONNREFUSED 127\\.0\\.0\\.1:${port}.* connect E[A-Z]+ ::1:${port}`, 'u'),
  );
});
