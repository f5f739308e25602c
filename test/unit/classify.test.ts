import { describe, expect, it } from 'vitest';
import { classifyCreate, classifyList, classifyProbe } from '../../electron/crm/classify.ts';
import type { Exchange } from '../../electron/http/exchange.ts';
import type { Outcome } from '../../electron/crm/outcome.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const asked = { url: new URL('https://crm.example/one'), key: 'the-key', now };

interface Said {
  type: string;
  headers: Record<string, string>;
  headMs: number;
  body: string | null;
}

/** An answer of this status: JSON, 50 ms after the request, as far as not said otherwise. */
function answer(status: number, { type = 'application/json', headers = {}, headMs = 50, body = '{}' }: Partial<Said>) {
  const retryAfter = headers['retry-after'] ?? null;
  return { kind: 'answer', status, headMs, contentType: type, retryAfter, headers, body } satisfies Exchange;
}

const create = (status: number, said: Partial<Said> = {}): Outcome => classifyCreate(answer(status, said), asked);
const body = (value: unknown): Partial<Said> => ({ body: typeof value === 'string' ? value : JSON.stringify(value) });
const page: Partial<Said> = { type: 'text/html', body: '<html><h1>Sign in</h1></html>' };
const created = { contact: { id: 'c-1', remoteId: 'r-1' } };

describe('what an answer proves', () => {
  it.each<[string, number, Partial<Said>, Outcome['kind'], Outcome['processed']]>([
    ['200 with an id', 200, body(created), 'delivered', 'yes'],
    ['201 with an id', 201, body(created), 'delivered', 'yes'],
    ['200 without one', 200, body({ success: false, error: 'quota' }), 'unknown', 'unknown'],
    ['200 that was cut off', 200, { body: null }, 'unknown', 'unknown'],
    ['202 with an id', 202, body(created), 'unknown', 'unknown'],
    ['204', 204, { type: '', body: '' }, 'unknown', 'unknown'],
    ['200 with a page', 200, page, 'portal', 'unknown'],
    ['206 with a page', 206, page, 'portal', 'unknown'],
    ['302', 302, { body: '' }, 'portal', 'unknown'],
    ['511', 511, page, 'portal', 'unknown'],
    ['400', 400, {}, 'refused', 'no'],
    ['422', 422, {}, 'refused', 'no'],
    ['418', 418, {}, 'refused', 'no'],
    ['409', 409, {}, 'already-there', 'no'],
    ['401', 401, {}, 'key-rejected', 'no'],
    ['402', 402, {}, 'plan-refused', 'no'],
    ['403', 403, {}, 'access-refused', 'no'],
    ['404', 404, {}, 'wrong-address', 'no'],
    ['405', 405, {}, 'wrong-address', 'no'],
    ['410', 410, {}, 'wrong-address', 'no'],
    ['429', 429, {}, 'rate-limited', 'no'],
    ['421', 421, {}, 'rate-limited', 'no'],
    ['425', 425, {}, 'rate-limited', 'no'],
    ['429 with a page', 429, page, 'rate-limited', 'no'],
    ['408', 408, {}, 'unknown', 'unknown'],
    ['408 with a page', 408, page, 'unknown', 'unknown'],
    ['500', 500, {}, 'unknown', 'unknown'],
    ['501', 501, {}, 'unknown', 'unknown'],
    ['502 with a page', 502, page, 'unknown', 'unknown'],
    ['504', 504, {}, 'unknown', 'unknown'],
    ['520', 520, {}, 'unknown', 'unknown'],
  ])('%s', (_what, status, said, kind, processed) => {
    expect(create(status, said)).toMatchObject({ kind, processed, phase: 'answer', status, headMs: 50 });
  });

  it.each<[string, Partial<Said>, Outcome['kind']]>([
    ['without a time', {}, 'unknown'],
    ['with a time, at once', { headers: { 'retry-after': '5' } }, 'rate-limited'],
    ['with a time, at once, as a page', { ...page, headers: { 'retry-after': '5' } }, 'rate-limited'],
    ['with a time, within two seconds', { headMs: 2_000, headers: { 'retry-after': '5' } }, 'rate-limited'],
    ['with a time, later', { headMs: 2_001, headers: { 'retry-after': '5' } }, 'unknown'],
    ['with a time, after half a minute', { headMs: 30_000, headers: { 'retry-after': '5' } }, 'unknown'],
    ['with a time that is none', { headers: { 'retry-after': '-5' } }, 'unknown'],
  ])('503 %s', (_what, said, kind) => {
    expect(create(503, said)).toMatchObject({ kind, status: 503 });
    expect(classifyProbe(answer(503, said), asked)).toMatchObject({ kind, status: 503 });
  });

  it('a page below 500 is a page, whatever its status: a web filter has its own 403', () => {
    for (const status of [200, 302, 400, 401, 402, 403, 404, 405, 409, 410, 422, 451]) {
      expect(create(status, page)).toMatchObject({ kind: 'portal', processed: 'unknown' });
      // Without TLS anybody can have answered, and nothing was passed on.
      const plain = { ...asked, url: new URL('http://127.0.0.1/one') };
      expect(classifyCreate(answer(status, page), plain)).toMatchObject({ kind: 'portal', processed: 'no' });
    }
  });

  it.each([
    ['with a byte order mark', 'application/json', '\uFEFF<!DOCTYPE html><p>No</p>'],
    ['said to be text', 'text/plain', '\n <HTML><p>No</p>'],
    ['after a comment', '', '<!-- blocked --><html></html>'],
    ['in XHTML', 'application/xhtml+xml', '<p>No</p>'],
    [
      'after a declaration',
      'application/json',
      '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">',
    ],
    ['that only leads elsewhere', '', '<meta http-equiv="refresh" content="0;url=http://login.example/">'],
    ['in capitals', 'TEXT/HTML; charset=utf-8', 'No'],
  ])('a page is known as one: %s', (_what, type, text) => {
    expect(create(403, { type, body: text }).kind).toBe('portal');
  });

  it('keeps the evidence: what the API said, shortened and without the key, and what came as it came', () => {
    expect(create(500, body('{ "message": "It broke for the-key" }'))).toEqual({
      kind: 'unknown',
      processed: 'unknown',
      phase: 'answer',
      status: 500,
      headMs: 50,
      code: 'HTTP_500',
      message: 'It broke for (the API key)',
      excerpt: '{ "message": "It broke for (the API key)" }',
    });
  });

  it('without an answer follows from how far the request came', () => {
    const failed = { kind: 'failed', code: 'ECONNRESET', message: 'read ECONNRESET' } as const;
    expect(classifyCreate({ ...failed, phase: 'connection' }, asked)).toMatchObject({
      kind: 'not-sent',
      processed: 'no',
    });
    expect(classifyCreate({ ...failed, phase: 'request' }, asked)).toMatchObject({
      kind: 'unknown',
      processed: 'unknown',
      phase: 'request',
      status: null,
      headMs: null,
    });
  });
});

