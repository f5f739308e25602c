/** The tables of answers, rests and longest waits say what the code does: each row of them is tried. */
import { describe, expect, it } from 'vitest';
import { pauseReasons, type PauseReason } from '#contract/status.ts';
import { defaultPace } from '#contract/settings.ts';
import type { Exchange } from '../../electron/http/exchange.ts';
import type { Outcome } from '../../electron/crm/outcome.ts';
import { pauseOf } from '../../electron/sync/pause.ts';
import * as schedule from '../../electron/sync/schedule.ts';
import { step } from '../../electron/sync/step.ts';
import {
  answer,
  at,
  clocks,
  failed,
  from,
  json,
  land,
  moment,
  numbersIn,
  outcomeOf,
  page,
  prose,
  tableOf,
  well,
} from '../support/readme.ts';

const answers = tableOf('Answer');
const named = new Set(answers.flatMap(([cell = '']) => numbersIn(cell.split('but')[0] ?? '')));
const unnamed = (first: number, last: number) => from(first, last).filter((status) => !named.has(status));
const secondsOf = (cell: string) => Number(/(\d+) s$/u.exec(cell)?.[1]);

/** What each row speaks of, by its first words. Statuses and seconds are those that stand in it. */
const spokenOf: Record<string, (cell: string) => Exchange[]> = {
  "200 or 201 with a contact's id": (cell) =>
    numbersIn(cell).map((status) => json(status, { contact: { id: 'c1', remoteId: null } })),
  'no name, refused': () =>
    ['ENOTFOUND', 'ECONNREFUSED', 'PROXY', 'CERT_HAS_EXPIRED'].map((code) => failed('connection', code)),
  'a redirect; 511; an HTML page': (cell) => {
    const but = numbersIn(cell.split('but')[1] ?? '');
    const below = Number(/below (\d+)/u.exec(cell)?.[1]) - 1;
    return [
      ...from(200, below)
        .filter((status) => !but.includes(status))
        .map(page),
      ...from(300, 399).flatMap((status) => [json(status), answer(status, '', '')]),
      json(511),
      page(511),
    ];
  },
  '400, 422, and any other 4xx': (cell) => [...numbersIn(cell), ...unnamed(400, 499)].map((status) => json(status)),
  '409, or a code': (cell) => [
    ...numbersIn(cell).map((status) => json(status)),
    json(400, { message: 'A contact with this e-mail address already exists.' }),
    json(400, [{ message: 'Use one of these.', errorCode: 'DUPLICATES_DETECTED' }]),
  ],
  '401': (cell) => numbersIn(cell).map((status) => json(status)),
  '402': (cell) => numbersIn(cell).map((status) => json(status)),
  '403': (cell) => numbersIn(cell).map((status) => json(status)),
  '404, 405, 410': (cell) => numbersIn(cell).map((status) => json(status)),
  '429, 421, 425; a 503': (cell) => {
    const [always = '', prompt = ''] = cell.split(';');
    const headMs = secondsOf(cell) * 1_000;
    return [
      ...numbersIn(always).flatMap((status) => [json(status), page(status)]),
      ...numbersIn(prompt).map((status) => json(status, {}, { headMs, retryAfter: '20' })),
    ];
  },
  'broken off or silent': (cell) => {
    const others = answers.find(([other = '']) => other.includes('Retry-After'))?.[0] ?? '';
    const late = secondsOf(others) * 1_000 + 1;
    return [
      failed('request'),
      // Cut short.
      { ...answer(200, 'application/json', ''), body: null } as Exchange,
      ...[...numbersIn(cell), ...unnamed(500, 599)].flatMap((status) => [json(status), page(status)]),
      json(503, {}, { headMs: late, retryAfter: '20' }),
      ...from(200, 299).map((status) => json(status, {})),
    ];
  },
};

const rowOf = (cell: string) => Object.keys(spokenOf).filter((begin) => cell.startsWith(begin));
const tried = (cell: string) => spokenOf[rowOf(cell)[0] ?? '']?.(cell) ?? [];

/** What stands in the third column for why the queue rests; null: it goes on. */
const queueCells: Record<string, PauseReason | null> = {
  'goes on': null,
  'rests: offline': 'offline',
  'rests: sign-in page': 'portal',
  'rests: the key was rejected': 'key-rejected',
  'rests: the plan does not cover it': 'plan-refused',
  'rests: no access with this credential ID': 'access-refused',
  'rests: there is no API at this address': 'wrong-address',
  'rests: asked to slow down': 'rate-limited',
  'rests: the CRM has trouble': 'api-ill',
};
const contactCells: Record<string, string> = {
  Delivered: 'delivered',
  'waits, at no cost': 'waiting',
  'Needs attention': 'needs-attention',
  Unconfirmed: 'unconfirmed',
};

