/** Links, JSON, numbers and ids as codes have them. */
import { expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { foundInCode, type Found } from '../../support/reading/found.ts';

const kindOf = (text: string) => read({ text, symbology: 'QRCode' }).kind;

const jana = { first: 'Jana', last: 'Keller' };
const cases: [name: string, code: string, kind: string, expected: Partial<Found>][] = [
  ['eventyay', '{"lead":"8f3k-22"}', 'json', { badge: '8f3k-22' }],
  [
    'JSON with a contact',
    '{"ticket":{"id":4711},"first_name":"Jana","lastName":"Keller","email":"jana@acme.example","company":"Acme"}',
    'json',
    { ...jana, badge: '4711', account: 'Acme', emails: ['main jana@acme.example'] },
  ],
  [
    'JSON with a whole name',
    '{"attendee":{"name":"Jana Keller","organisation":"Acme","phoneNumbers":["+49 221 555010"]}}',
    'json',
    { ...jana, account: 'Acme', phones: ['primary +49 221 555010'] },
  ],
  ['mailto', 'mailto:jana%40acme.example?subject=Hello', 'mailto', { emails: ['main jana@acme.example'] }],
  ['MATMSG', 'MATMSG:TO:jana@acme.example;SUB:Hi;BODY:there;;', 'mailto', { emails: ['main jana@acme.example'] }],
  ['tel', 'tel:+49-151-5550100', 'tel', { phones: ['primary +49-151-5550100'], e164: ['+491515550100'] }],
  ['SMSTO', 'SMSTO:+491515550100:Call me', 'tel', { phones: ['primary +491515550100'] }],
  ['a bare address', 'jana@acme.example', 'email', { emails: ['main jana@acme.example'], first: '', last: '' }],
  [
    'LinkedIn',
    'https://www.linkedin.com/in/jana-keller-7a1b2c3d?utm_source=share&utm_medium=x',
    'url',
    {
      ...jana,
      extras: { linkedIn: 'https://www.linkedin.com/in/jana-keller-7a1b2c3d' },
      sure: { firstName: 'guess', lastName: 'guess', extra: 'sure' },
    },
  ],
  [
    'LinkedIn without a name',
    'https://www.linkedin.com/in/jk81',
    'url',
    { last: '', extras: { linkedIn: 'https://www.linkedin.com/in/jk81' } },
  ],
  [
    'LinkedIn with an umlaut',
    'https://de.linkedin.com/in/j%C3%BCrgen-m%C3%BCller',
    'url',
    { first: 'Jürgen', last: 'Müller' },
  ],
  [
    'WhatsApp',
    'https://wa.me/491515550100?text=Hi',
    'url',
    { phones: ['mobile +491515550100'], extras: { whatsApp: 'https://wa.me/491515550100' } },
  ],
  [
    'WhatsApp, longer',
    'https://api.whatsapp.com/send?phone=491515550100&text=Hi',
    'url',
    { phones: ['mobile +491515550100'] },
  ],
  [
    'WhatsApp without a number',
    'https://wa.me/qr/K7QX2M5TAB3ZL1',
    'url',
    { phones: [], extras: { whatsApp: 'https://wa.me/qr/K7QX2M5TAB3ZL1' } },
  ],
  [
    'WeChat',
    'https://u.wechat.com/EAbCdEfGh-1jKLMnopQ?s=2',
    'url',
    { extras: { weChat: 'https://u.wechat.com/EAbCdEfGh-1jKLMnopQ?s=2' } },
  ],
  [
    'HiHello',
    'https://hihello.me/p/7d1f7c3e-0000-4000-8000-000000000001',
    'url',
    {
      extras: { cardLink: 'https://hihello.me/p/7d1f7c3e-0000-4000-8000-000000000001' },
      said: ['reading.noName', 'reading.openLater'],
    },
  ],
  [
    'Blinq',
    'https://s.blinq.me/cm4x?n=Jana&bs=iw',
    'url',
    { first: 'Jana', sure: { extra: 'sure', firstName: 'guess' } },
  ],
  ['Popl', 'https://poplme.co/7BRzv0fO/dqr', 'url', { extras: { cardLink: 'https://poplme.co/7BRzv0fO/dqr' } }],
  ['Telegram', 'https://t.me/jana_k', 'url', { extras: { telegram: '@jana_k' } }],
  ['Telegram, its own link', 'tg://resolve?domain=jana_k', 'url', { extras: { telegram: '@jana_k' } }],
  ['X', 'https://x.com/jana?s=21', 'url', { extras: { x: '@jana' } }],
  [
    'a link of the event',
    'https://badge.example/v/8F3K?e=expo26',
    'url',
    { extras: { link: 'https://badge.example/v/8F3K?e=expo26' } },
  ],
  ['GS1', ']C18018401234500000000012', 'gs1', { badge: '401234500000000012' }],
  ['GS1 in a link', 'https://id.gs1.org/8018/401234500000000012', 'gs1', { badge: '401234500000000012' }],
  ...[
    ...[
      'SBpax001',
      '1234.56.7890',
      '12-345-678',
      'rs8a3p67jepqtbt9evz766bfggzhfaqh',
      '000471100',
      'K7QX2M',
      '4006381333931',
    ],
    ...['=cU4GZ2xkYXNhc2Rhc2Rhc2Q', 'ab12CD', '0104772', 'EXPO26-104772', 'Z', '20261127', '+8F3K'],
  ].map((id): [string, string, string, Partial<Found>] => [
    `an id: ${id}`,
    id,
    'badge',
    { badge: id, last: '', said: ['reading.needsName'] },
  ]),
  ['the sort of code before an id', ']Q10004711', 'badge', { badge: '0004711' }],
  ['the sort of code before a card', ']Q1BEGIN:VCARD\nN:Keller;Jana\nEND:VCARD', 'vcard', jana],
  ['only a name', 'Jana Keller', 'signature', jana],
  ['only a name, turned round', 'Keller, Jana', 'signature', jana],
  ['short keys of JSON', '{"fn":"Jana","ln":"Keller","co":"Acme"}', 'json', { ...jana, account: 'Acme' }],
  ['names and values', 'id=04711&name=Jana%20Keller', 'delimited', { ...jana, badge: '04711' }],
  [
    'an address with its name',
    'mailto:Jana Keller <jana@acme.example>',
    'mailto',
    { ...jana, emails: ['main jana@acme.example'] },
  ],
  ['a bare number', '+491515550100', 'tel', { phones: ['primary +491515550100'] }],
  [
    'a bookmark',
    String.raw`MEBKM:TITLE:Acme;URL:https\://acme.example;;`,
    'url',
    { extras: { link: 'https://acme.example' } },
  ],
  [
    'LinkedIn without its scheme',
    'linkedin.com/in/jana-keller',
    'url',
    { ...jana, extras: { linkedIn: 'https://linkedin.com/in/jana-keller' } },
  ],
  ['WhatsApp without its scheme', 'wa.me/491515550100', 'url', { phones: ['mobile +491515550100'] }],
];

it.each(cases)('reads %s', (_name, code, kind, expected) => {
  expect(kindOf(code)).toBe(kind);
  expect(foundInCode(code)).toMatchObject(expected);
});

it('keeps the text as it was read, with the sort of code', () => {
  expect(read({ text: ' 0004711 ', symbology: 'Code128' })).toMatchObject({ raw: ' 0004711 ', symbology: 'Code128' });
  expect(read({ text: ']C10004711' }).symbology).toBe('GS1 Code128');
});

it.each([
  ['a phone number', '0711/555-0123', 'signature'],
  ['another phone number', '00493012345678', 'signature'],
  ['a number of the US', '212-555-0143', 'signature'],
  ['a name', 'Keller', 'signature'],
  ['a word', 'hello', 'nothing'],
  ['an id', 'EXPO26-0047', 'badge'],
  ['an id of many letters', 'k7qm2x4w9p3t5v8zab', 'badge'],
])('tells %s that somebody pasted from a badge', (_what, text, kind) => {
  expect(read({ text, from: 'text' }).kind).toBe(kind);
});
