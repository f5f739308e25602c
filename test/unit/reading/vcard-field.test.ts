/** Cards as other programs were reported to write them. */
import { describe, expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { firstOf, foundIn, latin1, type Found } from '../../support/reading/found.ts';

const cardOf = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n');
const inCard = (...lines: string[]): Found => firstOf(read({ bytes: new TextEncoder().encode(cardOf(...lines)) }));
const abele = cardOf('VERSION:3.0', 'N:Abele;Tom;;;');

describe('quoted-printable', () => {
  it('is joined before it is decoded, also where a letter was cut', () => {
    const found = inCard(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96ztas;=4A=C3=B6=72=',
      '=67;;;',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=B6=72=67=20=C3=',
      '=96=7A=74=61=73',
      'TEL;CELL:+493023125021',
    );
    expect(found).toMatchObject({ last: 'Öztas', first: 'Jörg', phones: ['mobile +493023125021'] });
  });

  it.each(['=DF', '=C3=9F'])('needs neither a charset nor its name in capitals: %s', (letter) => {
    const text = [
      ...['begin:vcard', `fn;quoted-printable:Max Gro${letter}mann`, `n;quoted-printable:Gro${letter}mann;Max`],
      ...['email;internet:max@example.de', 'version:2.1', 'end:vcard'],
    ].join('\n');
    expect(firstOf(read({ text }))).toMatchObject({ last: 'Großmann', first: 'Max', emails: ['main max@example.de'] });
  });
});

describe('types and labels', () => {
  it('are those of Apple and Google too', () => {
    const found = inCard(
      'N:Diaz;Rosa;;;',
      'item1.TEL:+15550100151',
      'item1.X-ABLabel:Booth',
      'item2.EMAIL;type=INTERNET:rosa@example.com',
      'item2.X-ABLabel:_$!<Other>!$_',
      'item3.ADR;type=WORK;type=pref:;;12 Pier Rd;Oban;;PA34 0AA;United Kingdom',
      'item3.X-ABADR:gb',
    );
    expect(found.phones).toEqual(['Booth +15550100151']);
    expect(found.emails).toEqual(['other rosa@example.com']);
    expect(found.addresses).toEqual([
      expect.objectContaining({ addressType: 'work', street1: '12 Pier Rd', city: 'Oban', postalCode: 'PA34 0AA' }),
    ]);
    expect(JSON.stringify(found)).not.toContain('_$!<');
  });

  it('are understood in all spellings', () => {
    const found = inCard(
      'VERSION:3.0',
      'N:Low;Lea',
      'TEL;CELL:020-555-0144',
      'TEL;TYPE="WORK,VOICE":+15550100160',
      'tel;type=cell;type=pref:+15550100161',
      'TEL;TYPE=arbeit:+15550100162',
      'TEL;VALUE=uri;TYPE="work,voice":tel:+1-555-010-0163;ext=12',
      'TEL;WORK;FAX:+15550100164',
      'EMAIL;PREF=1:a@example.com',
    );
    expect(found.phones).toEqual([
      'mobile +15550100161',
      'mobile 020-555-0144',
      'primary +15550100160',
      'arbeit +15550100162',
      'work +1-555-010-0163 x12',
      'fax +15550100164',
    ]);
    expect(found.cardTypes).toEqual(['mobile', 'mobile', 'work', 'arbeit', 'work', 'fax']);
    expect(found.e164[4]).toBe('+15550100163');
    expect(found.extensions[4]).toBe('12');
    expect(found.emails).toEqual(['main a@example.com']);
  });

  it('are two where a switchboard and a direct line share a place', () => {
    const found = inCard('N:Low;Lea', 'TEL;WORK:+49 89 1234-0 / -15', 'TEL;CELL:+1 212-555-0142 / 0143');
    expect(found.phones).toEqual(['primary +49 89 1234-0', 'work +49 89 1234-15', 'mobile +1 212-555-0142 / 0143']);
    expect(found.e164).toEqual(['+498912340', '+4989123415', null]);
  });

  it('never make a fax the first phone', () => {
    const found = inCard('N:Low;Lea', 'TEL;WORK;FAX;PREF:+493023125000', 'TEL;WORK:+493023125001');
    expect(found.phones).toEqual(['primary +493023125001', 'fax +493023125000']);
  });
});

describe('a card of a company', () => {
  it.each([
    [['N:;;;;', 'ORG:Blue Harbour Cafe', 'TEL;TYPE=VOICE:2025550148', 'EMAIL:info@example.com'], 'Blue Harbour Cafe'],
    [['FN:Three Oak Mills', 'ORG:Three Oak Mills'], 'Three Oak Mills'],
    [['FN:Three Oak Mills', 'X-ABShowAs:COMPANY', 'TEL:+15550100100'], 'Three Oak Mills'],
    [['VERSION:4.0', 'KIND:org', 'FN:Three Oak Mills', 'N:Three Oak Mills;;;;'], 'Three Oak Mills'],
  ])('has no person in it, and says so: %s', (lines, account) => {
    expect(inCard(...lines)).toMatchObject({ account, first: '', last: '', said: ['reading.onlyCompany'] });
  });
});

describe('names', () => {
  it('are found where FN or N is missing, and marked where they were guessed', () => {
    expect(inCard('N:Abele;Tom;;;')).toMatchObject({ last: 'Abele', first: 'Tom', sure: { lastName: 'sure' } });
    const guessed = inCard('FN:Tom Abele');
    expect(guessed).toMatchObject({ last: 'Abele', first: 'Tom', sure: { lastName: 'guess', firstName: 'guess' } });
    expect(guessed.said).toEqual(['reading.nameGuessed']);
  });

  it('are missed in words where there is nothing else either', () => {
    const reading = read({ text: cardOf('X-SKYPE:tom.abele') });
    expect(reading).toMatchObject({ kind: 'nothing', proposals: [], raw: null });
    expect(reading.said.map(({ key }) => key)).toEqual(['reading.noName']);
  });
});

describe('escapes', () => {
  it('may be more than were needed', () => {
    const found = inCard(
      'N:Low;Lea',
      String.raw`URL:https\://example.com/team;lang=en`,
      String.raw`NOTE:Call 9\:30\, bring demo\; urgent`,
    );
    expect(found).toMatchObject({ website: 'https://example.com/team;lang=en', note: 'Call 9:30, bring demo; urgent' });
  });
});

describe('the bytes of a file', () => {
  const utf16 = (text: string, bigEndian = false) =>
    Uint8Array.from(
      Array.from(text).flatMap((letter) => {
        const code = letter.charCodeAt(0);
        return bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8];
      }),
    );

  it.each([
    ['UTF-8 with a mark', new TextEncoder().encode(`\uFEFF${abele}`)],
    ['UTF-16 with a mark', utf16(`\uFEFF${abele}`)],
    ['UTF-16, the other way round', utf16(`\uFEFF${abele}`, true)],
    ['UTF-16 without a mark', utf16(abele)],
    ['CR only', latin1(abele.replaceAll('\r\n', '\r'))],
    ['LF only', latin1(abele.replaceAll('\r\n', '\n'))],
    ['blanks at the end', latin1(`${abele}  \r\n  \r\n`)],
    ['blanks before', latin1(`\r\n  ${abele}`)],
  ])('make one contact: %s', (_what, bytes) => {
    const reading = read({ bytes });
    expect(reading.proposals).toHaveLength(1);
    expect(firstOf(reading)).toMatchObject({ last: 'Abele', first: 'Tom' });
  });
});

