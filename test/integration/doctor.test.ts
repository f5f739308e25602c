import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkNames, type CheckName, type Verdict } from '#contract/doctor.ts';
import { practiceAnswers, practiceNetworks, type PracticeBehaviour } from '#contract/practice.ts';
import type { Pause } from '#contract/status.ts';
import { reportOf } from '../../electron/doctor/report.ts';
import { fixedKey, KeychainUnavailable, type KeyStore } from '../../electron/keychain/keychain.ts';
import { segmentsIn } from '../../electron/store/segments.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { practiceKey } from '../../electron/practice/credentials.ts';
import { say } from '#words/message.ts';
import { summaryOf } from '../../renderer/doctor/summary.ts';
import { authority, canMakeCertificates, selfSignedIdentity } from '../support/certificates.ts';
import { contactWith } from '../support/contacts.ts';
import { examined, type Examined } from '../support/doctor.ts';
import { makeReadOnly, smallDisk, temporaryFolder } from '../support/folder.ts';
import { canMount } from '../support/mounts.ts';
import { practiceCrm } from '../support/practice.ts';
import { connectProxy } from '../support/proxy.ts';
import { english } from '../support/words.ts';
import { closedPort, httpAnswer, rawServer, type RawServer } from '../support/servers.ts';

const missing = canMakeCertificates ? '' : ' (skipped: there is no openssl to make certificates with)';
const unmounted = canMount ? '' : ' (skipped: needs root on Linux)';
const well = '{"contacts":[]}';

/** An API on loopback that gives this answer to each question. */
const api = (status: number, body: string, headers: Record<string, string> = {}): Promise<RawServer> =>
  rawServer((socket) => socket.end(httpAnswer(status, body, headers)));

const verdicts = (examination: Examined, ...checks: CheckName[]): Verdict[] =>
  checks.map((check) => examination.of(check).verdict);

const pauseUntil = (notBefore: number): Pause => ({
  reason: 'rate-limited',
  since: 0,
  met: 0,
  until: notBefore,
  notBefore,
  asks: false,
  status: 429,
  code: null,
  message: null,
  tries: 1,
});

const keychainThat = (read: KeyStore['read']): KeyStore => ({ ...fixedKey(''), read });

describe('a CRM that is well', () => {
  it('is found to be so, by one harmless question that counts within the pace', async () => {
    const server = await api(200, well);
    const examination = await examined({ baseUrl: server.baseUrl });
    expect(examination.findings.map(({ check }) => check).sort()).toEqual([...checkNames].sort());
    expect(
      verdicts(examination, 'portal', 'api', 'key', 'credential', 'quota', 'disk', 'database', 'keychain'),
    ).toEqual(Array(8).fill('well'));
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatch(
      /^GET \/one\/crm\/contacts\?credentialId=the-credential&pageNumber=1&pageSize=1 /u,
    );
    expect(server.requests[0]).toMatch(/authorization: bearer the-test-key/iu);
    expect(examination.counted).toBe(1);
  });

  it('on this very laptop needs no network, no proxy, no name and no TLS', async () => {
    const server = await api(200, well);
    const examination = await examined({ baseUrl: server.baseUrl, parts: { linkDown: () => true } });
    expect(verdicts(examination, 'link', 'proxy', 'dns', 'tls')).toEqual(Array(4).fill('not-needed'));
    expect(examination.of('api').verdict).toBe('well');
  });

  it('tells what is left of its quota', async () => {
    const server = await api(200, well, { 'X-RateLimit-Limit': '150', 'X-RateLimit-Remaining': '149' });
    const { found } = (await examined({ baseUrl: server.baseUrl })).of('quota');
    expect(found).toBe(
      'It says that 149 of 150 requests are left. Fieldpost made 1 request in the last minute. The limit is set to 120 a minute.',
    );
  });

  it('whose quota is used up is a trouble', async () => {
    const server = await api(200, well, { RateLimit: '"default";r=0;t=30' });
    expect((await examined({ baseUrl: server.baseUrl })).of('quota').verdict).toBe('trouble');
  });
});

