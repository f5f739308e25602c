/** Addresses, numbers and what else a card holds. */
import { card, jana, type OwnCard } from './own-card.ts';

export const contentCards: OwnCard[] = [
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
