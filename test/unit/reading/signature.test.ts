/** Free text: what is printed on a card, what ends a mail, what somebody pasted. */
import { describe, expect, it } from 'vitest';
import { nameOf } from '#reading/text/names.ts';
import { read } from '#reading/read.ts';
import { foundIn, foundInText } from '../../support/reading/found.ts';
import { europeanSignatures } from '../../support/reading/european-signatures.ts';
import { legalSignatures } from '../../support/reading/legal-signatures.ts';
import { neighbourSignatures } from '../../support/reading/neighbour-signatures.ts';
import { mixedSignatures } from '../../support/reading/mixed-signatures.ts';
import { otherSignatures } from '../../support/reading/other-signatures.ts';
import { ownSignatures } from '../../support/reading/own-signatures.ts';
import file from '../../support/reading/printed-cards.json' with { type: 'json' };

it.each(file.cards.map((card) => [card.name, card] as const))('reads the printed card of %s', (_name, card) => {
  const found = foundInText(card.lines.join('\n'));
  const { firstName, lastName } = nameOf(card.name);
  expect(found).toMatchObject({ first: firstName, last: lastName, title: card.title, account: card.company });
  expect(found.emails).toEqual([`main ${card.email}`]);
  expect(found.phones.map((phone) => phone.replace(/^\S+ /u, ''))).toEqual(card.phones);
});

it.each([...ownSignatures, ...legalSignatures].map((one) => [one.name, one] as const))(
  'reads %s',
  (_name, { lines, expected }) => {
    expect(foundInText(lines.join('\n'))).toMatchObject(expected);
  },
);

it.each([...europeanSignatures, ...neighbourSignatures, ...otherSignatures, ...mixedSignatures])(
  'reads %s',
  (_name, text, expected) => {
    expect(foundInText(text)).toMatchObject(expected);
  },
);

it('tells two numbers apart that nothing but a stroke divides', () => {
  const { phones } = foundInText('Eva Bauer\nTel. 040 123456/0170 5550123\neva@nord.de');
  expect(phones).toEqual(['primary 040 123456', 'secondary 0170 5550123']);
});

describe('several people in one text', () => {
  const jana = 'Jana Keller\nHead of Sales\njana.keller@acme.example\n+49 151 5550100';
  const tom = 'Tom Abele\nHead of Support\ntom.abele@acme.example\n+49 151 5550101';

  it('are a contact each where each has lines of their own, with the company that they share', () => {
    const { proposals } = read({ text: `${jana}\n\n${tom}\n\nAcme GmbH`, from: 'text' });
    expect(proposals.map(foundIn)).toMatchObject([
      { first: 'Jana', title: 'Head of Sales', account: 'Acme GmbH', phones: ['primary +49 151 5550100'] },
      { first: 'Tom', title: 'Head of Support', account: 'Acme GmbH', phones: ['primary +49 151 5550101'] },
    ]);
  });

  it('are said to be several where they share their lines', () => {
    const found = foundInText(
      'Jana Keller / Tom Abele\njana.keller@acme.example\ntom.abele@acme.example\n+49 221 555010',
    );
    expect(found).toMatchObject({ first: 'Jana', last: 'Keller', said: ['reading.severalPeople'] });
    expect(found.sure).toMatchObject({ emailAddresses: 'guess', phoneNumbers: 'guess' });
  });

  it('are not seen in an older mail, nor in the address of a company', () => {
    expect(
      read({ text: `${jana}\n\nOn Monday Tom Abele wrote:\n> ${tom.replaceAll('\n', '\n> ')}`, from: 'text' })
        .proposals,
    ).toHaveLength(1);
    expect(foundInText(`${jana}\nAcme GmbH\nacme@acme.example`).said).toEqual([]);
  });

  it.each([
    'Von: Tom Abele <tom.abele@other.example>\nGesendet: Dienstag, 24. November 2026 09:12\nAn: Keller, Jana\nBetreff: Ihr Besuch',
    'From: Tom Abele <tom.abele@other.example>\nSent: Tuesday, November 24, 2026 9:12 AM\nTo: Jana Keller',
    'De : Tom Abele\nEnvoyé : mardi 24 novembre 2026 09:12\nÀ : Jana Keller',
    'Van: Tom Abele <tom.abele@other.example>\nVerzonden: dinsdag 24 november 2026 09:12\nAan: Jana Keller',
    'Från: Tom Abele <tom.abele@other.example>\nSkickat: den 24 november 2026 09:12\nTill: Jana Keller',
    'Da: Tom Abele <tom.abele@other.example>\nInviato: martedì 24 novembre 2026 09:12\nA: Jana Keller',
    'Od: Tom Abele <tom.abele@other.example>\nWysłano: wtorek, 24 listopada 2026 09:12\nDo: Jana Keller',
  ])('are not seen behind the head of an older mail that nothing announces: %s', (head) => {
    const { proposals } = read({ text: `${jana}\n\n${head}\n\nHello Jana,\n${tom}`, from: 'text' });
    expect(proposals.map(foundIn)).toMatchObject([
      {
        first: 'Jana',
        emails: ['main jana.keller@acme.example'],
        phones: ['primary +49 151 5550100'],
        said: [],
      },
    ]);
    expect(proposals[0]?.fields.find(({ path }) => path === 'emailAddresses')?.sure).toBe('sure');
  });

  it('are read from a mail that was passed on with a word above it', () => {
    const head = 'From: Tom Abele <tom.abele@acme.example>\nSent: Tuesday, November 24, 2026 9:12 AM\nTo: Jana Keller';
    expect(foundInText(`A lead for us\n\n${head}\n\n${tom}`)).toMatchObject({ first: 'Tom', last: 'Abele' });
  });
});