it.each<[number, CheckName, RegExp, Partial<Record<CheckName, Verdict>>]>([
  [401, 'key', /does not accept the API key/u, { api: 'well', credential: 'unknown', quota: 'unknown' }],
  [402, 'quota', /the plan does not cover this/u, { api: 'well', key: 'well', credential: 'unknown' }],
  [403, 'credential', /refuses access with this credential ID .* “No such thing”/u, { api: 'well', key: 'well' }],
  [404, 'api', /no such API or no such credential ID/u, { key: 'unknown', credential: 'unknown' }],
  [422, 'credential', /rejects the request/u, { api: 'well', key: 'unknown' }],
  [429, 'quota', /asks for no more requests for 7 s/u, { api: 'well', key: 'unknown', credential: 'unknown' }],
  [500, 'api', /has trouble/u, { key: 'unknown', credential: 'unknown', quota: 'unknown' }],
  [503, 'api', /is out of service/u, { key: 'unknown', credential: 'unknown', quota: 'trouble' }],
  [421, 'api', /did not take the request/u, { key: 'unknown', credential: 'unknown' }],
])('an answer with status %i is a trouble of the line "%s"', async (status, check, found, others) => {
  const server = await api(status, '{"message":"No such thing"}', { 'retry-after': '7' });
  const examination = await examined({ baseUrl: server.baseUrl });
  expect(examination.of(check)).toMatchObject({ verdict: 'trouble', found: expect.stringMatching(found) as string });
  expect(examination.of('portal').verdict).toBe('well');
  for (const [other, verdict] of Object.entries(others)) {
    expect([other, examination.of(other as CheckName).verdict]).toEqual([other, verdict]);
  }
});

describe('what stands in the way', () => {
  it('a sign-in page is told, and nothing behind it is taken for well', async () => {
    const page = await api(200, '<!doctype html><h1>Sign in</h1>', { 'content-type': 'text/html' });
    const examination = await examined({ baseUrl: page.baseUrl });
    expect(examination.of('portal')).toMatchObject({
      verdict: 'trouble',
      todo: expect.stringContaining('sign in') as string,
    });
    expect(verdicts(examination, 'api', 'key', 'credential', 'quota')).toEqual(Array(4).fill('unknown'));
  });

  it('a redirect is told with the host that it leads to, and nothing else of its address', async () => {
    const page = await api(302, '', { location: 'http://login.hotel.example/?for=anna' });
    const { found } = (await examined({ baseUrl: page.baseUrl })).of('portal');
    expect(found).toContain('redirects to login.hotel.example (HTTP 302)');
    expect(found).not.toContain('anna');
  });

  it('a page with status 404 is not taken for the API', async () => {
    const page = await api(404, '<html></html>', { 'content-type': 'text/html' });
    const examination = await examined({ baseUrl: page.baseUrl });
    expect(examination.of('portal')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringMatching(/^A page answered .* \(HTTP 404\)/u) as string,
    });
    expect(verdicts(examination, 'api', 'key', 'credential')).toEqual(Array(3).fill('unknown'));
  });

  it('a port at which nothing listens is told', async () => {
    const examination = await examined({ baseUrl: `http://127.0.0.1:${await closedPort()}/one` });
    expect(examination.of('api')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringContaining('ECONNREFUSED') as string,
    });
    expect(verdicts(examination, 'clock', 'portal', 'key', 'credential', 'quota')).toEqual(Array(5).fill('unknown'));
  });

  it('a server that reads the question and hangs up is told as reached', async () => {
    const server = await rawServer((socket) => socket.destroy());
    const { verdict, found } = (await examined({ baseUrl: server.baseUrl })).of('api');
    expect(verdict).toBe('trouble');
    expect(found).toContain('was reached, but gave no answer');
  });

  it('a name that nobody knows is told, and what needs it says why it could not be looked at', async () => {
    const examination = await examined({ baseUrl: 'https://crm.invalid/one' });
    expect(examination.of('dns').verdict).toBe('trouble');
    expect(examination.of('dns').found).toContain('crm.invalid');
    for (const check of ['tls', 'portal', 'api', 'key', 'credential'] as const) {
      expect(examination.of(check)).toMatchObject({
        verdict: 'unknown',
        found: expect.stringMatching(
          /^Could not be checked\. \S|^This laptop says .* compare it with\. \S|^What .* could not be checked\. \S/u,
        ) as string,
      });
    }
  });

  it('a laptop without a network asks nothing', async () => {
    const asked: string[] = [];
    const resolveProxy = (url: URL) => {
      asked.push(url.href);
      return Promise.resolve('DIRECT');
    };
    const examination = await examined({
      baseUrl: 'https://crm.invalid/one',
      parts: { linkDown: () => true, resolveProxy },
    });
    expect(examination.of('link').verdict).toBe('trouble');
    expect(examination.of('api').found).toBe('Could not be checked. This laptop has no network.');
    expect(examination.counted).toBe(0);
  });

  it('proxy settings that cannot be read are told, and no way around them is taken', async () => {
    const parts = { resolveProxy: () => Promise.reject(new Error('no PAC script')) };
    const examination = await examined({ baseUrl: 'https://localhost:1/one', parts });
    expect(examination.of('proxy')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringContaining('no PAC script') as string,
    });
    expect(examination.counted).toBe(0);
  });

  it('a time before which the CRM wants no request is kept to', async () => {
    const server = await api(200, well);
    const examination = await examined({ baseUrl: server.baseUrl, pause: pauseUntil(Date.now() + 60_000) });
    expect(server.requests).toHaveLength(0);
    expect(examination.of('quota')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringContaining('no request before') as string,
    });
    expect(verdicts(examination, 'portal', 'api', 'key', 'credential')).toEqual(Array(4).fill('unknown'));
  });

  it('a CRM that is out of service is not said to have asked for anything', async () => {
    const server = await api(200, well);
    const pause = { ...pauseUntil(Date.now() + 60_000), status: 503, message: 'Maintenance.' };
    const examination = await examined({ baseUrl: server.baseUrl, pause });
    expect(server.requests).toHaveLength(0);
    expect(examination.of('quota').found).toMatch(/^The CRM is out of service, and is asked nothing before/u);
  });

  it('a time that is over is not', async () => {
    const server = await api(200, well);
    const examination = await examined({ baseUrl: server.baseUrl, pause: pauseUntil(Date.now() - 1) });
    expect(examination.of('quota').verdict).toBe('well');
  });
});