describe('the table of answers', () => {
  it('has one row for each thing that is tried here, and the other way round', () => {
    const rows = answers.flatMap(([cell = '']) => rowOf(cell));
    expect([rows.length, rows.sort()]).toEqual([answers.length, Object.keys(spokenOf).sort()]);
  });

  it.each(answers)('%s: %s, %s', (cell, contact, queue) => {
    const exchanges = tried(cell);
    expect(exchanges.length).toBeGreaterThan(0);
    for (const exchange of exchanges) {
      const outcome = outcomeOf(exchange);
      const { settled, rests } = land(well, outcome);
      expect([exchange, settled?.state]).toEqual([exchange, contactCells[contact.replace(/[¹²]/u, '')]]);
      expect([exchange, rests]).toEqual([exchange, queueCells[queue.replace(/[¹²]/u, '')]]);
      // What is in front of the user has a reason, and nothing else has.
      expect(settled?.reason !== null).toBe(['needs-attention', 'unconfirmed'].includes(settled?.state ?? ''));
      // "At no cost": nothing is known of it that counts against it.
      if (contact.startsWith('waits')) expect(outcome.processed).toBe('no');
    }
  });

  it('has a row for each status, with JSON and with a page', () => {
    const told = answers
      .flatMap(([cell = '']) => tried(cell))
      .flatMap((one) => (one.kind === 'answer' ? [`${one.status} ${one.contentType}`] : []));
    const all = from(200, 599).flatMap((status) => [`${status} application/json`, `${status} text/html`]);
    expect(all.filter((one) => !told.includes(one))).toEqual([]);
  });

  it('has a row for each kind of outcome', () => {
    const kinds: Record<Outcome['kind'], true> = {
      delivered: true,
      'not-sent': true,
      portal: true,
      refused: true,
      'already-there': true,
      'key-rejected': true,
      'plan-refused': true,
      'access-refused': true,
      'wrong-address': true,
      'rate-limited': true,
      unknown: true,
    };
    const met = answers.flatMap(([cell = '']) => tried(cell).map((one) => outcomeOf(one).kind));
    expect([...new Set(met)].sort()).toEqual(Object.keys(kinds).sort());
  });

  it('is right that a page lets a contact wait where it comes without TLS', () => {
    expect(prose).toContain('Without TLS, which goes to this very computer only, it waits.');
    const { settled, rests } = land(well, outcomeOf(page(200), 'http://127.0.0.1'));
    expect([settled?.state, rests]).toEqual(['waiting', 'portal']);
  });

  it('is right how many refusals alike make the queue rest, and what ends that', () => {
    const refusal = (n: number, status = 400) =>
      outcomeOf(json(status, { message: `Credential expired, request ${n}` }));
    expect(prose).toContain(`${schedule.mostRefusals} refusals in a row`);
    let queue = well;
    for (let n = 1; n < schedule.mostRefusals; n++) queue = land(queue, refusal(n), n).after;
    expect(land(queue, refusal(5, 422), 5).rests).toBeNull();
    const fifth = land(queue, refusal(5), 5);
    expect([fifth.rests, fifth.settled?.state, pauseOf(fifth.after, clocks)?.asks]).toEqual([
      'refusing',
      'needs-attention',
      true,
    ]);
    const sixth = land(fifth.after, refusal(6), 6);
    expect([sixth.rests, sixth.settled?.state]).toEqual(['refusing', 'waiting']);
    expect(land(sixth.after, refusal(7, 422), 7).rests).toBeNull();
    const [onUsersWord] = step(sixth.after, { kind: 'user' }, moment);
    expect(pauseOf(onUsersWord, clocks)).toBeNull();
    const [onHint] = step(sixth.after, { kind: 'hint' }, moment);
    expect(onHint.rest?.until).toBe(sixth.after.rest?.until);
  });

  it('is right how often a contact may fail alone, and that 429 is no fault of it', () => {
    const counted = /after (\d+) such tries it needs attention\. One that gets 429 never does/u.exec(prose)?.[1];
    expect(Number(counted)).toBe(schedule.mostAlone);
    const good = outcomeOf(json(200, { contact: { id: 'c' } }));
    const parkedAfter = (status: number) => {
      let queue = well;
      const parked: number[] = [];
      for (let n = 1; n <= schedule.mostAlone; n++) {
        const first = land(queue, outcomeOf(json(status)), 1);
        const second = land(first.after, good, 1 + n);
        queue = { ...second.after, notBefore: at, rest: null };
        for (const { kind, ...effect } of [...first.effects, ...second.effects]) {
          if ('id' in effect && effect.id === 1 && (kind === 'park' || first.settled?.state !== 'waiting'))
            parked.push(n);
        }
      }
      return parked;
    };
    expect([parkedAfter(403), parkedAfter(429)]).toEqual([[schedule.mostAlone], []]);
  });

  it('is right after how many lost contacts no more are risked', () => {
    expect(prose).toContain(`After ${schedule.mostCanaries} lost contacts in a row none is risked`);
  });

  it('is right about the pace', () => {
    expect(prose).toContain(`at most ${defaultPace.perMinute} in any minute`);
    expect(prose).toContain(`${['no', 'one', 'two'][defaultPace.inFlight]} at a time`);
  });
});