describe('an address', () => {
  it.each([
    [['14 Canal Street, London N1 9RL'], { street1: '14 Canal Street', city: 'London', postalCode: 'N1 9RL' }],
    [
      ['350 Fifth Avenue, New York, NY 10118'],
      { street1: '350 Fifth Avenue', city: 'New York', state: 'NY', postalCode: '10118' },
    ],
    [['Königstraße 27, 80331 München'], { street1: 'Königstraße 27', city: 'München', postalCode: '80331' }],
    [
      ['Drottninggatan 71, 111 36 Stockholm'],
      { street1: 'Drottninggatan 71', city: 'Stockholm', postalCode: '111 36' },
    ],
    [['ul. Złota 44, 00-120 Warszawa'], { street1: 'ul. Złota 44', city: 'Warszawa', postalCode: '00-120' }],
    [['Bahnhofstrasse 1', 'CH-8001 Zürich'], { street1: 'Bahnhofstrasse 1', city: 'Zürich', postalCode: '8001' }],
    [
      ['1 High St', 'Unit 4', 'Leeds LS1 1AA', 'United Kingdom'],
      { street1: '1 High St', city: 'Leeds', country: 'United Kingdom' },
    ],
    [
      ["Via dell'Artigianato, 33/B", '36016 Thiene (VI) - Italia'],
      { street1: "Via dell'Artigianato, 33/B", city: 'Thiene', state: 'VI', postalCode: '36016', country: 'Italia' },
    ],
    [['Am Deich 9/b', '50735 Köln'], { street1: 'Am Deich 9/b', city: 'Köln', postalCode: '50735' }],
    [
      ['Pol. Ind. El Pelirón, nave 14 – 11160 Barbate'],
      { street1: 'Pol. Ind. El Pelirón', street2: 'nave 14', city: 'Barbate', postalCode: '11160' },
    ],
    [
      ['Gewerbepark Nord, Halle 7', '04347 Leipzig'],
      { street1: 'Gewerbepark Nord', street2: 'Halle 7', city: 'Leipzig', postalCode: '04347' },
    ],
  ])('is divided where its form leaves no doubt: %j', (lines, expected) => {
    expect(foundInText(lines.join('\n')).addresses[0]).toMatchObject(expected);
  });

  it('is read past the numbers of a second column, which are no part of it', () => {
    const lines = [
      ...['Sanne van der Heijden', 'De Waal Koeltechniek B.V.', 'Industrieweg 140   M +31 6 22197043'],
      ...['3044 AT Rotterdam   sanne@dewaal.example', 'Nederland   www.dewaal.example'],
    ];
    const { addresses, phones } = foundInText(lines.join('\n'));
    expect(addresses).toMatchObject([
      { street1: 'Industrieweg 140', street2: '', city: 'Rotterdam', postalCode: '3044 AT', country: 'Nederland' },
    ]);
    expect(phones).toEqual(['mobile +31 6 22197043']);
  });

  it('stays in its lines where there is doubt', () => {
    const [address] = foundInText('12 Harbour Road\nSomewhere by the Sea').addresses;
    expect(address).toMatchObject({ street1: '12 Harbour Road', city: '', postalCode: '' });
  });
});

describe('what a picture was misread as', () => {
  it.each([
    ['sofia @ nordljus.se', 'www.nordljus.se', 'sofia@nordljus.se', 'reading.emailRepaired'],
    ['sofia@nordljus se', 'www.nordljus.se', 'sofia@nordljus.se', 'reading.emailRepaired'],
    ['sofia@ nordljus . se', 'nordljus.se', 'sofia@nordljus.se', 'reading.emailRepaired'],
    ['sofia@nordljus se', '', 'sofia@nordljus.se', 'reading.emailRepaired'],
    ['sofia@nordIjus.se', 'www.nordljus.se', 'sofia@nordIjus.se', 'reading.emailUnlikeWebsite'],
    ['sofia (at) nordljus (dot) se', '', 'sofia@nordljus.se', 'reading.emailRepaired'],
  ])('is mended or said: %s', (email, website, expected, said) => {
    const found = foundInText(['Sofia Lindqvist', email, website].join('\n'));
    expect(found.emails).toEqual([`main ${expected}`]);
    expect(found.said).toContain(said);
    expect(found.sure.emailAddresses).toBe('guess');
  });
});

it.each([
  ['tel. kom.: +48 603 555 245', 'mobile +48 603 555 245'],
  ['Tél. port. +33 6 84 13 59 70', 'mobile +33 6 84 13 59 70'],
  ['Tel. +48 71 327 90 14', 'primary +48 71 327 90 14'],
])('knows a mobile phone by the word behind the first: %s', (line, phone) => {
  expect(foundInText(`Jana Keller\n${line}`).phones).toEqual([phone]);
});

describe('what is no phone number', () => {
  it.each([
    ...[
      'Invoice 2026-11-27',
      'VAT DE 123456789',
      'IBAN DE89 3704 0044 0532 0130 00',
      'NY 10118',
      '27.11.2026',
      'HRB 123456',
    ],
    ...['USt-IdNr.: 123 456 789', '1998 - 2026'],
  ])('is not taken for one: %s', (line) => {
    expect(foundInText(`Jana Keller\n${line}`).phones).toEqual([]);
  });
});

it('finds nothing in nothing', () => {
  expect(read({ text: '...', from: 'text' })).toMatchObject({ kind: 'nothing', proposals: [] });
});
