import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { trust } from '../../electron/http/certificates.ts';
import { defaultLimits, httpClient, type Exchange, type HttpClient } from '../../electron/http/exchange.ts';
import { authority, canMakeCertificates, selfSignedIdentity } from '../support/certificates.ts';
import { connectProxy } from '../support/proxy.ts';
import { closedPort, httpAnswer, rawServer } from '../support/servers.ts';
import { says } from '../support/words.ts';

const created = '{"contact":{"id":"c1"}}';
const missing = canMakeCertificates ? '' : ' (skipped: there is no openssl to make certificates with)';

/** A client on a system with these settings, which trusts these certificates. */
function clientWith(resolveProxy: (url: URL) => Promise<string>, certificates: string[] = []): HttpClient {
  const limits = { ...defaultLimits, connect: 1_000, headers: 1_000 };
  const http = httpClient(limits, { resolveProxy, trust: trust(() => certificates) });
  onTestFinished(() => http.close());
  return http;
}

const post = (http: HttpClient, url: string): Promise<Exchange> =>
  http.exchange({ method: 'POST', url: new URL(url), headers: {}, body: '{"lastName":"Meier"}' });

const notSent = (code: string, message: string | RegExp) => ({
  kind: 'failed',
  phase: 'connection',
  code,
  message: says(message),
});

/** A server that speaks TLS and a client on a system that trusts it and has these settings. */
async function behind(settings: string, answer = httpAnswer(200, created)) {
  const company = authority('Company Root');
  const server = await rawServer((socket) => socket.end(answer), company.issue('localhost'));
  const http = clientWith(() => Promise.resolve(settings), [company.certificate]);
  return { server, send: () => post(http, server.baseUrl) };
}

describe.skipIf(!canMakeCertificates)(`through a proxy${missing}`, () => {
  it('a request arrives, and a second one uses the same tunnel', async () => {
    const proxy = await connectProxy();
    const company = authority('Company Root');
    const server = await rawServer((socket) => socket.write(httpAnswer(200, created)), company.issue('localhost'));
    const asked: string[] = [];
    const http = clientWith(
      (url) => {
        asked.push(url.href);
        return Promise.resolve(proxy.entry);
      },
      [company.certificate],
    );
    for (let sent = 1; sent <= 2; sent++) {
      expect(await post(http, server.baseUrl)).toMatchObject({ kind: 'answer', status: 200, body: created });
      // The client takes a connection back a moment after its answer.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(proxy.asked).toEqual([`localhost:${server.port}`]);
    // The settings are asked each time, and are told no path.
    expect(asked).toEqual(Array(2).fill(`https://localhost:${server.port}/`));
    expect(server.requests[0]).toMatch(/^POST \/one HTTP\/1\.1\r\n/u);
  });

  it('that is spoken to over TLS a request arrives', async () => {
    const company = authority('Company Root');
    const proxy = await connectProxy(undefined, company.issue('localhost'));
    const server = await rawServer((socket) => socket.end(httpAnswer(200, created)), company.issue('localhost'));
    const http = clientWith(() => Promise.resolve(proxy.entry), [company.certificate]);
    expect(await post(http, server.baseUrl)).toMatchObject({ kind: 'answer', status: 200 });
    expect(proxy.asked).toHaveLength(1);
  });

  it('a request that is read and dropped counts as sent, and is sent once', async () => {
    const proxy = await connectProxy();
    const company = authority('Company Root');
    const server = await rawServer((socket) => socket.destroy(), company.issue('localhost'));
    // With a next one to try, which it must not be.
    const http = clientWith(() => Promise.resolve(`${proxy.entry}; DIRECT`), [company.certificate]);
    expect(await post(http, server.baseUrl)).toMatchObject({ kind: 'failed', phase: 'request' });
    expect(server.requests).toHaveLength(1);
    expect(proxy.asked).toHaveLength(1);
  });

  it('a request that is read and dropped on a kept tunnel counts as sent, and is sent once', async () => {
    const proxy = await connectProxy();
    const company = authority('Company Root');
    const server = await rawServer((socket, _request, index) => {
      if (index === 0) socket.write(httpAnswer(200, created));
      else socket.destroy();
    }, company.issue('localhost'));
    const http = clientWith(() => Promise.resolve(proxy.entry), [company.certificate]);
    expect((await post(http, server.baseUrl)).kind).toBe('answer');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await post(http, server.baseUrl)).toMatchObject({ kind: 'failed', phase: 'request' });
    expect(server.requests).toHaveLength(2);
    expect(server.connections()).toBe(1);
  });

  it('the certificate of the target is judged as without one', async () => {
    const proxy = await connectProxy();
    const server = await rawServer((socket) => socket.end(httpAnswer(200, created)), selfSignedIdentity('localhost'));
    const http = clientWith(() => Promise.resolve(`${proxy.entry}; DIRECT`));
    expect(await post(http, server.baseUrl)).toEqual(
      notSent('DEPTH_ZERO_SELF_SIGNED_CERT', /^The certificate shown for localhost is by “localhost” itself[^;]*$/u),
    );
    expect(server.requests).toHaveLength(0);
    expect(proxy.asked).toHaveLength(1);
  });

  it('of two the second one is taken where the first one is down, asks for a password, or is of another kind', async () => {
    const asking = await connectProxy((socket) => socket.end('HTTP/1.1 407 Who are you?\r\n\r\n'));
    for (const first of [`PROXY 127.0.0.1:${await closedPort()}`, asking.entry, 'SOCKS5 127.0.0.1:1080']) {
      const second = await connectProxy();
      const { server, send } = await behind(`${first}; ${second.entry}`);
      expect(await send()).toMatchObject({ kind: 'answer', status: 200 });
      expect(second.asked).toHaveLength(1);
      expect(server.requests).toHaveLength(1);
    }
  });

  it('where it is down a request goes directly if, and only if, the settings allow it', async () => {
    const down = `PROXY 127.0.0.1:${await closedPort()}`;
    const allowed = await behind(`${down}; DIRECT`);
    expect(await allowed.send()).toMatchObject({ kind: 'answer', status: 200 });
    const forbidden = await behind(down);
    expect(await forbidden.send()).toEqual(
      notSent('PROXY_UNREACHABLE', /^The proxy 127\.0\.0\.1:\d+ cannot be used: “connect ECONNREFUSED/u),
    );
    expect(forbidden.server.connections()).toBe(0);
  });
});

