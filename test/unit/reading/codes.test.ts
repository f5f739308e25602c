/** Codes as badges, phones and tickets have them. */
import { describe, expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { firstOf, foundInCode, type Found } from '../../support/reading/found.ts';

const kindOf = (text: string) => read({ text, symbology: 'QRCode' }).kind;

const jana = { first: 'Jana', last: 'Keller' };
const cases: [name: string, code: string, kind: string, expected: Partial<Found>][] = [
  [
    'MECARD',
    String.raw`MECARD:N:Keller,Jana;ORG:Acme GmbH;TEL:+491515550100;EMAIL:jana@acme.example;URL:https\://acme.example;NOTE:Hall 4;;`,
    'mecard',
    {
      ...{ ...jana, account: 'Acme GmbH', phones: ['primary +491515550100'], emails: ['main jana@acme.example'] },
      ...{ website: 'https://acme.example', note: 'Hall 4' },
    },
  ],
  [
    'MECARD with escapes and the parts of an address',
    String.raw`MECARD:N:Weiss,Ida;ORG:Café\; Bar;TEL:+493023125030;EMAIL:ida@example.com;URL:https\://example.com;ADR:,,Hof 3,Berlin,,10115,DE;;`,
    'mecard',
    {
      ...{ last: 'Weiss', first: 'Ida', account: 'Café; Bar', website: 'https://example.com' },
      addresses: [
        {
          ...{ addressType: 'main', street1: 'Hof 3', street2: '', city: 'Berlin', state: '', countrySubdivision: '' },
          ...{ postalCode: '10115', country: 'DE' },
        },
      ],
    },
  ],
  [
    'MECARD with neither comma nor its last semicolon',
    'MECARD:N:City Transport;ORG:CT;ADR:Old Street 10;',
    'mecard',
    {
      account: 'CT',
      last: 'Transport',
      first: 'City',
      sure: { lastName: 'guess', firstName: 'guess', account: 'sure', addresses: 'guess' },
    },
  ],
  ['MECARD in small letters, cut off', 'mecard:n:Low,Lea;tel:030 23125', 'mecard', { last: 'Low', first: 'Lea' }],
  [
    'MECARD of Cvent',
    'MECARD:CONF:2WBCTIXLFURQT;N:Keller,Jana;TEL:+15555550100;EMAIL:jana@acme.example;TITLE:Director;ORG:Acme;;',
    'mecard',
    { ...jana, badge: '2WBCTIXLFURQT', title: 'Director', account: 'Acme' },
  ],
  [
    'BIZCARD',
    'BIZCARD:N:Jana;X:Keller;T:Head of Sales;C:Acme;A:Hauptstr. 1, 50667 Köln;B:+49221555010;M:+491515550100;F:+49221555011;E:jana@acme.example;;',
    'bizcard',
    {
      ...{ ...jana, title: 'Head of Sales', account: 'Acme', emails: ['main jana@acme.example'] },
      phones: ['primary +49221555010', 'mobile +491515550100', 'fax +49221555011'],
    },
  ],
  [
    'BIZCARD of a report',
    'BIZCARD:N:Inès;X:Duval;T:Head of Sales;C:Orme SARL;B:+33199005501;E:ines@example.fr;;',
    'bizcard',
    {
      first: 'Inès',
      last: 'Duval',
      account: 'Orme SARL',
      phones: ['primary +33199005501'],
      emails: ['main ines@example.fr'],
    },
  ],
  [
    'KDDI',
    'MEMORY:met at hall 4\r\nNAME1:山田 花子\r\nTEL1:+81312345678\r\nMAIL1:hanako@acme.example\r\nADD:東京都港区1-2-3\r\n',
    'kddi',
    {
      last: '山田',
      first: '花子',
      note: 'met at hall 4',
      phones: ['primary +81312345678'],
      emails: ['main hanako@acme.example'],
    },
  ],
  ['CompuSystems', 'csicsi|0|Jana|Keller|C1234', 'delimited', { ...jana, extras: { companyId: 'C1234' } }],
  ...['^', '*', '%', '|'].map((by): [string, string, string, Partial<Found>] => [
    `Cvent with ${by}`,
    [
      'J3NHHSZN2VK',
      'Jana',
      'Keller',
      'jana@acme.example',
      'Director',
      'Acme',
      'Köln',
      '',
      '50667',
      '+49221555010',
    ].join(by),
    'delimited',
    {
      ...jana,
      badge: 'J3NHHSZN2VK',
      title: 'Director',
      account: 'Acme',
      emails: ['main jana@acme.example'],
      phones: ['primary +49221555010'],
    },
  ]),
  [
    'carets and NULL',
    '10023^Jana^Keller^jana@acme.example^Acme^Hauptstr. 1^NULL^NULL^Köln^NULL^50667^DE',
    'delimited',
    {
      ...{ ...jana, badge: '10023', account: 'Acme', emails: ['main jana@acme.example'] },
      addresses: [
        {
          ...{
            addressType: 'main',
            street1: 'Hauptstr. 1',
            street2: '',
            city: 'Köln',
            state: '',
            countrySubdivision: '',
          },
          ...{ postalCode: '50667', country: 'DE' },
        },
      ],
    },
  ],
  ['Devoxx', '4711::Keller::Jana::Acme::jana@acme.example', 'delimited', { ...jana, badge: '4711', account: 'Acme' }],
  [
    'Aptify',
    'JanaKeller_Acme^2427',
    'delimited',
    {
      ...jana,
      badge: '2427',
      account: 'Acme',
      sure: { firstName: 'guess', lastName: 'guess', account: 'guess', badgeId: 'sure' },
    },
  ],
  [
    'bars in an order that nobody knows',
    'EXPO26|104772|Duval|Inès|Orme SARL',
    'delimited',
    {
      badge: '104772',
      account: 'Orme SARL',
      sure: { badgeId: 'guess', account: 'guess', firstName: 'guess', lastName: 'guess' },
    },
  ],
  [
    'an order that the e-mail address gives away',
    '104772~Duval~Inès~Orme~ines.duval@orme.example',
    'delimited',
    { badge: '104772', first: 'Inès', last: 'Duval', account: 'Orme', emails: ['main ines.duval@orme.example'] },
  ],
  ['group separators', 'M1\x1d104772\x1dDuval\x1dInès', 'delimited', { badge: '104772' }],
  [
    'a line of a spreadsheet',
    'Jana Keller\tAcme GmbH\tjana@acme.example\t+49 221 555010',
    'delimited',
    { ...jana, account: 'Acme GmbH', phones: ['primary +49 221 555010'] },
  ],
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
];

it.each(cases)('reads %s', (_name, code, kind, expected) => {
  expect(kindOf(code)).toBe(kind);
  expect(foundInCode(code)).toMatchObject(expected);
});

it('keeps the text as it was read, with the sort of code', () => {
  expect(read({ text: ' 0004711 ', symbology: 'Code128' })).toMatchObject({ raw: ' 0004711 ', symbology: 'Code128' });
  expect(read({ text: ']C10004711' }).symbology).toBe('GS1 Code128');
});

describe('a code without a contact', () => {
  it.each([
    ['WIFI:T:WPA;S:Booth;P:secret;;', 'wifi'],
    [' wifi:S:Booth;;', 'wifi'],
    ['otpauth://totp/Acme:jana?secret=JBSWY3DPEHPK3PXP', 'otp'],
    ['BCD\n002\n1\nSCT\nBFSWDE33BER\nAcme\nDE89370400440532013000\nEUR1\n', 'payment'],
    ['SPC\r\n0200\r\n1\r\nCH4431999123000889012\r\nS\r\nAcme', 'payment'],
    [
      '00020101021126360014br.gov.bcb.pix0114+55119123456785204000053039865802BR5904Acme6009Sao Paulo62070503***6304ABCD',
      'payment',
    ],
    ['bitcoin:bc1qexample?amount=1', 'payment'],
    ['javascript:alert(1)', 'script'],
    ['\u0001 JavaScript:alert(1)', 'script'],
    ['data:text/html,<script>1</script>', 'script'],
    ['file:///etc/passwd', 'script'],
  ])('is said to be none, and nothing is kept: %j', (text, kind) => {
    const reading = read({ text, symbology: 'QRCode' });
    expect(reading).toMatchObject({
      kind: 'refused',
      raw: null,
      proposals: [],
      broken: [],
      said: [{ key: `reading.${kind}` }],
    });
    expect(JSON.stringify(reading)).not.toMatch(/secret|JBSW|alert|DE89/u);
  });

  it('is no id either where it is empty', () => {
    expect(read({ text: ' \r\n' })).toMatchObject({ kind: 'nothing', proposals: [], said: [{ key: 'reading.empty' }] });
  });
});

describe('a driving licence', () => {
  const licence =
    '@\n\x1e\rANSI 636099090002DL00410150ZZ01910010DLDAQX0000000\nDCSKELLER\nDACJANA\nDADMARIE\nDBB04011990\nDBC2\nDAYBRO\nDAG12 ELM ST\nDAISPRINGFIELD\nDAJIL\nDAK627010000\nDCGUSA\nDAQX0000000\r';

  it('is not read until that is switched on', () => {
    const reading = read({ text: licence, symbology: 'PDF417' });
    expect(reading).toMatchObject({ kind: 'refused', raw: null, proposals: [], said: [{ key: 'reading.licence' }] });
    expect(JSON.stringify(reading)).not.toContain('KELLER');
  });

  it.each([
    ['as it is', licence],
    ['with its control characters lost', licence.replaceAll('\x1e\r', '')],
    [
      'of the old form',
      '@\n\x1e\rAAMVA6360990102DL00390187DLDAQX0000000\nDAAKELLER,JANA,MARIE\nDAG12 ELM ST\nDAISPRINGFIELD\nDAJIL\nDAK627010000\nDBB19900401\nDCGUSA',
    ],
  ])('gives name and address alone, and its text is never kept: %s', (_how, text) => {
    const reading = read({ text, symbology: 'PDF417', readsLicences: true });
    expect(reading).toMatchObject({ kind: 'aamva', raw: null });
    expect(firstOf(reading)).toMatchObject({
      ...{ first: 'JANA', last: 'KELLER', said: ['reading.licenceRead'] },
      addresses: [
        expect.objectContaining({
          street1: '12 ELM ST',
          city: 'SPRINGFIELD',
          state: 'IL',
          postalCode: '62701',
          country: 'USA',
        }),
      ],
    });
    expect(JSON.stringify(reading)).not.toMatch(/X0000000|1990|BRO/u);
  });
});
