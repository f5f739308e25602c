/** What one answer does to its contact and to the queue: the first table of the README. */
import { describe, expect, it } from 'vitest';
import { reasonWords } from '#contract/ledger.ts';
import type { ContactState } from '#contract/outbox.ts';
import type { PauseReason } from '#contract/status.ts';
import type { Exchange } from '../../electron/http/exchange.ts';
import {
  answer,
  minute,
  nobody,
  offline,
  second,
  silence,
  simulatedApp,
  taken,
  type Modes,
} from '../support/simulated-app.ts';
import { readDetail, textOf } from '../support/words.ts';

const page = '<!doctype html><title>Sign in</title>';
const html = { 'content-type': 'text/html' };
const plain = { baseUrl: 'http://crm.example/one', credentialId: 'c' };
const secure = { baseUrl: 'https://crm.example/one', credentialId: 'c' };

interface Row {
  what: string;
  came: Exchange;
  state: ContactState;
  rests: PauseReason | null;
  connection?: typeof plain;
}

const lost = { state: 'unconfirmed', rests: 'api-ill' } as const;
const parked = { state: 'needs-attention', rests: null } as const;
const rows: Row[] = [
  { what: '201 with an id', came: taken(), state: 'delivered', rests: null },
  { what: 'no connection', came: offline, state: 'waiting', rests: 'offline' },
  { what: 'a page', came: answer(200, page, html), state: 'waiting', rests: 'portal', connection: plain },
  { what: 'a page over TLS', came: answer(200, page, html), state: 'unconfirmed', rests: 'portal' },
  { what: 'a redirect', came: answer(302, ''), state: 'waiting', rests: 'portal', connection: plain },
  { what: '511', came: answer(511, page, html), state: 'waiting', rests: 'portal', connection: plain },
  { what: '400', came: answer(400, { message: 'Bad e-mail' }), ...parked },
  { what: '422', came: answer(422, { message: 'Bad e-mail' }), ...parked },
  { what: '418', came: answer(418, { message: 'A teapot' }), ...parked },
  { what: '409 of a contact', came: answer(409, { message: 'This contact already exists' }), ...parked },
  { what: '401', came: answer(401), state: 'waiting', rests: 'key-rejected' },
  { what: '402', came: answer(402), state: 'waiting', rests: 'plan-refused' },
  { what: '403', came: answer(403), state: 'waiting', rests: 'access-refused' },
  { what: '404', came: answer(404), state: 'waiting', rests: 'wrong-address' },
  { what: '405', came: answer(405), state: 'waiting', rests: 'wrong-address' },
  { what: '410', came: answer(410), state: 'waiting', rests: 'wrong-address' },
  { what: '429', came: answer(429), state: 'waiting', rests: 'rate-limited' },
  { what: '421', came: answer(421), state: 'waiting', rests: 'rate-limited' },
  { what: '425', came: answer(425), state: 'waiting', rests: 'rate-limited' },
  {
    what: '503 with Retry-After, at once',
    came: answer(503, {}, { 'retry-after': '30' }),
    state: 'waiting',
    rests: 'rate-limited',
  },
  { what: '503 with Retry-After, late', came: answer(503, {}, { 'retry-after': '30' }, 2_500), ...lost },
  { what: '503', came: answer(503), ...lost },
  { what: 'silence', came: silence, ...lost },
  { what: '408', came: answer(408), ...lost },
  { what: '500', came: answer(500), ...lost },
  { what: '502 with a page', came: answer(502, page, html), ...lost },
  { what: '504', came: answer(504), ...lost },
  { what: '529', came: answer(529), ...lost },
  { what: '200 without an id', came: answer(200, {}), ...lost },
  { what: '202', came: answer(202, { jobId: 7 }), ...lost },
];