describe('the clock', () => {
  const answering = (time: number) => api(200, well, { date: new Date(time).toUTCString() });

  it('that is two hours ahead of the answer is a trouble', async () => {
    const server = await answering(Date.now() - 2 * 3_600_000);
    expect((await examined({ baseUrl: server.baseUrl })).of('clock')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringMatching(/^The clock of this laptop is 2 h ahead of the clock of 127\.0\.0\.1/u) as string,
    });
  });

  it('that is six minutes behind the answer is a trouble', async () => {
    const server = await answering(Date.now() + 6 * 60_000);
    const { verdict, found } = (await examined({ baseUrl: server.baseUrl })).of('clock');
    expect(verdict).toBe('trouble');
    expect(found).toContain('6 min behind');
  });

  it('is not judged where the answer has no time', async () => {
    const server = await api(200, well);
    expect((await examined({ baseUrl: server.baseUrl })).of('clock').verdict).toBe('unknown');
  });
});

describe.skipIf(!canMakeCertificates)(`over TLS${missing}`, () => {
  it('the certificate is told: whose, by whom, until when; and the clock agrees', async () => {
    const company = authority('Company Root');
    const date = new Date().toUTCString();
    const server = await rawServer((socket) => socket.end(httpAnswer(200, well, { date })), company.issue('localhost'));
    const examination = await examined({ baseUrl: server.baseUrl, system: [company.certificate] });
    expect(examination.of('tls')).toMatchObject({
      verdict: 'well',
      found: expect.stringMatching(
        /^localhost showed a certificate for “localhost”, issued by “Company Root”, good until \d{1,2} \w+ \d{4}\.$/u,
      ) as string,
    });
    expect(verdicts(examination, 'link', 'dns', 'portal', 'api', 'key')).toEqual([
      'not-needed',
      'well',
      'well',
      'well',
      'well',
    ]);
    expect(examination.of('clock').verdict).toBe('not-needed');
    expect(examination.of('proxy').verdict).toBe('not-needed');
  });

  it('a certificate of somebody unknown is refused and named, and no key goes out', async () => {
    const server = await rawServer(
      (socket) => socket.end(httpAnswer(200, well)),
      authority('Hotel Wi-Fi').issue('localhost'),
    );
    const examination = await examined({ baseUrl: server.baseUrl });
    expect(examination.of('tls')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringContaining('“Hotel Wi-Fi”') as string,
    });
    expect(server.requests).toHaveLength(0);
    expect(verdicts(examination, 'portal', 'api', 'key', 'credential')).toEqual(Array(4).fill('unknown'));
  });

  it('a certificate that nobody vouches for is a trouble too', async () => {
    const server = await rawServer((socket) => socket.end(httpAnswer(200, well)), selfSignedIdentity('localhost'));
    const examination = await examined({ baseUrl: server.baseUrl });
    expect(examination.of('tls').verdict).toBe('trouble');
    expect(server.requests).toHaveLength(0);
  });

  it('an expired certificate is told with its day, and that a wrong clock would explain it', async () => {
    const company = authority('Company Root');
    const server = await rawServer(() => undefined, company.issue('localhost', '20240503120000Z'));
    const examination = await examined({ baseUrl: server.baseUrl, system: [company.certificate] });
    expect(examination.of('tls').found).toContain('expired on 3 May 2024');
    expect(examination.of('tls').todo).toContain('Set the clock of this laptop.');
    expect(examination.of('clock')).toMatchObject({
      verdict: 'unknown',
      found: expect.stringContaining('A wrong clock would explain') as string,
    });
  });

  it('a server that speaks no TLS is told as reached', async () => {
    const { port } = await rawServer((socket) => socket.destroy());
    const { verdict, found } = (await examined({ baseUrl: `https://localhost:${port}/one` })).of('tls');
    expect([verdict, found]).toEqual(['trouble', expect.stringContaining('spoke no TLS that can be used')]);
  });

  it('a proxy that asks for a password is told, and nothing behind it is taken for well', async () => {
    const proxy = await connectProxy((socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    const examination = await examined({ baseUrl: 'https://crm.invalid/one', proxies: proxy.entry });
    expect(examination.of('proxy')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringContaining('asks for a password') as string,
    });
    expect(examination.of('dns').found).toContain('The proxy itself looks up the name of the API.');
    expect(verdicts(examination, 'tls', 'portal', 'api', 'key')).toEqual(Array(4).fill('unknown'));
  });

  it('through a proxy that works all is well', async () => {
    const company = authority('Company Root');
    const proxy = await connectProxy();
    const server = await rawServer((socket) => socket.end(httpAnswer(200, well)), company.issue('localhost'));
    const examination = await examined({
      baseUrl: server.baseUrl,
      proxies: proxy.entry,
      system: [company.certificate],
    });
    expect(verdicts(examination, 'proxy', 'tls', 'api', 'key')).toEqual(Array(4).fill('well'));
    expect(proxy.asked).toEqual([`localhost:${server.port}`]);
  });
});

