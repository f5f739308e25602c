import { describe, expect, it } from 'vitest';
import { emptyContact } from '#contract/contact.ts';
import type { View } from '#contract/outbox.ts';
import { answerOf } from '../../../renderer/detail/attempt-words.ts';
import { contactFacts } from '../../../renderer/detail/facts.ts';
import { textOf } from '../../../renderer/lib/words.ts';
import { emptyWords } from '../../../renderer/outbox/empty-words.ts';
import { readableJson } from '../../../renderer/practice/readable-json.ts';

describe('a body that was received', () => {
  it('is indented and otherwise left as it came', () => {
    const body = String.raw`{"a":{"n":12345678901234567890,"s":"x: {\"y\", [z]}"},"l":[1,2],"e":[],"o":{}}`;
    const readable = readableJson(body);
    expect(readable).toContain('  "n": 12345678901234567890,');
    expect(readable).toContain(String.raw`"s": "x: {\"y\", [z]}"`);
    expect(readable).toContain('"e": [],');
    expect(JSON.parse(readable)).toEqual(JSON.parse(body));
    expect(readableJson(readable)).toBe(readable);
  });
});

describe('the facts of a contact', () => {
  it('are all that was typed, in the order of the form, without what is empty', () => {
    const contact = {
      ...emptyContact(),
      lastName: 'Meier',
      customFields: [{ name: 'Budget', value: '{"eur": 1}', kind: 'json' as const }],
      addresses: emptyContact().addresses.map((address) => ({
        ...address,
        street1: 'Hauptstr. 1',
        city: 'Köln',
        postalCode: '50667',
        country: 'Germany',
        countrySubdivision: 'DE-NW',
      })),
    };
    expect(contactFacts(contact)).toEqual([
      { name: 'Last name', value: 'Meier', type: '', code: false, stays: false },
      { name: 'Budget', value: '{"eur": 1}', type: 'JSON', code: true, stays: false },
      { name: 'Address', value: 'Hauptstr. 1\n50667 Köln\nGermany, DE-NW', type: 'Main', code: false, stays: false },
    ]);
  });

  it('write days and types as the rest of the screen does', () => {
    const contact = {
      ...emptyContact(),
      followUpBy: '2026-12-03',
      phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber: '+49 221 5550100' }],
    };
    expect(contactFacts(contact).map(({ type, value }) => [type, value])).toEqual([
      ['Main', '+49 221 5550100'],
      ['', 'Dec 3, 2026'],
    ]);
  });
});

describe('an empty list', () => {
  const words = (parts: Partial<Parameters<typeof emptyWords>[0]>) =>
    emptyWords({ search: '', view: null, isOpen: true, isRepairing: false, isWhole: true, ...parts });

  it('says why it is empty', () => {
    const views = ['needs-you', 'under-way', 'sending', 'delivered', 'needs-attention', 'unconfirmed', 'withdrawn'];
    const titles = [
      words({}),
      words({ isOpen: false }),
      words({ search: 'zzz' }),
      ...views.map((view) => words({ view: view as View })),
    ];
    expect(new Set(titles.map(({ title }) => title.key)).size).toBe(titles.length);
  });

  it('does not say of an outbox that is being repaired that it cannot be opened', () => {
    expect(words({ isOpen: false, isRepairing: true }).text.key).toBe('outbox.repairingText');
    expect(words({ isOpen: false }).text.key).toBe('outbox.cannotShowText');
  });

  it('sends a search that found nothing to where more can be found', () => {
    const texts = [{}, { view: 'delivered' as const }, { isWhole: false }];
    expect(texts.map((parts) => words({ search: 'zzz', ...parts }).text.key)).toEqual([
      'outbox.noMatchText',
      'outbox.noMatchHere',
      'outbox.notWhole',
    ]);
  });
});

describe('an attempt', () => {
  it('says what came back, and a code only where it tells more than the status', () => {
    const words = (status: number | null, code: string | null) =>
      textOf(answerOf({ status, code, phase: status === null ? 'request' : 'answer', headMs: null }));
    expect(words(200, null)).toBe('HTTP 200');
    expect(words(500, 'HTTP_500')).toBe('HTTP 500');
    expect(words(200, 'NO_CONTACT_ID')).toBe('HTTP 200, NO_CONTACT_ID');
    expect(words(null, 'ECONNRESET')).toBe('no answer, ECONNRESET');
    expect(words(null, null)).toBe('no answer');
  });

  it('says how long the answer took, and where nothing can have been answered, since nothing left', () => {
    const words = (attempt: Parameters<typeof answerOf>[0]) => textOf(answerOf(attempt));
    expect(words({ status: 503, code: 'HTTP_503', phase: 'answer', headMs: 30_040 })).toBe('HTTP 503 after 30.0 s');
    expect(words({ status: null, code: 'ENOTFOUND', phase: 'connection', headMs: null })).toBe(
      'nothing was sent, ENOTFOUND',
    );
    // What an older version wrote down.
    expect(words({ status: null, code: 'ETIMEDOUT', phase: null, headMs: null })).toBe('no answer, ETIMEDOUT');
  });
});