describe.each(rows)('$what', ({ came, state, rests, connection = secure }) => {
  it(`leaves the contact ${state}, and ${rests === null ? 'the queue goes on' : `the queue rests: ${rests}`}`, async () => {
    const modes = await simulatedApp({
      connection,
      inFlight: 1,
      reply: ({ method, name }) => {
        if (method === 'GET') return nobody();
        return name === 'First' ? came : taken();
      },
    });
    const [first = 0, second = 0] = modes.capture('First', 'Second');
    await modes.passUntil(hasEnded(modes, first), minute);
    const detail = readDetail(modes.outbox.detail(first));
    expect(detail?.row.state).toBe(state);
    expect(modes.sender.status().pause?.reason ?? null).toBe(rests);
    expect(modes.outbox.row(second)?.state).toBe(rests === null ? 'sending' : 'waiting');
    // Whoever is in front of the user has a reason, and nobody else has.
    const isToTheUser = state === 'needs-attention' || state === 'unconfirmed';
    expect(detail?.row.reason !== null).toBe(isToTheUser);
    // What came is in the ledger, and what was decided.
    const status = came.kind === 'answer' ? came.status : null;
    expect(detail?.attempts).toMatchObject([{ status, processed: processedIn(state) }]);
    expect(detail?.attempts[0]?.decision).toMatch(
      rests === null ? / Sending goes on\.$/u : / Sending was paused: .*\.$/u,
    );
  });
});

const hasEnded = (modes: Modes, id: number) => () =>
  (readDetail(modes.outbox.detail(id))?.attempts[0]?.endedAt ?? null) !== null;

const processedIn = (state: ContactState) =>
  ({
    delivered: 'yes',
    unconfirmed: 'unknown',
    waiting: 'no',
    'needs-attention': 'no',
    sending: 'no',
    withdrawn: 'no',
  })[state];

describe('in words', () => {
  const first = async (came: Exchange) => {
    const modes = await simulatedApp({ chance: 1, reply: ({ method }) => (method === 'POST' ? came : nobody()) });
    const [id = 0] = modes.capture('First');
    await modes.passUntil(hasEnded(modes, id), minute);
    return {
      modes,
      id,
      detail: readDetail(modes.outbox.detail(id)),
      attempt: readDetail(modes.outbox.detail(id))?.attempts[0],
    };
  };

  it("says what the API said, in the API's words", async () => {
    const { detail, modes } = await first(answer(422, { message: 'Email is invalid' }));
    expect(detail?.row.reason && textOf(reasonWords(detail.row.reason))).toBe(
      'The CRM refused this contact (HTTP 422): “Email is invalid”',
    );
    expect(modes.sender.status().pause).toBeNull();
    const refused = await first(answer(403, { message: 'No access to this account' }));
    expect(refused.modes.sender.status().pause).toMatchObject({ status: 403, message: 'No access to this account' });
  });

  it('says where the contact went, and which rest follows for how long', async () => {
    expect((await first(offline)).attempt).toMatchObject({
      result: 'Not sent (ENOTFOUND). getaddrinfo ENOTFOUND crm.example.',
      decision:
        'Still waiting, since nothing left this laptop. Sending was paused: the CRM could not be reached. Fieldpost decided to try again after 2 s.',
    });
    expect((await first(answer(503, { message: 'Later' }, { 'retry-after': '600' }))).attempt).toMatchObject({
      result: 'Not taken (HTTP 503): “Later”',
      decision:
        'Still waiting, since the CRM did not take it. Sending was paused: the CRM asked to slow down. Fieldpost decided to try again after 10 min.',
    });
  });

  it('speaks of no rest where the connection was changed meanwhile, and there is none', async () => {
    let key = 'old';
    const modes = await simulatedApp({
      keys: { read: () => Promise.resolve(key), write: () => Promise.resolve(), remove: () => Promise.resolve() },
      takes: 10 * second,
      reply: ({ headers, method }) =>
        method === 'POST' && headers['authorization'] === 'bearer old' ? answer(401, { message: 'No' }) : taken(),
    });
    const [id = 0] = modes.capture('First');
    await modes.pass(5 * second);
    key = 'new';
    modes.sender.nudge('connection');
    await modes.passUntil(hasEnded(modes, id), minute);
    expect(modes.sender.status().pause).toBeNull();
    expect(readDetail(modes.outbox.detail(id))?.attempts.at(-1)).toMatchObject({
      result: 'Not taken (HTTP 401): “No”',
      decision:
        'Still waiting, since the CRM did not take it. Sending goes on with the connection that was entered in the meantime.',
    });
    await modes.pass(minute);
    expect(modes.outbox.row(id)?.state).toBe('delivered');
  });
});