/** What each row of the table of rests is of. */
const restRows: Record<string, readonly schedule.Schedule[]> = {
  offline: [schedule.rests.offline],
  'sign-in page: the question': [schedule.rests.portal],
  'the CRM has trouble: the question': [schedule.rests['api-ill']],
  'an outage: the next contact that is risked': [schedule.canaries],
  'asked to slow down, where the CRM names no time': [schedule.rests['rate-limited']],
  'key, plan, access or address refused': [
    schedule.rests['key-rejected'],
    schedule.rests['plan-refused'],
    schedule.rests['access-refused'],
    schedule.rests['wrong-address'],
  ],
  'every contact refused alike': [schedule.rests.refusing],
  'a contact that failed alone': [schedule.alone],
  'disk full, or not writable': [schedule.rests['disk-trouble']],
  'keychain locked or missing': [schedule.rests['keychain-unavailable']],
};
const ownRow = 'no connection, no key; a copy from another laptop';

const units = { s: 1_000, min: 60_000 };
const spanIn = (text: string) => {
  const [, number, unit] = /(\d+) (s|min)\b/u.exec(text) ?? [];
  return Number(number) * units[unit as keyof typeof units];
};

describe('the table of rests', () => {
  const rows = tableOf('Rest');

  it('has one row for each schedule of the code, and the other way round', () => {
    expect(rows.map(([name]) => name)).toEqual([...Object.keys(restRows), ownRow]);
    const told = new Set(Object.values(restRows).flat());
    for (const one of [...Object.values(schedule.rests), schedule.canaries, schedule.alone])
      expect(told).toContain(one);
    const userOnly: PauseReason[] = ['other-laptop', 'not-connected', 'no-key'];
    expect([...Object.keys(schedule.rests), ...userOnly].sort()).toEqual([...pauseReasons].sort());
  });

  it.each(rows.filter(([name]) => name !== ownRow))('%s: first %s, longest %s', (name, first, longest) => {
    for (const one of restRows[name] ?? []) expect({ first: spanIn(first), longest: spanIn(longest) }).toEqual(one);
  });

  it('is right about what the CRM asks for', () => {
    const believed = /`Retry-After` is believed up to (\d+ min)/u.exec(prose)?.[1] ?? '';
    const longest = spanIn(believed);
    const asked = (seconds: number) =>
      land(well, outcomeOf(json(429, {}, { retryAfter: String(seconds) }))).after.notBefore - at;
    expect(asked(longest / 1_000 + 60)).toBe(longest);
    expect(asked(600)).toBe(600_000);
    // Also of a contact that fails alone.
    const behind = new Map([[1, { alone: 1, until: at, status: 429, message: null }]]);
    const alone = land({ ...well, behind }, outcomeOf(json(429, {}, { retryAfter: String(24 * 3_600) })));
    expect([alone.rests, (alone.after.behind.get(1)?.until ?? 0) - at]).toEqual([null, longest]);
    expect(asked(0)).toBe(schedule.rests['rate-limited'].first);
  });
});

describe('the table of longest waits', () => {
  const hour = schedule.longestRetryAfter;
  const { rests, canaries, alone } = schedule;
  const barring = [rests['key-rejected'], rests['plan-refused'], rests['access-refused'], rests['wrong-address']];
  const bounds: Record<string, number[]> = {
    'online, and all is well': [],
    'the connection is back': [rests.offline.longest],
    'an outage or a sign-in page is over': [canaries.longest],
    '401 to 405 or 410 is over': [Math.max(...barring.map(({ longest }) => longest))],
    'asked to slow down': [hour, rests['rate-limited'].longest],
    'every contact was refused alike, which is over': [rests.refusing.longest],
    [`${schedule.mostCanaries} contacts were lost in a row`]: [],
    'the disk can be written again': [rests['disk-trouble'].longest],
    'the keychain can be read again': [rests['keychain-unavailable'].longest],
    'for each contact before it that the CRM does not take': [
      Math.max(alone.longest, ...barring.map(({ longest }) => longest)),
    ],
  };

  it('has the bounds of the code', () => {
    const told = tableOf('Situation').map(([name, most = '']) => [
      name,
      (most.match(/\d+ (?:s|min)\b/gu) ?? []).map(spanIn),
    ]);
    expect(Object.fromEntries(told)).toEqual(bounds);
  });
});