describe('several cards', () => {
  it('are as many as begin, though an end is missing', () => {
    const text = 'BEGIN:VCARD\nN:One;A\nBEGIN:VCARD\nN:Two;B\nEND:VCARD\n';
    expect(read({ text }).proposals.map((proposal) => foundIn(proposal).last)).toEqual(['One', 'Two']);
  });

  it('are taken but for the broken one, which is shown with its lines and why', () => {
    const cards = ['N:A;1', 'N:B;2', 'X-NONSENSE:%%%', 'N:C;3', 'N:D;4'].map((line) => cardOf('VERSION:3.0', line));
    const reading = read({ text: cards.join('\r\n') });
    expect(reading.proposals.map((proposal) => foundIn(proposal).last)).toEqual(['A', 'B', 'C', 'D']);
    expect(reading.broken).toEqual([{ lines: ['VERSION:3.0', 'X-NONSENSE:%%%'], why: { key: 'reading.noName' } }]);
  });

  it('are no success where there is none', () => {
    const reading = read({ text: 'First name:Nils\nLast name:Holm\n', fileName: 'contacts.vcf' });
    expect(reading).toMatchObject({ kind: 'nothing', proposals: [] });
    expect(reading.said.map(({ key }) => key)).toEqual(['reading.noContact']);
  });
});