describe('the keychain', () => {
  it('that is locked is told, and the API is asked without a key', async () => {
    const server = await api(401, '{"message":"Who are you?"}');
    const keys = keychainThat(() => Promise.reject(new KeychainUnavailable('it is locked')));
    const examination = await examined({ baseUrl: server.baseUrl, parts: { keys } });
    expect(examination.of('keychain')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringContaining('it is locked') as string,
    });
    expect(verdicts(examination, 'api', 'key', 'credential')).toEqual(['well', 'unknown', 'unknown']);
    expect(server.requests[0]).not.toMatch(/authorization/iu);
  });

  it('that its user does not unlock is not said to be missing', async () => {
    const server = await api(401, '{}');
    const keys = keychainThat(() => Promise.reject(new KeychainUnavailable('it is locked', { why: 'locked' })));
    const examination = await examined({ baseUrl: server.baseUrl, parts: { keys } });
    expect(examination.of('keychain').found).toBe('The keychain of this laptop is locked.');
    expect(verdicts(examination, 'key')).toEqual(['unknown']);
  });

  it('that holds no key is well itself: it is the key that is missing', async () => {
    const server = await api(401, '{}');
    const examination = await examined({
      baseUrl: server.baseUrl,
      parts: { keys: keychainThat(() => Promise.resolve(null)) },
    });
    expect(examination.of('keychain').verdict).toBe('well');
    expect(examination.of('key')).toMatchObject({ verdict: 'trouble', todo: 'Enter the API key in Settings.' });
  });

  it('that never answers is given up, and the rest is looked at all the same', async () => {
    const server = await api(401, '{}');
    const keys = keychainThat(() => new Promise(() => undefined));
    const examination = await examined({ baseUrl: server.baseUrl, parts: { keys } });
    expect(verdicts(examination, 'keychain', 'api')).toEqual(['trouble', 'well']);
    expect(examination.of('keychain').todo).toBe('Look for that window and answer it.');
  });
});

