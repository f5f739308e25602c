/** How the lines are folded or lost. */
import { card, jana, type OwnCard } from './own-card.ts';

export const lineCards: OwnCard[] = [
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
  {
    name: 'a first name in FN only',
    text: card('VERSION:2.1', 'N:Silva', 'FN:Maria da Silva'),
    expected: [{ first: 'Maria', last: 'da Silva', sure: { lastName: 'guess' } }],
  },
  {
    name: 'a particle in the place of the middle names',
    text: card('VERSION:3.0', 'N:Bakker;Joost;van den;;', 'FN:Joost van den Bakker'),
    expected: [{ first: 'Joost', last: 'van den Bakker' }],
  },
  {
    name: 'a postal code in the place of the town',
    text: card('VERSION:3.0', 'N:Weber;Anna', 'TEL:(0711) 555 01 - 0', 'ADR:;;Königstr. 1;70173 Stuttgart;;;'),
    expected: [{ last: 'Weber', e164: ['+49711555010'] }],
  },
];