describe('Caps Lock', () => {
  it.each([
    [
      'swapped',
      'begin:vcard\nversion:3.0\nn:wEBER;aNNA;;;\nfn:aNNA wEBER\norg:oRME sarl\nemail:ANNA@EXAMPLE.DE\nend:vcard',
    ],
    ['meant in small letters', 'bEGIN:vcARD\nvERSION:3.0\nN:wEBER;aNNA\nEND:VCARD'],
  ])('is turned back: %s', (_what, text) => {
    expect(firstOf(read({ text }))).toMatchObject({ last: 'Weber', first: 'Anna' });
  });
});

describe('what programs make of a card', () => {
  it.each<[string, string[], Partial<Found>]>([
    ['an address in the place of a name', ['FN:jana@acme.example', 'EMAIL:jana@acme.example'], { first: '', last: '' }],
    ['a number in the place of a name', ['N:+49 30 5550123', 'FN:+49 30 5550123'], { first: '', last: '' }],
    ['a job beside the name', ['FN:Jana Keller - Head of Sales', 'ORG:Acme'], { first: 'Jana', last: 'Keller' }],
    ['a company beside the name', ['FN:Jana Keller | Acme GmbH'], { first: 'Jana', last: 'Keller' }],
    ['quotes round the name', ['FN:"Jana Keller"'], { first: 'Jana', last: 'Keller' }],
    ['a whole name in Han', ['N:田中太郎', 'ORG:田中商事'], { first: '太郎', last: '田中' }],
    [
      'entities of the web',
      ['N:M&uuml;ller;J&#246;rg', 'ORG:Smith &amp; Sons'],
      { last: 'Müller', account: 'Smith & Sons' },
    ],
    [
      'addresses of Notes',
      ['N:Rossi;Giulia', 'EMAIL:CN=Giulia Rossi/O=Ferri@FERRI', 'EMAIL:giulia@ferri.example'],
      { emails: ['main giulia@ferri.example'] },
    ],
    [
      'two in one property',
      ['N:Keller;Jana', 'EMAIL:j@acme.example; jana@acme.example', 'TEL:+49 221 5550123 / +49 151 5550100'],
      {
        emails: ['main j@acme.example', 'secondary jana@acme.example'],
        phones: ['primary +49 221 5550123', 'secondary +49 151 5550100'],
      },
    ],
    [
      'letters for digits',
      ['N:Keller;Jana', 'TEL:+49 30 5550123', 'TEL:1-800-FLOWERS'],
      { e164: ['+49305550123', null] },
    ],
    ['a page of a person', ['N:Keller;Jana', 'URL:https://instagram.com/jana'], { website: '' }],
    ['the company for a department', ['N:Keller;Jana', 'ORG:Acme;Acme'], { account: 'Acme', extras: {} }],
  ])('is understood: %s', (_what, lines, expected) => {
    expect(inCard('VERSION:3.0', ...lines)).toMatchObject(expected);
  });

  it('is a guess where the parts of the name may be mixed up', () => {
    const found = inCard('VERSION:3.0', 'N:Anna;Weber;;;', 'FN:Anna Weber');
    expect(found).toMatchObject({ last: 'Anna', sure: { lastName: 'guess' }, said: ['reading.nameGuessed'] });
    expect(inCard('N:Weber;Anna;;;', 'FN:Anna Weber').sure.lastName).toBe('sure');
  });

  it.each([
    ['ADR;LABEL="Hauptstr. 1\\n50667 Köln":;;;;;;', { street1: 'Hauptstr. 1', city: 'Köln', postalCode: '50667' }],
    ['ADR;WORK:Hauptstr. 1;Köln;50667;Germany', { city: 'Köln', postalCode: '50667', country: 'Germany', state: '' }],
  ])('has its address, wherever it stands: %s', (line, expected) => {
    expect(inCard('VERSION:4.0', 'N:Keller;Jana', line).addresses[0]).toMatchObject(expected);
  });

  it.each(['Scan me: BEGIN:VCARD\nN:Keller;Jana\nEND:VCARD', 'BEGIN%3AVCARD%0AN%3AKeller%3BJana%0AEND%3AVCARD'])(
    'is a card, whatever was put before it or made of its signs: %j',
    (text) => {
      expect(firstOf(read({ text, symbology: 'QRCode' }))).toMatchObject({ first: 'Jana', last: 'Keller' });
    },
  );
});
