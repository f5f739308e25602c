import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { crmClient } from '../../electron/crm/client.ts';
import { defaultLimits, httpClient } from '../../electron/http/exchange.ts';
import type { Outcome } from '../../electron/crm/outcome.ts';
import { contactWith } from '../support/contacts.ts';
import { closedPort, httpAnswer, rawServer } from '../support/servers.ts';

const created = JSON.stringify({ contact: { id: 'c1', remoteId: 'r1' } });

function client(limits = {}) {
  const crm = crmClient(httpClient({ ...defaultLimits, ...limits }));
  onTestFinished(() => crm.close());
  return crm;
}

const send = (baseUrl: string, crm = client()): Promise<Outcome> =>
  crm.createContact({ baseUrl, credentialId: 'a b' }, 'k3y', contactWith({}));

/** What comes of a contact to which the server gives this answer. */
async function outcomeOf(answer: string | Buffer): Promise<Outcome> {
  const server = await rawServer((socket) => socket.end(answer));
  const outcome = await send(server.baseUrl);
  expect(server.requests).toHaveLength(1);
  return outcome;
}

it("does not take the time of an answer that a cache kept for the CRM's own", async () => {
  const date = new Date(Date.now() - 3_600_000).toUTCString();
  const server = await rawServer((socket, _request, index) =>
    socket.write(httpAnswer(200, '{"contacts":[]}', { date, ...(index === 0 ? { age: '3600' } : {}) })),
  );
  const crm = client();
  const connection = { baseUrl: server.baseUrl, credentialId: 'c' };
  await crm.probe(connection, 'k');
  expect(crm.clock()).toBeNull();
  await crm.probe(connection, 'k');
  expect(crm.clock()?.ahead).toBeLessThan(-3_500_000);
});

it('speaks the contract: path, credential, key, JSON', async () => {
  const server = await rawServer((socket) => socket.end(httpAnswer(200, created)));
  expect(await send(server.baseUrl)).toMatchObject({
    kind: 'delivered',
    processed: 'yes',
    phase: 'answer',
    status: 200,
    crmId: 'c1',
    remoteId: 'r1',
    excerpt: created,
  });
  const [head, body] = (server.requests[0] ?? '').split('\r\n\r\n');
  expect(head).toMatch(/^POST \/one\/crm\/contacts\?credentialId=a\+b HTTP\/1\.1\r\n/u);
  expect(head?.toLowerCase()).toContain('\r\nauthorization: bearer k3y\r\n');
  expect(head?.toLowerCase()).toContain('\r\ncontent-type: application/json');
  // What runs as source has no version.
  expect(head?.toLowerCase()).toMatch(new RegExp(`\r\nuser-agent: fieldpost/(${manifest.version}|source)\r\n`, 'u'));
  expect(body).toContain('"lastName":"Meier"');
});

describe('a delivery is only', () => {
  it.each([
    ['201 with an id', httpAnswer(201, created)],
    [
      '200 with an id, typed with a charset',
      httpAnswer(200, created, { 'content-type': 'application/json; charset=utf-8' }),
    ],
    [
      '200 with an id, chunked',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1b\r\n{"contact":{"id":"c1"},"a":\r\n3\r\n 1}\r\n0\r\n\r\n',
    ],
    [
      '200 with an id, packed',
      Buffer.concat([
        Buffer.from(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n',
        ),
        gzipSync(created),
      ]),
    ],
    ['200 with an id, said to be text', httpAnswer(200, created, { 'content-type': 'text/plain' })],
    ['200 with an id, after a byte order mark', httpAnswer(200, `\uFEFF${created}`)],
    ['200 with an id and no content type', httpAnswer(200, created).replace('content-type: application/json\r\n', '')],
  ])('%s', async (_what, answer) => {
    expect((await outcomeOf(answer)).kind).toBe('delivered');
  });

  it.each([
    ['200 with an empty id', httpAnswer(200, '{"contact":{"id":""}}'), 'unknown'],
    ['200 with no contact', httpAnswer(200, '{}'), 'unknown'],
    ['200 that ends too early', httpAnswer(200, created, { 'content-length': '999' }), 'unknown'],
    ['200 with bad JSON', httpAnswer(200, '{"contact":{"id":"c1"'), 'unknown'],
    ['202 with an id', httpAnswer(202, created), 'unknown'],
    ['200 with a gzip that is none', httpAnswer(200, created, { 'content-encoding': 'gzip' }), 'unknown'],
    ['200 with a page', httpAnswer(200, '<html>Sign in</html>', { 'content-type': 'text/html' }), 'portal'],
    ['200 with a page that says it is JSON', httpAnswer(200, '<!DOCTYPE html>'), 'portal'],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', 'unknown'],
    ['302', httpAnswer(302, '', { location: 'http://127.0.0.1:1/' }), 'portal'],
    ['511', httpAnswer(511, ''), 'portal'],
  ])('never %s', async (_what, answer, kind) => {
    expect((await outcomeOf(answer)).kind).toBe(kind);
  });

  it('never an answer larger than 1 MiB, packed or not', async () => {
    const large = JSON.stringify({ contact: { id: 'c1' }, more: 'x'.repeat(2 * 1024 * 1024) });
    expect((await outcomeOf(httpAnswer(200, large))).kind).toBe('unknown');
    const head =
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n';
    expect((await outcomeOf(Buffer.concat([Buffer.from(head), gzipSync(large)]))).kind).toBe('unknown');
  });
});