describe('a body is understood', () => {
  const mark = '\uFEFF';
  const list = (text: string, type = 'application/json') => classifyList(answer(200, { type, body: text }), asked);

  it.each([
    ['with a byte order mark', 'application/json; charset=utf-8', mark],
    ['as plain text', 'text/plain', ''],
    ['as plain text with a byte order mark', 'Text/Plain;charset=utf-8', mark],
    ['without a type', '', mark],
    ['as a dialect of JSON', 'application/vnd.api+json', ''],
    ['as JSON by another name', 'text/json', ''],
  ])('%s: in an answer, in an error, in a list', (_what, type, begin) => {
    expect(create(201, { type, body: `${begin}{"contact":{"id":"c-1001"}}` })).toMatchObject({ crmId: 'c-1001' });
    expect(create(400, { type, body: `${begin}{"message":"No"}` })).toMatchObject({ kind: 'refused', message: 'No' });
    expect(list(`${begin}{"contacts":[{"id":"c-1001"}]}`, type)).toMatchObject({ contacts: [{ crmId: 'c-1001' }] });
    expect(classifyProbe(answer(200, { type, body: `${begin}{"contacts":[]}` }), asked).kind).toBe('well');
  });

  it('an error in plain words is taken by its words', () => {
    expect(create(400, { type: 'text/plain', body: 'Last name  is too long\n' })).toMatchObject({
      kind: 'refused',
      message: 'Last name is too long',
    });
  });

  it.each([
    '4150868000000376013',
    '4150868000000376014',
    '12345678901234567890123',
    '9007199254740993',
    '-9007199254740993',
    '17',
    '0',
  ])('with the id %s as a number: no digit is lost', (id) => {
    const contact = `{"id":${id},"remoteId": ${id} ,"amount":0.1234567890123456789,"note":"7 \\"${id}\\""}`;
    const excerpt = `{"contact":${contact}}`;
    expect(create(201, { body: excerpt })).toMatchObject({ kind: 'delivered', crmId: id, remoteId: id, excerpt });
    const inList = list(`{"contacts":[${contact}]}`);
    expect(inList).toMatchObject({ contacts: [{ crmId: id, remoteId: id }] });
    expect(list(`[${contact}]`)).toEqual(inList);
    expect(inList).toHaveProperty('contacts.0.excerpt', expect.stringContaining(id));
  });

  it.each(['null', '""', '" "', '{}', '[1]', 'true'])('but %s is no id', (id) => {
    expect(create(201, { body: `{"contact":{"id":${id}}}` })).toMatchObject({ kind: 'unknown', code: 'NO_CONTACT_ID' });
    expect(list(`{"contacts":[{"id":${id}}]}`)).toEqual({ kind: 'listed', contacts: [] });
  });
});

