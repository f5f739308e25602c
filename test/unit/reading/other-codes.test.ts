/** Codes that nobody announced: badges divided in their own ways, JSON of all spellings, links of apps. */
import { describe, expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { firstOf, foundInCode, foundInText, type Found } from '../../support/reading/found.ts';

const jana = { first: 'Jana', last: 'Keller' };

describe('a badge whose parts nobody has named', () => {
  it.each<[string, Partial<Found>]>([
    ['Jana|Keller|Acme GmbH|jana@acme.example|104772', { ...jana, account: 'Acme GmbH', badge: '104772', title: '' }],
    ['104772|Jana Keller|Head of Sales|Acme GmbH', { ...jana, title: 'Head of Sales', account: 'Acme GmbH' }],
    ['EXPO26|104772|Duval|Inès|Orme SARL|ines@orme.example', { first: 'Inès', last: 'Duval', account: 'Orme SARL' }],
    ['104772~Jana~Keller~Acme~Sales~jana@acme.example', { ...jana, account: 'Acme', title: 'Sales', badge: '104772' }],
    ['Keller, Jana|Acme GmbH|104772', { ...jana, account: 'Acme GmbH', badge: '104772' }],
    ['VISITOR|104772|Jana|Keller|Acme GmbH', { ...jana, account: 'Acme GmbH', badge: '104772' }],
    ['V:104772|Jana|Keller', { ...jana, badge: 'V:104772' }],
    ['104772|Jana|Keller|Acme|491515550100', { badge: '104772', phones: ['primary 491515550100'] }],
    ['104772|Jordan|Miller|Acme Inc|Chicago|60611|US', { first: 'Jordan', last: 'Miller', account: 'Acme Inc' }],
    ['104772|Tom|Holland|Acme Inc', { first: 'Tom', last: 'Holland', account: 'Acme Inc', addresses: [] }],
    ['00104772^Inès Duval^Orme^Acheteuse^FR', { first: 'Inès', last: 'Duval', account: 'Orme', title: 'Acheteuse' }],
    [
      '104772^María José^Núñez Peña^Textiles Levante S.L.^mjnunez@textiles.example^+34 655 550 123',
      { first: 'María José', last: 'Núñez Peña', account: 'Textiles Levante S.L.', badge: '104772' },
    ],
    [
      '104772|王小明|华星科技有限公司|销售总监|wang@huaxing.example',
      { first: '小明', last: '王', account: '华星科技有限公司', title: '销售总监' },
    ],
    ['"4711","Jana","Keller","Acme, Inc.","jana@acme.example"', { ...jana, account: 'Acme, Inc.', badge: '4711' }],
    ['10023|Keller|Jana|Acme GmbH|Head of Sales|jana.keller@acme.example', { ...jana, badge: '10023', addresses: [] }],
    ['Keller, Jana|Acme GmbH|00123', { ...jana, account: 'Acme GmbH', badge: '00123', addresses: [] }],
    ['A1B2C3$Luis$Mora$Solaris SA$CTO$luis@solaris.example', { first: 'Luis', last: 'Mora', title: 'CTO' }],
    [
      'REG-0099|Dr.|Eva|Bauer|Klinik Nord gGmbH|Oberärztin|eva.bauer@klinik.example|DE',
      { first: 'Eva', last: 'Bauer', account: 'Klinik Nord gGmbH', title: 'Oberärztin', badge: 'REG-0099' },
    ],
    ['12345,"Keller, Jana",Acme,jana@acme.example', { ...jana, badge: '12345', account: 'Acme' }],
    ['%104772^KELLER^JANA^ACME GMBH?', { badge: '104772', account: 'ACME GMBH' }],
    ['104772\nJana\nKeller\nAcme GmbH\njana@acme.example', { ...jana, account: 'Acme GmbH', badge: '104772' }],
  ])('is read as somebody would who sees it: %j', (text, expected) => {
    expect(foundInCode(text)).toMatchObject(expected);
  });

  it('tells the town by what stands beside it', () => {
    const [address] = foundInCode('104772|Inès|Duval|Directrice commerciale|Orme SARL|Lyon|69002|France').addresses;
    expect(address).toMatchObject({ city: 'Lyon', postalCode: '69002', country: 'France' });
  });

  it.each([
    'id=4711;first=Jana;last=Keller;company=Acme;email=jana@acme.example',
    'ID:4711|FN:Jana|LN:Keller|CO:Acme|EM:jana@acme.example',
    'ID: 4711, Vorname: Jana, Nachname: Keller, Firma: Acme, E-Mail: jana@acme.example'.replaceAll(', ', ';'),
  ])('is believed where it names its parts: %s', (text) => {
    const expected = { ...jana, account: 'Acme', badge: '4711', emails: ['main jana@acme.example'] };
    expect(foundInCode(text)).toMatchObject({ ...expected, sure: { lastName: 'sure', badgeId: 'sure' } });
  });

  it('is an id where its parts are none: blanks make no address of it', () => {
    expect(foundInCode('EXPO 26 104772')).toMatchObject({ badge: 'EXPO 26 104772', addresses: [] });
  });
});

describe('JSON', () => {
  it.each<[string, Partial<Found>]>([
    [
      '{"attendee":{"ID":42,"Full Name":"Jana Keller","Organisation":{"id":7,"name":"Acme","city":"Köln"}}}',
      { ...jana, badge: '42', account: 'Acme' },
    ],
    [
      '{"badge_id":"B-17","person":{"name":{"first":"Jana","last":"Keller"},"contact":{"emails":[{"type":"work","value":"jana@acme.example"}],"phones":[{"type":"mobile","number":"+49 151 5550100"}]}}}',
      { ...jana, badge: 'B-17', emails: ['main jana@acme.example'], phones: ['mobile +49 151 5550100'] },
    ],
    [
      '{"event":{"id":"EXPO26","name":"Expo 2026"},"data":{"id":"00042","name":"Jana Keller"}}',
      { ...jana, badge: '00042' },
    ],
    ['[4711,"Jana","Keller","Acme"]', { ...jana, account: 'Acme', badge: '4711' }],
    ["{'id':'42','name':'Jana Keller'}", { ...jana, badge: '42' }],
    ['{id:42,name:"Jana Keller",email:"jana@acme.exam', { ...jana, badge: '42' }],
    ['{"i":104772,"e":"EXPO26"}', { emails: [], badge: '{"i":104772,"e":"EXPO26"}' }],
  ])('says what its keys say, wherever they stand: %s', (text, expected) => {
    expect(foundInCode(text)).toMatchObject(expected);
  });
});

describe('the short cards of telephones', () => {
  it('keep a semicolon that nobody protected', () => {
    const found = foundInCode('MECARD:N:Keller,Jana;URL:https://acme.example/a;b=1;EMAIL:jana@acme.example;;');
    expect(found).toMatchObject({ website: 'https://acme.example/a;b=1', emails: ['main jana@acme.example'] });
  });

  it('have their address behind the question mark as well', () => {
    expect(foundInCode('mailto:?to=jana@acme.example&subject=Hi').emails).toEqual(['main jana@acme.example']);
  });
});

describe('a link', () => {
  it.each<[string, Partial<Found>]>([
    ['https://www.linkedin.com/mwlite/in/jana-keller', jana],
    ['linkedin://in/jana-keller', { ...jana, extras: { linkedIn: 'https://www.linkedin.com/in/jana-keller' } }],
    ['whatsapp://send?phone=491515550100', { phones: ['mobile +491515550100'] }],
    ['https://signal.me/#p/+491515550100', { phones: ['mobile +491515550100'] }],
    ['https://www.xing.com/profile/Jana_Keller12', jana],
    ['https://www.linkedin.com/company/acme-gmbh/', { first: '', last: '' }],
  ])('of an app is understood in its other forms: %s', (text, expected) => {
    expect(foundInCode(text)).toMatchObject(expected);
  });

  it('gives the contact that stands in it, as a guess, and stays as it is', () => {
    const link = 'https://acme.example/qr?fn=Jana&ln=Keller&email=jana%40acme.example&id=42';
    const found = foundInCode(link);
    expect(found).toMatchObject({ ...jana, emails: ['main jana@acme.example'], badge: '42', extras: { link } });
    expect(found.sure).toMatchObject({ lastName: 'guess', emailAddresses: 'guess', badgeId: 'guess' });
    const other = 'https://badge.example/v/8F3K?e=expo26&name=expo';
    expect(foundInCode(other)).toMatchObject({ last: '', emails: [], badge: '', extras: { link: other } });
  });
});

describe('a number', () => {
  it.each(['00104772', '0010477212', '104772', '493022501234', '4006381333931', '12-345-678', '1234.56.7890'])(
    'that nobody can call is an id, zeros and all, in a file as well: %s',
    (text) => {
      const file = read({ bytes: new TextEncoder().encode(text), from: 'text', fileName: 'badge.txt' });
      for (const found of [foundInText(text), foundInCode(text), firstOf(file)]) {
        expect(found).toMatchObject({ badge: text, phones: [] });
      }
    },
  );

  it.each(['01715550100', '004915155501001', '0171 5550100', '06.12.55.50.12', '555-010-0177', '(555) 010-0177'])(
    'in the shape of a phone is one where somebody pasted it: %s',
    (text) => {
      expect(foundInText(text)).toMatchObject({ badge: '', phones: [`primary ${text}`] });
    },
  );

  it('is one of many where a scanner has gathered them', () => {
    const { proposals } = read({ text: '00104772\n00104773\r\nSBpax001\n', from: 'text' });
    expect(proposals.map((one) => firstOf({ proposals: [one] } as never).badge)).toEqual([
      ...['00104772', '00104773', 'SBpax001'],
    ]);
  });

  it.each([
    ']C18018401234500000000012',
    '8018401234500000000012',
    '\x1D8018401234500000000012',
    ']d2' + '8018401234500000000012' + '\x1D10ABC',
  ])('of GS1 is the same with and without its mark: %j', (text) => {
    expect(foundInCode(text, { symbology: 'Code128' }).badge).toBe('401234500000000012');
  });

  it('of GS1 for something else keeps no control characters', () => {
    expect(foundInCode(']C1240104772\x1D10X').badge).toBe('240104772 10X');
  });
});