describe('a refusal', () => {
  it.each([
    [400, 'refused'],
    [422, 'refused'],
    [413, 'refused'],
    [401, 'key-rejected'],
    [402, 'plan-refused'],
    [403, 'access-refused'],
    [404, 'wrong-address'],
    [405, 'wrong-address'],
    [409, 'already-there'],
    [429, 'rate-limited'],
    [503, 'unknown'],
    [408, 'unknown'],
    [500, 'unknown'],
    [502, 'unknown'],
    [504, 'unknown'],
  ])('with HTTP %i is %s, with the message of the API', async (status, kind) => {
    expect(await outcomeOf(httpAnswer(status, '{"message":"So it is"}'))).toMatchObject({
      kind,
      status,
      message: 'So it is',
    });
  });

  it('whose code speaks of a duplicate means that the contact is there', async () => {
    const found = httpAnswer(400, '[{"message":"Use one of these?","errorCode":"DUPLICATES_DETECTED"}]');
    expect((await outcomeOf(found)).kind).toBe('already-there');
  });

  it('that asks to slow down is no duplicate, whatever its words', async () => {
    expect((await outcomeOf(httpAnswer(429, '{"message":"Connection already in use"}'))).kind).toBe('rate-limited');
  });

  it('that is a page comes from a proxy and blames no contact', async () => {
    const page = httpAnswer(400, '<html>Bad request</html>', { 'content-type': 'text/html' });
    expect((await outcomeOf(page)).kind).toBe('portal');
  });

  it.each([
    ['7', 7_000],
    ['soon', null],
  ])('with Retry-After: %s says when to come again', async (header, retryAfter) => {
    expect(await outcomeOf(httpAnswer(429, '{}', { 'retry-after': header }))).toMatchObject({ retryAfter });
  });

  it('with a date as Retry-After says when to come again', async () => {
    // The header has whole seconds.
    const date = Math.ceil(Date.now() / 1_000) * 1_000 + 3_600_000;
    const header = new Date(date).toUTCString();
    const before = Date.now();
    const outcome = await outcomeOf(httpAnswer(429, '{}', { 'retry-after': header }));
    const came = date - (outcome.kind === 'rate-limited' ? (outcome.retryAfter ?? 0) : 0);
    expect(came).toBeGreaterThanOrEqual(before);
    expect(came).toBeLessThanOrEqual(Date.now());
  });
});

describe('a 503 with a time', () => {
  const unavailable = httpAnswer(503, '{}', { 'retry-after': '7' });

  it('that comes at once turns the request away', async () => {
    expect(await outcomeOf(unavailable)).toMatchObject({ kind: 'rate-limited', processed: 'no', retryAfter: 7_000 });
  });

  it('that comes late may be of somebody who gave up waiting for the CRM', async () => {
    const server = await rawServer((socket) => void setTimeout(2_100).then(() => socket.end(unavailable)));
    const outcome = await send(server.baseUrl);
    expect(outcome).toMatchObject({ kind: 'unknown', processed: 'unknown', code: 'HTTP_503' });
    expect(outcome.headMs).toBeGreaterThan(2_000);
  });
});

