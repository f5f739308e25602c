/** What stands in the properties. */
import { card, jana, type OwnCard } from './own-card.ts';

export const valueCards: OwnCard[] = [
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
];
