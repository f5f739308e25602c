/** Codes as badges, phones and tickets have them. */
import { expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { foundInCode, type Found } from '../../support/reading/found.ts';

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
  [
    'a company beside its country',
    'REG-2291|Mustafa|Çelik|Head of IT|Anatolia Foods|TR|mustafa.celik@anatolia.example',
    'delimited',
    { first: 'Mustafa', last: 'Çelik', title: 'Head of IT', account: 'Anatolia Foods', badge: 'REG-2291' },
  ],
  ['group separators', 'M1\x1d104772\x1dDuval\x1dInès', 'delimited', { badge: '104772' }],
  [
    'a line of a spreadsheet',
    'Jana Keller\tAcme GmbH\tjana@acme.example\t+49 221 555010',
    'delimited',
    { ...jana, account: 'Acme GmbH', phones: ['primary +49 221 555010'] },
  ],
];

it.each(cases)('reads %s', (_name, code, kind, expected) => {
  expect(kindOf(code)).toBe(kind);
  expect(foundInCode(code)).toMatchObject(expected);
});
