/** Cards as phones, mail programs, badge printers and scanners write them, and what has to be found in each. */
import type { Found } from './found.ts';

export interface OwnCard {
  name: string;
  /** A text goes as UTF-8; `\xNN` in `latin1` as bytes. */
  text?: string;
  latin1?: string;
  expected: Partial<Found>[];
}

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const jana = { last: 'Keller', first: 'Jana' };

/** How the lines are folded or lost. */
const lineCards: OwnCard[] = [
  {
    name: 'no line breaks at all',
    text: 'BEGIN:VCARDVERSION:3.0N:Keller;Jana;;;FN:Jana KellerORG:Acme GmbH;SalesTITLE:Head of SalesTEL;TYPE=CELL:+49 151 5550100EMAIL;TYPE=INTERNET,WORK:jana.keller@acme.exampleADR;TYPE=WORK:;;Hauptstr. 1;Köln;;50667;GermanyURL:https://acme.exampleNOTE:badge 4711END:VCARD',
    expected: [
      {
        ...jana,
        account: 'Acme GmbH',
        title: 'Head of Sales',
        phones: ['mobile +49 151 5550100'],
        emails: ['main jana.keller@acme.example'],
        website: 'https://acme.example',
        note: 'badge 4711',
      },
    ],
  },
  {
    name: 'no line breaks, in small letters',
    text: 'begin:vcardversion:3.0n:low;lea;;;fn:lea loworg:acmetel;type=cell:+493023125021email:lea@acme.exampleend:vcard',
    expected: [
      {
        last: 'low',
        first: 'lea',
        account: 'acme',
        emails: ['main lea@acme.example'],
        phones: ['mobile +493023125021'],
      },
    ],
  },
  {
    name: 'no line breaks, all in capitals',
    text: 'BEGIN:VCARDVERSION:3.0FN:JANA KELLERN:KELLER;JANA;;;ORG:NORTHERN LABSTEL:+493023125021END:VCARD',
    expected: [{ last: 'KELLER', first: 'JANA', account: 'NORTHERN LABS', phones: ['primary +493023125021'] }],
  },
  {
    name: 'blanks in place of line breaks',
    text: 'BEGIN:VCARD VERSION:3.0 N:Keller;Jana FN:Jana Keller ORG:Acme TEL:+493023125021 END:VCARD',
    expected: [{ ...jana, account: 'Acme', phones: ['primary +493023125021'] }],
  },
  {
    name: 'line breaks spelt out',
    text: String.raw`BEGIN:VCARD\nVERSION:3.0\nN:Keller;Jana\nORG:Acme\nEMAIL:jana@acme.example\nEND:VCARD`,
    expected: [{ ...jana, account: 'Acme', emails: ['main jana@acme.example'] }],
  },
  {
    name: 'folded at 75 bytes within a word',
    text: card(
      'VERSION:3.0',
      'N:Keller;Jana',
      'ORG:Acme International Trading and Logistics Company of the Northern Sta',
      ' tes',
    ),
    expected: [{ ...jana, account: 'Acme International Trading and Logistics Company of the Northern States' }],
  },
  {
    name: 'folded within a letter',
    latin1: card('VERSION:3.0', 'N:M\xC3', ' \xBCller;J\xC3\xBCrgen', 'ORG:Stra\xC3', '\t\x9Fenbau'),
    expected: [{ last: 'Müller', first: 'Jürgen', account: 'Straßenbau' }],
  },
  {
    name: 'folded at a blank, as 2.1 has it',
    text: card('VERSION:2.1', 'N:Keller;Jana', 'NOTE:Wants a demo of the', ' new press'),
    expected: [{ ...jana, note: 'Wants a demo of the new press' }],
  },
  {
    name: 'folded with a tab',
    text: card('VERSION:4.0', 'N:Keller;Ja', '\tna;;;'),
    expected: [jana],
  },
  {
    name: 'CR CR LF',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'ORG:Acme').replaceAll('\r\n', '\r\r\n'),
    expected: [{ ...jana, account: 'Acme' }],
  },
  {
    name: 'indented as a whole',
    text: 'BEGIN:VCARD\nVERSION:3.0\nFN:Jana Keller\nN:Keller;Jana\nEND:VCARD'.replace(/^/gmu, '    '),
    expected: [jana],
  },
  {
    name: 'with text around it',
    text: `Scan me:\r\n${card('N:Keller;Jana', 'TEL:+493023125021')}Thanks!`,
    expected: [{ ...jana, phones: ['primary +493023125021'] }],
  },
  {
    name: 'without an end, cut off in the middle',
    text: 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Keller;Jana\r\nORG:Acme\r\nEMAI',
    expected: [{ ...jana, account: 'Acme' }],
  },
  {
    name: 'two cards, the second without breaks',
    text: `${card('N:Keller;Jana')}BEGIN:VCARDVERSION:3.0N:Low;LeaEND:VCARD`,
    expected: [jana, { last: 'Low', first: 'Lea' }],
  },
];