describe('the store', () => {
  it('is told with its contacts, and nothing of the look is left in its folder', async () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    onTestFinished(() => {
      outbox.close();
    });
    outbox.capture(contactWith({ lastName: 'Meier' }), 1);
    const before = readdirSync(folder).sort();
    const examination = await examined({ parts: { folder } });
    expect(examination.of('database').found).toMatch(
      /^SQLite’s quick check finds nothing wrong with the outbox, nor with its second copy\. It holds 1 contact in [\d.]+ [kM]B\.$/u,
    );
    expect(examination.of('disk').verdict).toBe('well');
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it('that comes from another laptop is told as what keeps contacts from the CRM', async () => {
    const { findings, of } = await examined({
      pause: { ...pauseUntil(0), reason: 'other-laptop', until: null, notBefore: null, status: null },
    });
    expect(of('database')).toMatchObject({ verdict: 'trouble', todo: expect.stringContaining('choose') as string });
    expect(of('database').found).toContain('It comes from another laptop');
    expect(summaryOf(findings)).not.toEqual(say('doctor.allWell'));
  });

  it('that is damaged is told, with the word to keep it', async () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    for (let number = 0; number < 200; number++) outbox.capture(contactWith({ lastName: `Meier ${number}` }), 1);
    outbox.close();
    const file = join(folder, 'outbox.sqlite');
    const bytes = readFileSync(file);
    // Contacts begin behind the schema; what is overwritten is in the pages that hold them.
    bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 8_192);
    writeFileSync(file, bytes);
    const finding = (await examined({ parts: { folder } })).of('database');
    expect(finding.verdict).toBe('trouble');
    expect(finding.todo).toMatch(/delete/iu);
  });

  it('in a folder in which there can be no write-ahead log is well, and that is told', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'outbox.sqlite-shm'));
    const outbox = openOutbox(folder);
    onTestFinished(() => {
      outbox.close();
    });
    outbox.capture(contactWith({ lastName: 'Meier' }), 1);
    const { verdict, found } = (await examined({ parts: { folder } })).of('database');
    expect(verdict).toBe('well');
    expect(found).toContain('no write-ahead log');
  });

  it('whose second copy is damaged is well, and that is told', async () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    outbox.capture(contactWith({ lastName: 'Meier' }), 1);
    outbox.close();
    for (const { file } of segmentsIn(folder)) appendFileSync(file, 'torn');
    const { verdict, found } = (await examined({ parts: { folder } })).of('database');
    expect(verdict).toBe('well');
    expect(found).toContain('second copy is damaged');
  });

  it('that cannot be opened says so in its own words, and that nobody knows the address', async () => {
    const examination = await examined({
      parts: { sending: null, storeProblem: 'It was written by a newer Fieldpost.' },
    });
    expect(examination.of('database')).toMatchObject({
      verdict: 'trouble',
      found: 'It was written by a newer Fieldpost.',
    });
    expect(examination.of('api')).toMatchObject({ verdict: 'unknown' });
  });

  it.skipIf(!canMount)(`on a disk that is nearly full or cannot be written is told${unmounted}`, async () => {
    const folder = smallDisk(2_000);
    openOutbox(folder).close();
    expect((await examined({ parts: { folder } })).of('disk')).toMatchObject({
      verdict: 'trouble',
      found: expect.stringContaining('nearly full') as string,
    });
    makeReadOnly(folder);
    expect((await examined({ parts: { folder } })).of('disk').found).toContain('may not write');
  });
});

