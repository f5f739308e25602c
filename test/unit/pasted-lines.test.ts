import { describe, expect, it } from 'vitest';
import { pastedLines } from '#contract/pasted-lines.ts';

describe('several lines in a field of one', () => {
  it.each([
    ['Nordlicht AG\nHafenstr. 5\n20099 Hamburg', 3],
    ['Nordlicht AG\r\n Hafenstr. 5 \r\n\r\n20099 Hamburg\r\n', 3],
    ['Nordlicht AG\u2028Hafenstr. 5\u000B20099 Hamburg', 3],
  ])('become one with something between them, and that is said: %j', (pasted, count) => {
    expect(pastedLines(pasted, 'line')).toEqual({
      text: 'Nordlicht AG, Hafenstr. 5, 20099 Hamburg',
      more: [],
      notes: [{ key: 'text.linesJoined', params: { count } }],
    });
  });

  it('become one in an e-mail field, too, where not all are addresses', () => {
    expect(pastedLines('Mara Lindt\nmara@example.com', 'email')).toEqual({
      text: 'Mara Lindt mara@example.com',
      more: [],
      notes: [{ key: 'text.linesJoined', params: { count: 2 } }],
    });
  });

  it('stay several where there is room for them', () => {
    expect(pastedLines('one\ntwo\n', 'text')).toEqual({ text: 'one\ntwo\n', more: [], notes: [] });
  });
});

describe('several addresses', () => {
  it.each([
    ['a@example.com\nb@example.com\n'],
    ['a@example.com\tb@example.com'],
    ['a@example.com; <mailto:b@example.com>;'],
    [' a@example.com,b@example.com\u200B'],
    ['a@example.com b@example.com'],
  ])('in the e-mail field become an entry each: %j', (pasted) => {
    expect(pastedLines(pasted, 'email')).toEqual({
      text: 'a@example.com',
      more: ['b@example.com'],
      notes: [{ key: 'text.emailsApart', params: { count: 1 } }],
    });
  });

  it.each([
    'Tel.: +49 30 23125 014\nMobil: +49 151 5550 1234',
    '+49 30 23125014; 015155501234',
    '030/23125 014, 0151 5550 1234',
  ])('so do phone numbers: %j', (pasted) => {
    const { text, more, notes } = pastedLines(pasted, 'phone');
    expect([text, ...more]).toEqual(pasted.split(/\n|[;,] /u));
    expect(notes).toEqual([{ key: 'text.phonesApart', params: { count: 1 } }]);
  });
});

describe('several phone numbers in one line', () => {
  it.each([
    ['+49 40 123456 / +49 170 4567890', ['+49 40 123456', '+49 170 4567890']],
    ['+49 40 123456/+49 170 4567890', ['+49 40 123456', '+49 170 4567890']],
    ['040 123456 oder 0170 4567890', ['040 123456', '0170 4567890']],
    ['Tel. 040 123456 | Mobil 0170 4567890', ['Tel. 040 123456', 'Mobil 0170 4567890']],
  ])('become an entry each: %j', (typed, expected) => {
    const { text, more } = pastedLines(typed, 'phone');
    expect([text, ...more]).toEqual(expected);
  });

  it.each([
    '040 / 123456',
    '07031 / 12345',
    '040/123456',
    '+49 40 1234-0 / -15',
    '+1 555 010 0142 x12',
    'ask for Eva or Tom',
  ])('are not seen in one: %j', (typed) => {
    expect(pastedLines(typed, 'phone')).toEqual({ text: typed, more: [], notes: [] });
  });
});

describe('a single line', () => {
  it.each([
    ['Mara Lindt', 'line', 'Mara Lindt'],
    [' Lindt', 'line', ' Lindt'],
    ['mara@example.com\r\n', 'email', 'mara@example.com'],
    ['Mara\tLindt', 'line', 'Mara Lindt'],
    ['+49 30 23125014\n', 'phone', '+49 30 23125014'],
    ['\u{20BB7}田', 'line', '\u{20BB7}田'],
  ] as const)('is taken without a word: %j', (pasted, kind, text) => {
    expect(pastedLines(pasted, kind)).toEqual({ text, more: [], notes: [] });
  });

  it('is tidied at once', () => {
    expect(pastedLines('\u202D+1 555 010 0142\u202C', 'phone')).toEqual({
      text: '+1 555 010 0142',
      more: [],
      notes: [{ key: 'text.invisible' }],
    });
    expect(pastedLines('mailto:kim@example.com', 'email').text).toBe('kim@example.com');
  });
});