/** Charsets and encodings. */
const letterCards: OwnCard[] = [
  {
    name: 'Latin-1 without a charset',
    latin1: card('VERSION:2.1', 'N:M\xFCller;J\xFCrgen', 'ORG:Caf\xE9 Bar'),
    expected: [{ last: 'Müller', first: 'Jürgen', account: 'Café Bar' }],
  },
  {
    name: 'Windows-1252 with an apostrophe and a euro',
    latin1: card('VERSION:3.0', 'N:O\x92Neil;Se\xE1n', 'NOTE:50 \x80 a day'),
    expected: [{ last: 'O’Neil', first: 'Seán', note: '50 € a day' }],
  },
  {
    name: 'ISO-8859-2 by its label',
    latin1: card('VERSION:2.1', 'N;CHARSET=ISO-8859-2:Wi\xB6niewski;Pawe\xB3'),
    expected: [{ last: 'Wiśniewski', first: 'Paweł' }],
  },
  {
    name: 'labelled Latin-1, but UTF-8',
    text: card('VERSION:2.1', 'N;CHARSET=ISO-8859-1:Müller;Jürgen'),
    expected: [{ last: 'Müller', first: 'Jürgen' }],
  },
  {
    name: 'labelled UTF-8, but Latin-1',
    latin1: card('VERSION:2.1', 'N;CHARSET=UTF-8:M\xFCller;J\xFCrgen'),
    expected: [{ last: 'Müller', first: 'Jürgen' }],
  },
  {
    name: 'a charset that there is not',
    text: card('VERSION:2.1', 'N;CHARSET=X-NOKIA:Müller;Jürgen'),
    expected: [{ last: 'Müller', first: 'Jürgen' }],
  },
  {
    name: 'Shift_JIS by its label',
    latin1: card('VERSION:2.1', 'N;CHARSET=SHIFT_JIS:\x8ER\x93c;\x89\xD4\x8Eq'),
    expected: [{ last: '山田', first: '花子' }],
  },
  {
    name: 'Shift_JIS without one',
    latin1: card('VERSION:3.0', 'N:\x8ER\x93c;\x89\xD4\x8Eq', 'ORG:\x8A\x94\x8E\xAE\x89\xEF\x8E\xD0'),
    expected: [{ last: '山田', first: '花子', account: '株式会社' }],
  },
  {
    name: 'GBK in quoted-printable',
    text: card('VERSION:2.1', 'N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=CD=F5;=D0=A1=C3=F7'),
    expected: [{ last: '王', first: '小明' }],
  },
  {
    name: 'garbled once on its way',
    text: card('VERSION:3.0', 'N:MÃ¼ller;JÃ¶rg', 'ORG:CafÃ© Zum GroÃŸen'),
    expected: [{ last: 'Müller', first: 'Jörg', account: 'Café Zum Großen' }],
  },
  {
    name: 'garbled twice',
    text: card('VERSION:3.0', 'N:MÃƒÂ¼ller;Jana'),
    expected: [{ last: 'Müller', first: 'Jana' }],
  },
  {
    name: 'garbled in quoted-printable',
    text: card('VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=83=C2=BCller;Jana'),
    expected: [{ last: 'Müller', first: 'Jana' }],
  },
  {
    name: 'quoted-printable with a fold of 3.0 in a letter',
    text: card('VERSION:2.1', 'N;ENCODING=QUOTED-PRINTABLE:M=C3=', ' =BCller;Jana'),
    expected: [{ last: 'Müller', first: 'Jana' }],
  },
  {
    name: 'quoted-printable that ends with = at the end of the card',
    text: card('VERSION:2.1', 'N;ENCODING=QUOTED-PRINTABLE:Keller;Jana='),
    expected: [jana],
  },
  {
    name: 'an equals sign that is none of quoted-printable',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'URL:https://acme.example/?id=', 'ORG:Acme'),
    expected: [{ ...jana, website: 'https://acme.example/?id=', account: 'Acme' }],
  },
  {
    name: 'a line break within quoted-printable',
    text: card('VERSION:2.1', 'N:Keller;Jana', 'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo'),
    expected: [{ ...jana, note: 'one\r\ntwo' }],
  },
];