it('says that no connection is set up, where none is', async () => {
  const examination = await examined({});
  expect(examination.of('api')).toMatchObject({ verdict: 'trouble', todo: 'Enter it in Settings.' });
  expect(examination.findings).toHaveLength(checkNames.length);
});

it('says nothing more once it was ended', async () => {
  const ending = new AbortController();
  const server = await rawServer(() => {
    ending.abort();
  });
  const examination = await examined({ baseUrl: server.baseUrl, parts: { signal: ending.signal } });
  expect(examination.findings.map(({ check }) => check)).not.toContain('api');
});

describe('practice mode', () => {
  const trouble: Partial<Record<PracticeBehaviour['answer'], CheckName[]>> = {
    '401': ['key'],
    '429': ['quota'],
    '500': ['api'],
    '503': ['api', 'quota'],
    portal: ['portal'],
  };
  const behaviours = [
    ...practiceAnswers.map((answer) => [{ network: 'up', answer }, trouble[answer] ?? []] as const),
    ...practiceNetworks.map(
      (network) => [{ network, answer: 'normal' }, network === 'cut' ? (['api'] as CheckName[]) : []] as const,
    ),
  ];
  it.each(behaviours)('%j has trouble where it is, and nowhere else', async (behaviour, troubles) => {
    const crm = await practiceCrm();
    await crm.behave(behaviour);
    const limits = {
      connect: 2_000,
      headers: 8_000,
      body: 8_000,
      total: 8_000,
      woken: 8_000,
      settings: 2_000,
      question: 9_000,
      keychain: 2_000,
      store: 8_000,
    };
    const examination = await examined({ baseUrl: crm.baseUrl, key: practiceKey, parts: { practice: true, limits } });
    expect(examination.findings.filter(({ verdict }) => verdict === 'trouble').map(({ check }) => check)).toEqual(
      troubles,
    );
    expect(examination.of('keychain').verdict).toBe('not-needed');
    expect(crm.view().receivedCount).toBe(0);
  });
});

describe('what can be copied', () => {
  const place = { version: '1.2.3', platform: 'linux', practice: false, policy: noPolicy };
  const textOf = ({ findings }: Examined) =>
    reportOf({ startedAt: 0, endedAt: 1, connection: null, findings }, place, english);

  it('names every line with its verdict, what was found and what to do', async () => {
    const server = await api(401, '{}');
    const text = textOf(await examined({ baseUrl: server.baseUrl }));
    expect(text).toContain('Fieldpost 1.2.3 on linux: connection doctor');
    expect(text).toMatch(/^API key: Trouble\. .*\n {2}To do: Enter a valid API key in Settings\.$/mu);
    expect(text.match(/^\S.*: (OK|Trouble|Not known|Not needed)\. /gmu)).toHaveLength(checkNames.length);
  });

  const key = 'S3CRETKEY-a1b2c3d4e5f6';
  const hints = Array.from({ length: key.length - 3 }, (_, at) => key.slice(at, at + 4).toLowerCase());

  it.each([
    ['whole', key],
    ['shortened', `${key.slice(0, 6)}…${key.slice(-4)}`],
    ['as its end', `ending in ${key.slice(-4)}`],
    ['in other letters', key.toUpperCase()],
  ])('has no part of a key that the API repeats %s', async (_how, repeated) => {
    for (const status of [402, 403, 404, 422]) {
      const server = await api(status, JSON.stringify({ message: `Your key ${repeated} may not do this` }));
      const text = textOf(await examined({ baseUrl: server.baseUrl, key })).toLowerCase();
      for (const hint of hints) expect(text).not.toContain(hint);
    }
  });

  it('has no user and no password of a proxy', async () => {
    for (const proxies of [
      'SOCKS5 anna:pr0xyS3cret@127.0.0.1:1',
      'PROXY anna:pr0xyS3cret@127.0.0.1:1',
      'HTTPS http://anna:pr0xyS3cret@127.0.0.1:1',
    ]) {
      const text = textOf(await examined({ baseUrl: 'https://crm.invalid/one', proxies }));
      expect(text).toContain('Proxy: Trouble.');
      expect(text).not.toContain('pr0xyS3cret');
      expect(text).not.toContain('anna');
    }
  });
});
