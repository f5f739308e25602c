/** What somebody pastes from a spreadsheet, and what stands above and in a mail. */
import { describe, expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { foundIn, foundInText, type Found } from '../../support/reading/found.ts';

const all = (text: string) => read({ text, from: 'text' }).proposals.map(foundIn);
const jana = { first: 'Jana', last: 'Keller', account: 'Acme GmbH', emails: ['main jana.keller@acme.example'] };
const tom = { first: 'Tom', last: 'Abele', account: 'Beta AG', emails: ['main tom@beta.example'] };

describe('lines of a spreadsheet', () => {
  it.each<[string, string, object[]]>([
    ['one', 'Jana\tKeller\tAcme GmbH\tjana.keller@acme.example', [jana]],
    ['quoted', '"Jana"\t"Keller"\t"Acme GmbH"\t"jana.keller@acme.example"', [jana]],
    [
      'two',
      'Jana\tKeller\tAcme GmbH\tjana.keller@acme.example\r\nTom\tAbele\tBeta AG\ttom@beta.example\r\n',
      [jana, tom],
    ],
    [
      'with their head, in another order',
      'Company\tLast Name\tFirst Name\tColour\tE-Mail\nAcme GmbH\tKeller\tJana\tred\tjana.keller@acme.example\nBeta AG\tAbele\tTom\t\ttom@beta.example',
      [jana, tom],
    ],
    ['of a file with semicolons', 'Vorname;Nachname;Firma;E-Mail\nTom;Abele;"Beta AG";tom@beta.example', [tom]],
    ['with its separator between quotes', 'Abele;Tom;"Beta; AG";tom@beta.example', [{ ...tom, account: 'Beta; AG' }]],
    [
      'with commas, below their head',
      'First Name,Last Name,Company,Email\nTom,Abele,"Beta, AG",tom@beta.example',
      [{ ...tom, account: 'Beta, AG' }],
    ],
    ['with a whole name between quotes', '"Keller, Jana",Acme GmbH,jana.keller@acme.example,Director', [jana]],
    [
      'of three cells, quotes within quotes',
      '"Tom","Abele","Beta ""B"" AG"',
      [{ first: 'Tom', account: 'Beta "B" AG' }],
    ],
    [
      'of a German table, where Name is the last one',
      'Name;Vorname;Firma\nAbele;Tom;Beta AG',
      [{ first: 'Tom', last: 'Abele' }],
    ],
    [
      'with a whole name, a company without a form, and a town',
      'Jana Keller\tAcme\tKöln\tjana.keller@acme.example\nTom Abele\tBrightsky\tGalway\ttom@brightsky.example',
      [
        { ...jana, account: 'Acme' },
        { first: 'Tom', last: 'Abele', account: 'Brightsky' },
      ],
    ],
    [
      'of Hungary, where the family name comes first',
      'Szabó\tIstván\tDuna Gép Kft.\tBudapest\tszabo.istvan@dunagep.hu',
      [{ first: 'István', last: 'Szabó', account: 'Duna Gép Kft.' }],
    ],
    [
      'with the postal code in the column of the town',
      'Name;Firma;Ort\nJana Keller;Acme GmbH;50667 Köln',
      [{ first: 'Jana', account: 'Acme GmbH', addresses: [{ city: 'Köln', postalCode: '50667' }] }],
    ],
    ['side by side', 'Name\tJana Keller\nCompany\tAcme GmbH\nE-mail\tjana.keller@acme.example', [jana]],
  ])('are contacts: %s', (_how, text, expected) => {
    const found = all(text);
    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(expected.length);
  });

  it('name job and town too', () => {
    const [found] = all('4711\tKeller\tJana\tAcme GmbH\tHead of Sales\tjana.keller@acme.example\tKöln\tGermany');
    expect(found).toMatchObject({ ...jana, title: 'Head of Sales', badge: '4711' });
    expect(found?.addresses[0]).toMatchObject({ city: 'Köln', country: 'Germany' });
  });
});

describe('a mail', () => {
  it.each<[string, Partial<Found>]>([
    ['Von: Keller, Jana (Acme GmbH) <jana.keller@acme.example>', jana],
    ['"Keller, Jana" <jana.keller@acme.example>', { first: 'Jana', last: 'Keller' }],
    ['[Jana Keller](mailto:jana.keller@acme.example)', { first: 'Jana', last: 'Keller', emails: jana.emails }],
    [
      'From: Jana Keller <jana.keller@acme.example>\nTo: rep@own.example\nSubject: Fair\nDate: today',
      { first: 'Jana', last: 'Keller', account: '', emails: jana.emails },
    ],
    [
      'Jana Keller, Acme GmbH, +49 151 5550100',
      { first: 'Jana', last: 'Keller', account: 'Acme GmbH', phones: ['primary +49 151 5550100'] },
    ],
    [
      'Name: Jana Keller\nCompany: Acme GmbH\nPhone: +49 221 5550123\nBadge: 00104772',
      { first: 'Jana', last: 'Keller', badge: '00104772', phones: ['primary +49 221 5550123'] },
    ],
  ])('names who wrote it: %j', (text, expected) => {
    expect(foundInText(text)).toMatchObject(expected);
  });
});