/** What stands in the properties. */
const valueCards: OwnCard[] = [
  {
    name: 'an iPhone',
    text: card(
      ...[
        'VERSION:3.0',
        'PRODID:-//Apple Inc.//iPhone OS 18.1//EN',
        'N:Keller;Jana;Marie;Dr.;',
        'FN:Dr. Jana Marie Keller',
      ],
      ...['ORG:Acme GmbH;', 'TITLE:Head of Sales', 'EMAIL;type=INTERNET;type=WORK;type=pref:jana@acme.example'],
      ...['EMAIL;type=INTERNET;type=HOME:jana@home.example', 'TEL;type=CELL;type=VOICE;type=pref:+49 151 5550100'],
      ...[
        'TEL;type=IPHONE;type=CELL;type=VOICE:+49 151 5550101',
        'item1.URL;type=pref:https://www.linkedin.com/in/jana-keller?utm_source=share',
      ],
      ...['item1.X-ABLabel:LinkedIn', 'BDAY:1990-04-01', 'X-ABADR:de'],
    ),
    expected: [
      {
        last: 'Keller',
        first: 'Jana Marie',
        account: 'Acme GmbH',
        emails: ['main jana@acme.example', 'secondary jana@home.example'],
        phones: ['mobile +49 151 5550100', 'mobile +49 151 5550101'],
        extras: { salutation: 'Dr.', linkedIn: 'https://www.linkedin.com/in/jana-keller' },
      },
    ],
  },
  {
    name: 'an Android',
    text: card(
      ...['VERSION:2.1', 'N:Keller;Jana;;;', 'FN:Jana Keller', 'TEL;CELL;PREF:015155501 00', 'TEL;WORK:0221-555010'],
      ...[
        'EMAIL;WORK:jana@acme.example',
        'ORG:Acme',
        'TITLE:CTO',
        'ADR;WORK:;;Hauptstr. 1;Köln;NRW;50667;Deutschland',
        'X-GROUP-MEMBERSHIP:My Contacts',
      ],
    ),
    expected: [
      {
        ...jana,
        title: 'CTO',
        phones: ['mobile 015155501 00', 'primary 0221-555010'],
        e164: ['+491515550100', '+49221555010'],
      },
    ],
  },
  {
    name: 'Outlook',
    latin1: card(
      ...[
        'VERSION:2.1',
        'N;LANGUAGE=de;CHARSET=Windows-1252:Gr\xFCn;Jana;;Frau',
        'FN;CHARSET=Windows-1252:Frau Jana Gr\xFCn',
        'ORG:Acme AG;Vertrieb',
      ],
      ...[
        'TEL;WORK;VOICE:+41 44 555 01 00',
        'TEL;WORK;FAX:+41 44 555 01 01',
        'ADR;WORK;PREF:;;Bahnhofstrasse 1;Z\xFCrich;;8001;Schweiz',
      ],
      ...[
        'LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Bahnhofstrasse 1=0D=0A=',
        '8001 Z=FCrich',
        'X-MS-OL-DEFAULT-POSTAL-ADDRESS:2',
        'EMAIL;PREF;INTERNET:jana@acme.example',
      ],
    ),
    expected: [
      {
        last: 'Grün',
        first: 'Jana',
        account: 'Acme AG',
        phones: ['primary +41 44 555 01 00', 'fax +41 44 555 01 01'],
        emails: ['main jana@acme.example'],
        extras: { salutation: 'Frau', department: 'Vertrieb' },
      },
    ],
  },
  {
    name: 'N with commas and no semicolon',
    text: card('VERSION:3.0', 'N:Keller, Jana'),
    expected: [jana],
  },
  {
    name: 'N that holds the whole name',
    text: card('VERSION:3.0', 'N:Jana Keller', 'FN:Jana Keller', 'ORG:Acme'),
    expected: [{ ...jana, account: 'Acme' }],
  },
  {
    name: 'N that holds only a first name, with more of it in FN',
    text: card('VERSION:3.0', 'N:;Jana;;;', 'FN:Jana Keller'),
    expected: [jana],
  },
  {
    name: 'a person of one name',
    text: card('VERSION:4.0', 'FN:Suharto', 'TEL:+62 21 555 0100'),
    expected: [{ last: 'Suharto', first: '' }],
  },
  {
    name: 'a name in Han, family name first',
    text: card('VERSION:4.0', 'FN:山田太郎', 'ORG:株式会社アクメ'),
    expected: [{ last: '山田', first: '太郎', account: '株式会社アクメ' }],
  },
  {
    name: 'particles in FN',
    text: card('VERSION:4.0', 'FN:Sanne van den Brink'),
    expected: [{ last: 'van den Brink', first: 'Sanne' }],
  },
  {
    name: 'several given names with commas',
    text: card('VERSION:4.0', 'N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.'),
    expected: [{ last: 'Stevenson', first: 'John Philip Paul' }],
  },
  {
    name: 'escaped semicolons in a company',
    text: card('VERSION:3.0', 'N:Keller;Jana', String.raw`ORG:Müller\; Söhne\, Köln;Einkauf`),
    expected: [{ ...jana, account: 'Müller; Söhne, Köln', extras: { department: 'Einkauf' } }],
  },
  {
    name: 'escapes that were escaped',
    text: card(
      'VERSION:3.0',
      'N:Keller;Jana',
      String.raw`NOTE:Monday\\, Tuesday`,
      String.raw`URL:http\\://acme.example`,
    ),
    expected: [{ ...jana, note: 'Monday, Tuesday', website: 'http://acme.example' }],
  },
  {
    name: 'a backslash that escapes nothing',
    text: card('VERSION:2.1', 'N:Keller;Jana', String.raw`NOTE:C:\data\readme`),
    expected: [{ ...jana, note: String.raw`C:\data\readme` }],
  },
  {
    name: 'a raw comma and a semicolon at the end',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'ORG:Smith, Jones & Co;'),
    expected: [{ ...jana, account: 'Smith, Jones & Co' }],
  },
  {
    name: 'an address in one line',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'ADR:Hauptstr. 1, 50667 Köln, Germany'),
    expected: [
      {
        ...jana,
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
            ...{ country: 'Germany', postalCode: '50667' },
          },
        ],
      },
    ],
  },
  {
    name: 'an address without its two first parts',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'ADR;TYPE=HOME:Hauptstr. 1;Köln;;50667;Germany'),
    expected: [
      {
        addresses: [
          {
            ...{
              addressType: 'home',
              street1: 'Hauptstr. 1',
              street2: '',
              city: 'Köln',
              state: '',
              countrySubdivision: '',
            },
            ...{ country: 'Germany', postalCode: '50667' },
          },
        ],
      },
    ],
  },
  {
    name: 'a street of several lines, and a post box',
    text: card('VERSION:3.0', 'N:Keller;Jana', String.raw`ADR:Box 12;3rd floor;1 High St\nUnit 4;Leeds;;LS1 1AA;UK`),
    expected: [
      {
        addresses: [
          {
            ...{
              addressType: 'main',
              street1: '1 High St',
              street2: 'Unit 4, 3rd floor, Box 12',
              city: 'Leeds',
              state: '',
            },
            ...{ countrySubdivision: '', country: 'UK', postalCode: 'LS1 1AA' },
          },
        ],
      },
    ],
  },
  {
    name: 'only a label for the address',
    text: card('VERSION:2.1', 'N:Keller;Jana', 'LABEL;WORK;ENCODING=QUOTED-PRINTABLE:Hauptstr. 1=0D=0A50667 K=C3=B6ln'),
    expected: [
      {
        addresses: [
          {
            ...{
              addressType: 'work',
              street1: 'Hauptstr. 1',
              street2: '',
              city: 'Köln',
              state: '',
              countrySubdivision: '',
            },
            ...{ country: '', postalCode: '50667' },
          },
        ],
      },
    ],
  },
  {
    name: 'a note of several lines that were not escaped',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'NOTE:first', 'second line', 'third: line', 'ORG:Acme'),
    expected: [{ ...jana, note: 'first\nsecond line', account: 'Acme' }],
  },
  {
    name: 'a national number of a visitor, by the address on the card',
    text: card(
      'VERSION:3.0',
      'N:Duval;Inès',
      'TEL;TYPE=CELL:06 39 98 00 01',
      'ADR:;;1 rue de Rivoli;Paris;;75001;France',
    ),
    expected: [{ last: 'Duval', first: 'Inès', phones: ['mobile 06 39 98 00 01'], e164: ['+33639980001'] }],
  },
  {
    name: 'a national number of nobody knows where',
    text: card('VERSION:3.0', 'N:Duval;Inès', 'TEL;TYPE=CELL:06 39 98 00 01'),
    expected: [{ phones: ['mobile 06 39 98 00 01'], e164: [null] }],
  },
  {
    name: '(0) and a zero behind the country code',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'TEL:+49 (0) 171 39200 11', 'TEL:+4407700900123', 'TEL:+0407 555 010'),
    expected: [{ e164: ['+491713920011', '+447700900123', null], said: ['reading.phonePlusZero'] }],
  },
  {
    name: 'phones and types of 4.0',
    text: card(
      ...[
        'VERSION:4.0',
        'FN:Jana Keller',
        'N:Keller;Jana;;;',
        'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-555-555-5555;ext=5555',
      ],
      ...[
        'TEL;VALUE=uri;TYPE=cell:tel:+49%20151%205550100',
        'EMAIL;TYPE=home:b@home.example',
        'EMAIL;PREF=1;TYPE=work:a@acme.example',
      ],
    ),
    expected: [
      {
        ...jana,
        phones: ['home +1-555-555-5555 x5555', 'mobile +49 151 5550100'],
        emails: ['main a@acme.example', 'secondary b@home.example'],
      },
    ],
  },
  {
    name: 'social profiles, WeChat, several links',
    text: card(
      ...[
        'VERSION:3.0',
        'N:Keller;Jana',
        'URL:https://acme.example',
        'URL:https://acme.example/team',
        'X-SOCIALPROFILE;type=linkedin:https://linkedin.com/in/jana-keller-7a1b',
      ],
      ...['X-SOCIALPROFILE;type=twitter:https://x.com/jana?s=21', 'X-WECHAT:jana_k'],
    ),
    expected: [
      {
        ...jana,
        website: 'https://acme.example',
        extras: {
          link: 'https://acme.example/team',
          linkedIn: 'https://linkedin.com/in/jana-keller-7a1b',
          x: '@jana',
          weChat: 'jana_k',
        },
      },
    ],
  },
  {
    name: 'a role and no title',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'ROLE:Buyer'),
    expected: [{ ...jana, title: 'Buyer' }],
  },
  {
    name: 'a quote that never ends',
    text: card('VERSION:4.0', 'N:Keller;Jana', 'TEL;TYPE="cell:+493023125021'),
    expected: [{ ...jana, phones: ['mobile +493023125021'] }],
  },
  {
    name: 'a photograph as a data link, and one whose lines are not folded',
    text: card(
      'VERSION:4.0',
      'PHOTO:data:image/jpeg;base64,/9j/4AAQ',
      'N:Keller;Jana',
      'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ',
      'SkZJRgABAQ',
      'AAAQABAAD',
      'TEL:+493023125021',
    ),
    expected: [{ ...jana, phones: ['primary +493023125021'], note: '' }],
  },
  {
    name: 'the same number and address twice',
    text: card(
      'N:Keller;Jana',
      'TEL;CELL:+49 151 5550100',
      'TEL:+491515550100',
      'EMAIL:a@acme.example',
      'EMAIL:A@acme.example',
    ),
    expected: [{ phones: ['mobile +49 151 5550100'], emails: ['main a@acme.example'] }],
  },
  {
    name: 'blanks round everything',
    text: card(' VERSION : 3.0', 'N : Keller ; Jana ', 'ORG :  Acme ', 'EMAIL ; TYPE = WORK :  a@acme.example '),
    expected: [{ ...jana, account: 'Acme', emails: ['main a@acme.example'] }],
  },
  {
    name: 'a card within a card',
    text: card('N:Keller;Jana', 'AGENT:', 'BEGIN:VCARD', 'N:Other;One', 'TEL:+1', 'END:VCARD', 'ORG:Acme'),
    expected: [{ ...jana, account: 'Acme', phones: [] }],
  },
];

export const ownCards: OwnCard[] = [...lineCards, ...letterCards, ...valueCards];