describe('the reason that a person reads', () => {
  it.each<[unknown, string | null]>([
    [{ message: 'Last name is missing' }, 'Last name is missing'],
    [{ Message: 'The request is invalid.' }, 'The request is invalid.'],
    [{ error: 'No such account' }, 'No such account'],
    [{ error: { message: 'No such account', code: 7 } }, 'No such account'],
    [{ error: { message: 'Bad', details: [{ '@type': 'x', domain: 'y' }] } }, 'Bad'],
    [{ error: { message: { lang: 'en', value: 'Bad value' } } }, 'Bad value'],
    [{ Error: { Message: 'Bad' } }, 'Bad'],
    [{ detail: 'Not like this' }, 'Not like this'],
    [{ title: 'Bad request', detail: 'The e-mail is not valid' }, 'The e-mail is not valid'],
    [{ title: 'Bad request', status: 400 }, 'Bad request'],
    [{ errors: { emailAddresses: ['is invalid'] } }, 'emailAddresses: is invalid'],
    [
      { errors: { emailAddresses: ['is invalid', 'is too long'], title: ['is no title'] } },
      'emailAddresses: is invalid; is too long; title: is no title',
    ],
    [{ errors: { emailAddresses: 'is invalid' } }, 'emailAddresses: is invalid'],
    [{ errors: { emailAddresses: { message: 'is invalid' } } }, 'emailAddresses: is invalid'],
    [{ errors: [{ detail: 'Unknown country' }] }, 'Unknown country'],
    [{ errors: [{ message: 'Unknown country' }] }, 'Unknown country'],
    [{ errors: [{ title: 'Unknown country' }] }, 'Unknown country'],
    [{ errors: ['Unknown country', 'No city', 'No city'] }, 'Unknown country; No city'],
    [{ errors: [{ field: 'country', message: 'is unknown' }] }, 'country: is unknown'],
    [
      { message: 'The given data was invalid.', errors: { email: ['is taken'] } },
      'The given data was invalid.; email: is taken',
    ],
    [{ title: 'One or more errors occurred.', errors: { LastName: ['Too long'] } }, 'LastName: Too long'],
    [
      [{ message: 'Required fields are missing: [Company]', errorCode: 'REQUIRED_FIELD_MISSING' }],
      'Required fields are missing: [Company]',
    ],
    [
      {
        data: [
          { code: 'MANDATORY_NOT_FOUND', message: 'required field not found', details: { api_name: 'Last_Name' } },
        ],
      },
      'required field not found',
    ],
    [{ error: 'invalid_request', error_description: 'Unknown credential' }, 'Unknown credential'],
    [{ error: 'Bad Request', message: 'lastName is empty', statusCode: 400 }, 'lastName is empty'],
    [{ statusCode: 400, message: ['a is wrong', 'b is wrong'], error: 'Bad Request' }, 'a is wrong; b is wrong'],
    [{ fault: { faultstring: 'No such plan', detail: { errorcode: 'x.y' } } }, 'No such plan'],
    [{ error_message: 'No' }, 'No'],
    [{ errorMessage: 'No' }, 'No'],
    [{ reason: 'No' }, 'No'],
    [{ messages: ['No', 'Never'] }, 'No; Never'],
    [{ messages: [{ text: 'No' }] }, 'No'],
    [{ response: { body: { message: 'No' } } }, 'No'],
    [{ status: { message: 'No' } }, 'No'],
    [{ status: 'error', message: 'No' }, 'No'],
    [{ detail: [{ loc: ['body', 'lastName'], msg: 'field required' }] }, 'field required'],
    [{ email: ['Enter a valid e-mail address.'] }, 'email: Enter a valid e-mail address.'],
    ['"Just so"', 'Just so'],
    [{ status: 'error', code: 400 }, null],
    [{ contact: { title: 'Dr', description: 'met at the booth' } }, null],
    [{ message: ' ', error: null, errors: [] }, null],
    [{}, null],
    ['', null],
    ['null', null],
    ['{"message":"cut', null],
  ])('in %j', (said, message) => {
    expect(create(422, body(said))).toMatchObject({ kind: 'refused', message });
  });

  it('is short, and has no key in it', () => {
    const { message } = create(400, body({ errors: ['x'.repeat(200), `the-key ${'y'.repeat(200)}`] }));
    expect(message).toHaveLength(301);
    expect(message).toContain('(the API key)');
  });
});

