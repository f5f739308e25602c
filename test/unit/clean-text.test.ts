import { describe, expect, it } from 'vitest';
import { cleanText, isUnseen, textKindOf, tidied, tidiedContact } from '#contract/clean-text.ts';
import type { Message } from '#words/message.ts';
import { contactWith } from '../support/contacts.ts';

/** One of each kind of what nobody can see, and more than one of those that people meet. */
const unseen = [
  ...[
    '\u200B',
    '\u200E',
    '\u200F',
    '\u061C',
    '\u202A',
    '\u202D',
    '\u202C',
    '\u2066',
    '\u2068',
    '\u2069',
    '\uFEFF',
    '\u2060',
  ],
  ...[
    '\u00AD',
    '\u034F',
    '\u115F',
    '\u1160',
    '\u3164',
    '\uFFA0',
    '\u17B4',
    '\u180E',
    '\u2061',
    '\u2064',
    '\u206A',
    '\uFE0D',
  ],
  ...[
    '\uFE0F',
    '\u{E0041}',
    '\u{E007F}',
    '\u{E0101}',
    '\u{1D173}',
    '\u{1BCA0}',
    '\uFFF9',
    '\uFFFC',
    '\uFFFE',
    '\u0000',
    '\u0007',
    '\u001B',
  ],
  ...['\u009F', '\uD842', '\uDFB7', '\u200C', '\u200D'],
];

describe('what nobody can see', () => {
  it.each([
    ['phone', '\u202D+1 555 010 0142\u202C', '+1 555 010 0142'],
    ['phone', '\u2068+49 30 23125 014\u2069', '+49 30 23125 014'],
    ['phone', '+1\uFE0D-555-010-0143', '+1-555-010-0143'],
    ['email', '\u200Bmara.lindt@example.com', 'mara.lindt@example.com'],
    ['email', 'mara.lin\u00ADdt@example.com', 'mara.lindt@example.com'],
    ['email', 'ali\u200C.reza@example.org', 'ali.reza@example.org'],
    ['phone', '+98\u200D 21 5550 1234\u2800', '+98 21 5550 1234'],
    ['line', 'Lindt\u200E', 'Lindt'],
    ['url', 'https://example.com/\u200Ba', 'https://example.com/a'],
  ] as const)('goes from the %s %j', (kind, typed, clean) => {
    expect(tidied(typed, kind)).toEqual({ text: clean, notes: [{ key: 'text.invisible' }] });
  });

  it.each(unseen)('goes from a name, a note, an e-mail and a phone number: %j', (mark) => {
    for (const kind of ['line', 'text', 'email', 'phone', 'url'] as const) {
      expect(cleanText(`${mark}Lin${mark}dt${mark}`, kind)).toBe('Lindt');
    }
    expect(isUnseen(mark)).toBe(true);
  });

  it.each(['\u200D', '\u200C', '\uFE0F', '\u{E0067}\u{E0062}\u{E007F}', '\u{E0101}'])(
    'goes from where nothing needs it, also beside letters that could: %j',
    (mark) => {
      expect(cleanText(`${mark} علی ${mark}`, 'line')).toBe(' علی ');
      expect(cleanText(`👋 ${mark}`, 'line')).toBe('👋 ');
    },
  );

  it('goes after an emoji where tags would say more than a flag', () => {
    const hidden = 'ignore'.replace(/./gu, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
    expect(cleanText(`😀${hidden}`, 'line')).toBe('😀');
    expect(cleanText(`🏴${hidden}`, 'line')).toBe('🏴');
  });

  it('leaves a space or a line break where one was', () => {
    expect(cleanText('Mara\u2800Lindt\u2028Nordlicht\u000BAG', 'line')).toBe('Mara Lindt Nordlicht AG');
    expect(cleanText('one\u2028two\u000Bthree\n\tfour', 'text')).toBe('one\ntwo\nthree\n\tfour');
  });

  it.each(['\v', '\f', '\u0085', '\u2028', '\u2029', '\u2800'])(
    'leaves a space also where there is nothing else: %j',
    (mark) => {
      expect(cleanText(`Mara${mark}Lindt`, 'line')).toBe('Mara Lindt');
    },
  );
});

describe('what a script or an emoji needs', () => {
  it.each([
    ['a Persian name', 'علی\u200Cرضا'],
    ['a Persian ending after Latin letters and digits', 'PDF\u200Cها ۱۲\u200Cساله'],
    ['a Nepali name', 'र\u094D\u200Dयाल'],
    ['a Marathi one in the other order', 'गु\u200Dऱ्हाळ'],
    ['a Sinhala one', 'ශ්\u200Dරී'],
    ['a Malayalam one that ends with a joiner', 'രാജന്\u200D'],
    ['a Bengali one', 'র\u200D্যাব'],
    ['an Arabic letter in the shape of a beginning', 'ه\u200D'],
    ['a Japanese family name with its form', '葛\u{E0100}城'],
    ['a Mongolian name with its form', 'ᠬ\u180Bᠠ'],
    ['an emoji of a scientist', '👩\u200D🔬 Lab'],
    ['a family of four with shades', '👩🏽\u200D❤\uFE0F\u200D💋\u200D👨🏿'],
    ['a flag', '🏳\uFE0F\u200D🌈 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
    ['a heart in colour, a telephone in black, a boxed digit', '❤\uFE0F ☎\uFE0E 1\uFE0F\u20E3'],
    ['Braille', '⠓⠊⠀⠞⠓⠑⠗⠑'],
    ['what is seen', "O'Neil-Weiß 李雷 a\u0301 Ünal 😀 𠮷田 \uFFFD \u00A0 ۝ 김민수"],
  ])('stays in a name and a note: %s', (_what, text) => {
    expect(tidied(text, 'line')).toEqual({ text, notes: [] });
    expect(tidied(text, 'text')).toEqual({ text, notes: [] });
    expect(isUnseen(text)).toBe(false);
  });
});

describe('a name', () => {
  it.each(['', ' ', '\u200B', '\u3164', '\u2800', '\u00A0\u200B\u3000', '\u{E0020}', '\uD842', '\u{1D159}'])(
    'of which nothing can be seen is empty: %j',
    (text) => {
      expect(isUnseen(text)).toBe(true);
    },
  );
});

describe('a contact', () => {
  it('is cleaned in each of its texts by what they are for', () => {
    const typed = contactWith({
      firstName: 'علی\u200Cرضا',
      lastName: 'Lindt\u200E',
      account: '👩\u200D🔬 Lab',
      emailAddresses: [{ emailAddressType: 'ma\u200Bin', emailAddress: 'ali\u200C.reza@example.org' }],
      phoneNumbers: [{ phoneNumberType: 'mobile', phoneNumber: '\u202D+1 555 010 0142\u202C' }],
      customFields: [{ name: 'No\u00ADte', value: 'one\u2028two', kind: 'text' }],
    });
    const notes: Message[] = [];
    expect(tidiedContact(typed, notes)).toEqual({
      ...typed,
      lastName: 'Lindt',
      emailAddresses: [{ emailAddressType: 'main', emailAddress: 'ali.reza@example.org' }],
      phoneNumbers: [{ phoneNumberType: 'mobile', phoneNumber: '+1 555 010 0142' }],
      customFields: [{ name: 'Note', value: 'one\ntwo', kind: 'text' }],
    });
    expect(notes).toEqual([{ key: 'text.invisible' }]);
    expect(textKindOf('emailAddresses.12.emailAddress')).toBe('email');
    expect(textKindOf('lastName')).toBe('line');
  });
});