describe('an interim answer that nobody asked for', () => {
  const goOn = 'HTTP/1.1 100 Continue\r\n\r\n';
  const hints = 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n';
  const delivered = httpAnswer(201, created);

  it.each([
    ['comes before the answer', [goOn, delivered]],
    ['comes with it', [goOn + delivered]],
    ['has a head of its own', [`HTTP/1.0 100 Go on\r\nserver: x\r\n\r\n${delivered}`]],
    ['ends its lines as it likes', [`HTTP/1.1 100 Continue\n\n${delivered}`]],
    ['comes twice', [goOn, goOn, delivered]],
    ['is of another kind', ['HTTP/1.1 102 Processing\r\n\r\n', hints, delivered]],
    ['comes byte by byte', Array.from(`${goOn}${hints}${delivered}`)],
    ['says that it is no more HTTP, and it is', [`HTTP/1.1 101 Switching Protocols\r\n\r\n${delivered}`]],
    ['is cut within its end', [goOn.slice(0, -1), `${goOn.slice(-1)}${delivered}`]],
  ])('is passed over: it %s', async (_what, pieces) => {
    const server = await rawServer((socket) => {
      socket.setNoDelay(true);
      void (async () => {
        for (const piece of pieces) {
          socket.write(piece);
          await setTimeout(2);
        }
      })();
    });
    const crm = client();
    // Twice on one connection: each answer has a beginning of its own.
    for (let sent = 1; sent <= 2; sent++) {
      expect(await send(server.baseUrl, crm)).toMatchObject({ kind: 'delivered', crmId: 'c1' });
      await setTimeout(20);
    }
    expect(server.requests).toHaveLength(2);
    expect(server.connections()).toBe(1);
  });

  it.each([
    ['then silence', goOn],
    ['then the end', `${goOn}end`],
    ['without an end', `HTTP/1.1 100 Continue\r\n${'x: y\r\n'.repeat(10_000)}`],
  ])('is no answer: %s', async (_what, text) => {
    const server = await rawServer((socket) => (text.endsWith('end') ? socket.end(goOn) : socket.write(text)));
    const outcome = await send(server.baseUrl, client({ headers: 300 }));
    expect(outcome).toMatchObject({ kind: 'unknown', phase: 'request', status: null });
    expect(server.requests).toHaveLength(1);
  });
});

describe('what never left', () => {
  it('is told from what may have arrived: nothing listens', async () => {
    expect(await send(`http://127.0.0.1:${await closedPort()}/one`)).toMatchObject({
      kind: 'not-sent',
      code: 'ECONNREFUSED',
    });
  });

  it('is told from what may have arrived: no such name', async () => {
    expect((await send('https://no-such-name.invalid/one')).kind).toBe('not-sent');
  });

  it('is told from what may have arrived: TLS with a server that speaks none', async () => {
    const server = await rawServer(() => undefined);
    const outcome = await send(server.baseUrl.replace('http:', 'https:'), client({ connect: 500 }));
    expect(outcome.kind).toBe('not-sent');
    expect(server.requests).toHaveLength(0);
  });
});

describe('what left and was not answered', () => {
  it.each([
    ['is closed', (socket: Socket) => socket.end()],
    ['is reset', (socket: Socket) => socket.resetAndDestroy()],
    ['stays silent', () => undefined],
    ['breaks within the head', (socket: Socket) => socket.end('HTTP/1.1 200 O')],
    ['is no HTTP', (socket: Socket) => socket.end('what?\r\n\r\n')],
  ])('is unknown when the connection %s, and is sent once', async (_what, answer) => {
    const server = await rawServer(answer);
    const outcome = await send(server.baseUrl, client({ headers: 300 }));
    expect(outcome.kind).toBe('unknown');
    expect(server.requests).toHaveLength(1);
  });

  it('is sent once also where a kept-alive connection breaks, which Chromium would repeat in silence', async () => {
    for (const breakOff of ['destroy', 'resetAndDestroy'] as const) {
      const server = await rawServer((socket, _request, index) => {
        if (index === 0) socket.write(httpAnswer(200, created));
        else socket[breakOff]();
      });
      const crm = client();
      expect((await send(server.baseUrl, crm)).kind).toBe('delivered');
      // The client takes a connection back a moment after its answer.
      await setTimeout(20);
      expect((await send(server.baseUrl, crm)).kind).toBe('unknown');
      expect(server.connections()).toBe(1);
      expect(server.requests).toHaveLength(2);
    }
  });

  it('is unknown when the answer drips for longer than the whole exchange may take', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n');
      const drip = setInterval(() => socket.write(' '), 50);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    expect((await send(server.baseUrl, client({ total: 400 }))).kind).toBe('unknown');
  });
});

describe('the harmless question', () => {
  const probe = (baseUrl: string) => client().probe({ baseUrl, credentialId: 'c' }, 'k3y');

  it('is a GET for one contact', async () => {
    const server = await rawServer((socket) => socket.end(httpAnswer(200, '{"contacts":[]}')));
    expect(await probe(server.baseUrl)).toMatchObject({ kind: 'well', status: 200, message: null });
    expect(server.requests[0]).toMatch(/^GET \/one\/crm\/contacts\?credentialId=c&pageNumber=1&pageSize=1 /u);
  });

  it.each([
    [200, 'text/html', 'portal'],
    [401, 'application/json', 'key-rejected'],
    [404, 'application/json', 'wrong-address'],
    [500, 'application/json', 'unknown'],
    [400, 'application/json', 'well'],
  ])('answered with %i %s means %s', async (status, type, kind) => {
    const server = await rawServer((socket) => socket.end(httpAnswer(status, '{}', { 'content-type': type })));
    expect((await probe(server.baseUrl)).kind).toBe(kind);
  });
});