describe('"it is there already"', () => {
  const kindOf = (status: number, said: unknown) => create(status, body(said)).kind;

  it.each([
    [[{ message: 'Use one of these records?', errorCode: 'DUPLICATES_DETECTED' }]],
    [{ message: 'x', code: 'DUPLICATE_VALUE' }],
    [{ data: [{ code: 'DUPLICATE_DATA', message: 'duplicate data', details: {} }] }],
    [{ error_code: 'CONTACT_EXISTS' }],
    [{ error: 'contact_already_exists', error_description: 'x' }],
    [{ error: { type: 'DuplicateContact' } }],
    [{ error: { status: 'ALREADY_EXISTS', code: 409 } }],
    [{ type: 'https://crm.example/problems/duplicate-record', title: 'x' }],
    [{ errors: [{ errorType: 'CONFLICT_UNIQUE' }] }],
    [{ Code: 'Conflict-Contact-Found' }],
    [{ __type: 'DuplicateRecordException' }],
    [{ message: 'A contact with this e-mail address already exists' }],
    [{ message: 'E-mail has already been taken' }],
  ])('is said by %j, whatever the status', (said) => {
    for (const status of [400, 409, 422]) expect(kindOf(status, said)).toBe('already-there');
  });

  it.each([
    [{ message: 'Duplicate key phoneNumberType in phoneNumbers[1]' }],
    [{ message: 'Duplicate key emailAddressType in emailAddresses[1]' }],
    [{ message: 'Property notes already exists in remoteFields' }],
    [{ message: 'No duplicate rule is active. Owner is missing.' }],
    [{ message: 'Duplicate request', code: 'DUPLICATE_REQUEST' }],
    [{ message: 'x', code: 'DUPLICATE_FIELD_NAME' }],
    [{ message: 'Account exists already' }],
    [{ message: 'x', code: 'CONFLICT_VERSION' }],
    [{ message: 'x', code: 'PROPERTY_ALREADY_EXISTS' }],
    [{ message: 'The record does not exist', code: 'RECORD_DOES_NOT_EXIST' }],
  ])('is not said by %j, whatever the status', (said) => {
    for (const status of [400, 409, 422]) expect([status, kindOf(status, said)]).toEqual([status, 'refused']);
  });

  it.each([
    [{ message: 'Duplicate value found' }],
    [{ message: 'A contact property of this name already exists' }],
    [{ message: 'E-mail address main already exists in emailAddresses' }],
    [{ message: 'No duplicate contact rule is active' }],
    [{ message: 'Conflict' }],
    [{ error: 'Conflict', statusCode: 409 }],
  ])('is not said by %j, unless the status says it', (said) => {
    expect([kindOf(400, said), kindOf(409, said)]).toEqual(['refused', 'already-there']);
  });

  it.each(['', '{}', 'null', '{"message":"So it is"}', '{"message":"Contact already exists. Existing ID: 123"}'])(
    'is said by 409 with %j',
    (said) => {
      expect(kindOf(409, said)).toBe('already-there');
    },
  );

  it.each(['Version conflict', 'edit conflict', 'The record was changed by somebody else', 'Record is locked'])(
    'is not said by 409 where it speaks plainly of something else: %s',
    (message) => {
      expect(kindOf(409, { message })).toBe('refused');
      expect(kindOf(409, { code: message.toUpperCase().replaceAll(' ', '_') })).toBe('refused');
    },
  );
});

describe('how long the API asks to wait', () => {
  const wait = (header: string, date?: string, at = now) => {
    const headers = { 'retry-after': header, ...(date === undefined ? {} : { date }) };
    const outcome = classifyCreate(answer(429, { headers }), { ...asked, now: at });
    return outcome.kind === 'rate-limited' ? outcome.retryAfter : undefined;
  };

  it.each([
    ['7', 7_000],
    [' 120 ', 120_000],
    ['0', 0],
    ['-5', null],
    ['1.5', null],
    ['+5', null],
    ['5 s', null],
    ['soon', null],
    ['2026', 2_026_000],
    ['2026-11-24T10:02:00Z', null],
    ['', null],
    ['Tue, 24 Nov 2026 10:02:00 GMT', 120_000],
    ['Tuesday, 24-Nov-26 10:02:00 GMT', 120_000],
    ['Tue Nov 24 10:02:00 2026', 120_000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['Tue, 99 Nov 2026 10:02:00 GMT', null],
  ])('is read from %j', (header, milliseconds) => {
    expect(wait(header)).toBe(milliseconds);
  });

  it('by the clock of whoever says so, whatever the laptop believes', () => {
    const date = 'Tue, 24 Nov 2026 10:00:00 GMT';
    for (const off of [-30, 0, 30]) {
      expect(wait('Tue, 24 Nov 2026 10:02:00 GMT', date, now + off * 60_000)).toBe(120_000);
    }
    expect(wait('Tue, 24 Nov 2026 10:02:00 GMT', 'today')).toBe(120_000);
  });
});
