import { describe, expect, it } from 'vitest';
import { checkTitles, verdicts, verdictWords, type Finding } from '#contract/doctor.ts';
import { allowanceIn } from '../../electron/doctor/answer.ts';
import { clockFinding } from '../../electron/doctor/laptop.ts';
import { linkFinding } from '../../electron/doctor/network.ts';
import type { Asked } from '../../electron/doctor/question.ts';
import { reportOf, washed, withoutHint } from '../../electron/doctor/report.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { english, readFinding, textOf } from '../support/words.ts';

describe('what an answer says of a quota', () => {
  it.each([
    [
      { 'x-ratelimit-limit': '150', 'x-ratelimit-remaining': '12' },
      { limit: 150, remaining: 12 },
    ],
    [{ 'x-rate-limit-remaining': '0' }, { limit: null, remaining: 0 }],
    [
      { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '50' },
      { limit: 100, remaining: 50 },
    ],
    [
      { 'ratelimit-policy': '"default";q=100;w=60', ratelimit: '"default";r=50;t=30' },
      { limit: 100, remaining: 50 },
    ],
    [{ ratelimit: 'limit=100, remaining=50, reset=30' }, { limit: 100, remaining: 50 }],
  ])('is read from %j', (headers, allowance) => {
    expect(allowanceIn(headers)).toEqual(allowance);
  });

  it.each([[{}], [{ 'x-ratelimit-limit': 'plenty' }], [{ 'retry-after': '30' }], [{ ratelimit: 'r' }]])(
    'is nothing in %j',
    (headers) => {
      expect(allowanceIn(headers)).toBeNull();
    },
  );
});

describe('the clock', () => {
  const now = Date.parse('2026-11-24T12:00:00.400Z');
  const found = (date: string, took?: number) => readFinding(clockFinding(answered(date, took), now));
  const answered = (date: string, took = 0): Asked => ({
    kind: 'asked',
    url: new URL('https://crm.example/one'),
    withKey: true,
    exchange: {
      kind: 'answer',
      status: 200,
      headMs: 50,
      contentType: '',
      retryAfter: null,
      headers: { date },
      body: null,
    },
    outcome: { kind: 'well', phase: 'answer', status: 200, headMs: 50, code: null, message: null, excerpt: null },
    connected: true,
    certificate: null,
    began: now - took,
    ended: now,
  });

  it('agrees with a time that lies between question and answer, the rest of its second included', () => {
    const agrees = { verdict: 'well', found: 'The clock of this laptop agrees with that of crm.example.' };
    expect(found('Tue, 24 Nov 2026 12:00:00 GMT')).toMatchObject(agrees);
    expect(found('Tue, 24 Nov 2026 11:59:57 GMT', 4_000)).toMatchObject(agrees);
  });

  it('may be five minutes off, and no more', () => {
    expect(clockFinding(answered('Tue, 24 Nov 2026 12:05:00 GMT'), now).verdict).toBe('well');
    expect(clockFinding(answered('Tue, 24 Nov 2026 12:05:01 GMT'), now).verdict).toBe('trouble');
    expect(clockFinding(answered('Tue, 24 Nov 2026 11:55:00 GMT'), now).verdict).toBe('well');
    expect(clockFinding(answered('Tue, 24 Nov 2026 11:54:59 GMT'), now).verdict).toBe('trouble');
  });

  it('of another day is told in days', () => {
    expect(found('Sun, 22 Nov 2026 12:00:00 GMT').found).toBe(
      'The clock of this laptop is 2 days ahead of the clock of crm.example.',
    );
  });
});

describe('the link', () => {
  it('is a trouble where there is none, unless the CRM is on this laptop', () => {
    expect(linkFinding(true, false).verdict).toBe('trouble');
    expect(linkFinding(false, false).verdict).toBe('well');
    expect(linkFinding(true, true).verdict).toBe('not-needed');
  });
});

describe('secrets', () => {
  const key = 'abcd-1234-wxyz';

  it('what has four characters of the key in a row is not repeated', () => {
    expect(withoutHint('no such credential', key)).toBe('no such credential');
    expect(withoutHint('the key ab…yz', key)).toBe('the key ab…yz');
    expect(withoutHint('the key …WXYZ', key)).toBeNull();
    expect(withoutHint(`the key ${key}`, key)).toBeNull();
    expect(withoutHint(null, key)).toBeNull();
  });

  it('a finding loses the key, and the user and the password of every address', () => {
    const finding: Finding = {
      check: 'api',
      verdict: 'trouble',
      found: `It says ${key} of http://anna:p@ss@proxy.example:8080 and https://crm.example/one@two`,
      todo: `Ask socks5://anna:word@proxy.example`,
    };
    expect(washed(finding, key)).toMatchObject({
      found: 'It says (the API key) of http://proxy.example:8080 and https://crm.example/one@two',
      todo: 'Ask socks5://proxy.example',
    });
  });
});

it('the report names the practice mode, and that it is not finished', () => {
  const text = reportOf(
    {
      startedAt: 0,
      endedAt: null,
      connection: null,
      findings: [{ check: 'disk', verdict: 'well', found: 'Fine.', todo: null }],
    },
    { version: '1.0.0', platform: 'mac', practice: true, policy: noPolicy },
    english,
  );
  expect(text).toBe(
    'Fieldpost 1.0.0 on mac, practice mode: connection doctor\n1970-01-01T00:00:00.000Z\nNot finished.\nPolicy: none.\n\nDisk: OK. Fine.\n',
  );
});

it('every check and every verdict has words of its own', () => {
  expect(new Set(Object.values(checkTitles).map(textOf)).size).toBe(Object.keys(checkTitles).length);
  expect(new Set(Object.values(verdictWords).map(textOf)).size).toBe(verdicts.length);
});