describe('a proxy that makes no tunnel: nothing was sent, and it is said why', () => {
  const target = 'https://localhost:9/one';
  const send = (settings: string) =>
    post(
      clientWith(() => Promise.resolve(settings)),
      target,
    );

  it('it asks for a password', async () => {
    const proxy = await connectProxy((socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="x"\r\n\r\n'),
    );
    const outcome = await send(proxy.entry);
    expect(outcome).toEqual(notSent('PROXY_AUTH', /^The proxy 127\.0\.0\.1:\d+ asks for a password\.$/u));
    expect(proxy.asked).toEqual(['localhost:9']);
  });

  it.each([403, 502])('it answers HTTP %i', async (status) => {
    const page = httpAnswer(status, '<html>No</html>', { 'content-type': 'text/html' });
    const proxy = await connectProxy((socket) => socket.end(page));
    expect(await send(proxy.entry)).toEqual(
      notSent('PROXY_REFUSED', new RegExp(`makes no connection to localhost:9 \\(HTTP ${status}\\)\\.$`, 'u')),
    );
  });

  it.each([
    ['it drops the connection', (socket: Socket) => socket.destroy()],
    ['it stays silent', () => undefined],
  ])('%s', async (_what, instead) => {
    const proxy = await connectProxy(instead);
    expect(await send(proxy.entry)).toEqual(notSent('PROXY_UNREACHABLE', /cannot be used/u));
    expect(proxy.asked).toHaveLength(1);
  });

  it('it makes a tunnel and drops it before there is TLS', async () => {
    const proxy = await connectProxy((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    expect(await send(proxy.entry)).toMatchObject({ kind: 'failed', phase: 'connection' });
    expect(proxy.asked).toHaveLength(1);
  });

  it('its name is unknown', async () => {
    expect(await send('PROXY no-such-name.invalid:3128')).toEqual(
      notSent('PROXY_UNREACHABLE', /^The proxy no-such-name\.invalid:3128 cannot be used/u),
    );
  });

  it.each(['SOCKS5 127.0.0.1:1080', 'SOCKS 127.0.0.1:1080', 'QUIC proxy:443', 'PROXY', 'PROXY :0:'])(
    'it is of a kind that is not spoken: %s',
    async (entry) => {
      const message = `The system’s settings name a kind of proxy that Fieldpost cannot use: ${entry}.`;
      expect(await send(entry)).toEqual(notSent('PROXY_UNSUPPORTED', message));
    },
  );

  it('with several of them, all are told', async () => {
    const asking = await connectProxy((socket) => socket.end('HTTP/1.1 407 Who are you?\r\n\r\n'));
    expect(await send(`${asking.entry};SOCKS5 a:1`)).toEqual(
      notSent('PROXY_AUTH', /asks for a password\. The system’s settings name a kind of proxy .*SOCKS5 a:1\.$/u),
    );
  });

  it('the settings cannot be read, or do not come', async () => {
    const broken = clientWith(() => Promise.reject(new Error('Bad PAC')));
    expect(await post(broken, target)).toEqual(notSent('PROXY_UNKNOWN', /could not be read: “Bad PAC”$/u));
    const silent = clientWith(() => new Promise(() => undefined));
    expect(await post(silent, target)).toEqual(notSent('PROXY_UNKNOWN', /could not be read: “No answer within/u));
  });
});

it('nothing goes out any more where the client was closed while the settings were asked', async () => {
  const server = await rawServer((socket) => socket.end(httpAnswer(200, created)));
  let tell: (settings: string) => void = () => undefined;
  const http = clientWith(
    () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
  );
  const outcome = post(http, server.baseUrl.replace('http:', 'https:'));
  await http.close();
  tell('DIRECT');
  expect(await outcome).toMatchObject({ kind: 'failed', phase: 'connection', code: 'CLOSED' });
  expect(server.connections()).toBe(0);
});

it('what stays on this computer asks no proxy', async () => {
  const server = await rawServer((socket) => socket.end(httpAnswer(200, created)));
  const http = clientWith(() => Promise.resolve('PROXY 127.0.0.1:9'));
  expect(await post(http, server.baseUrl)).toMatchObject({ kind: 'answer', status: 200 });
});
