/** What a scan meant, whatever layout it was typed through. */
import { describe, expect, it } from 'vitest';
import { layoutNames, type LayoutName } from '#reading/keys/layouts.ts';
import { scannedText, type ScanContext } from '#reading/keys/scanned-text.ts';
import { typedText } from '#reading/keys/typed-text.ts';
import { scanned, stroke, type Setting } from '../../support/reading/scanner.ts';

const meant = (text: string, setting: Partial<Setting> & { host: LayoutName }, context: ScanContext = {}) =>
  scannedText(scanned(text, { scanner: 'us', ending: 'enter', ...setting }), context);
const seen = (text: string, host: LayoutName, scanner: LayoutName = 'us') =>
  typedText(scanned(text, { scanner, host, ending: 'none' }), 'keys', 'asTyped').text;

describe('what a scanner for the US types', () => {
  it.each([
    ['BEGIN:VCARD', 'de', 'BEGINÖVCARD'],
    ['N:Keller;Jana', 'de', 'NÖKelleröJana'],
    ['jana.keller@acme.example', 'de', 'jana.keller"acme.example'],
    ['https://www.', 'de', 'httpsÖ--www.'],
    ['10023^Jana', 'de', '10023&Jana'],
    ['4711|Jana', 'de', "4711'Jana"],
    ['BEGIN:VCARD', 'fr', 'BEGINMVCQRD'],
    ['N:Keller;Jana', 'fr', 'NMKellermJqnq'],
    ['TEL;TYPE=CELL:+49 151', 'fr', "TELmTYPE=CELLM+'ç &(&"],
    ['jana.keller@acme.example', 'fr', 'jqnq:keller2qc,e:exq,ple'],
    ['MECARD:', 'fr', '?ECQRDM'],
    ['https://www.', 'fr', 'httpsM!!zzz:'],
    ['10023^Jana', 'fr', '&ààé"6Jqnq'],
    ['4711|Jana', 'fr', "'è&&µJqnq"],
    ['ZY;1_a@example.com', 'de', 'YZö1?a"example.com'],
    ['ZY;1_a@example.com', 'fr', 'WYm&°q2exq,ple:co,'],
    ['a"b@c', 'uk', 'a@b"c'],
    ['a_b', 'it', 'a?b'],
  ] as const)('%s comes out on a keyboard of %s as %s', (text, host, expected) => {
    expect(seen(text, host)).toBe(expected);
  });

  it.each(layoutNames)('is understood on a keyboard of %s', (host) => {
    for (const text of [
      'ZY;1_a@example.com',
      'MECARD:N:Zyla,Yves;TEL:+49 151 5550100;;',
      'https://badge.example/v/8F3K?e=expo26&z=y',
      'TEL;TYPE=CELL:+49 151'.replace(/^/u, 'BEGIN:VCARD\nN:Keller;Jana\n').concat('\nEND:VCARD'),
      '10023^Jana^Keller^jana@acme.example',
    ]) {
      expect([host, meant(text, { host }).text]).toEqual([host, text]);
    }
  });
});

describe('a scanner that is set to the laptop’s layout', () => {
  it.each(layoutNames)('is taken by its characters: %s', (layout) => {
    for (const text of [
      'BEGIN:VCARD\nN:Keller;Jana\nEMAIL:jana@acme.example\nEND:VCARD',
      'EXPO26-104772',
      'jana@acme.example',
    ]) {
      const { text: own, reader, said } = meant(text, { scanner: layout, host: layout });
      expect([own, reader, said]).toEqual([text, 'keys', []]);
    }
  });

  it('keeps its umlauts', () => {
    expect(meant('10023|Jürgen|Müller|Straßenbau Öztas', { scanner: 'de', host: 'de' }).text).toBe(
      '10023|Jürgen|Müller|Straßenbau Öztas',
    );
    expect(meant('10023;Inès;Duval;Orme', { scanner: 'fr', host: 'fr' }).text).toBe('10023;Inès;Duval;Orme');
  });
});

it.each(['de', 'fr', 'uk', 'es', 'it'] as const)(
  'a scanner that is set to %s is understood on a US keyboard',
  (scanner) => {
    const text =
      'BEGIN:VCARD\nVERSION:3.0\nN:Keller;Jana\nTEL;TYPE=CELL:+49 151 5550100\nEMAIL:jana@acme.example\nEND:VCARD';
    const { text: own, said } = meant(text, { scanner, host: 'us' });
    expect(own).toBe(text);
    expect(said.map(({ key }) => key)).toEqual(['reading.layout']);
  },
);

describe('Caps Lock', () => {
  it('is undone, and said, for letters carry meaning', () => {
    expect(meant('ab12CD', { host: 'us', capsLock: true })).toMatchObject({
      text: 'ab12CD',
      capsLock: true,
      said: [{ key: 'reading.capsLock' }],
    });
    expect(
      typedText(scanned('ab12CD', { scanner: 'us', host: 'us', capsLock: true, ending: 'none' }), 'keys', 'asTyped')
        .text,
    ).toBe('AB12cd');
  });

  it.each(layoutNames)('is undone on a keyboard of %s', (host) => {
    const text = 'BEGIN:VCARD\nN:Weber;Anna\nEMAIL:anna@acme.example\nEND:VCARD';
    expect(meant(text, { host, capsLock: true }).text).toBe(text);
  });

  it('says nothing where there are no letters', () => {
    expect(meant('0004711', { host: 'us', capsLock: true }).said).toEqual([]);
  });
});

describe('characters by their number', () => {
  it.each(layoutNames)('are what they are, on a keyboard of %s', (host) => {
    const text = 'BEGIN:VCARD\nN:Müller;Jürgen\nORG:Straßenbau ñ é\nEND:VCARD';
    expect(meant(text, { host }).text).toBe(text);
    expect(meant('M1\x1d104772\x1dDuval', { host, altDigits: true }).text).toBe('M1\x1d104772\x1dDuval');
  });

  it.each([
    ['0252', 'ü'],
    ['129', 'ü'],
    ['0128', '€'],
    ['8364', '€'],
    ['065', 'A'],
    ['29', '\x1d'],
    ['029', '\x1d'],
  ])('%s is %s', (number, character) => {
    const digits = Array.from(number, (digit) => stroke(digit, { code: `Numpad${digit}`, altKey: true }));
    const keys = [stroke('Alt', { altKey: true }), ...digits, stroke('x', { code: 'KeyX' })];
    expect(typedText(keys, 'keys', 'shift').text).toBe(`${character}x`);
  });
});

describe('what is known besides', () => {
  it('decides between readings that say nothing by themselves', () => {
    expect(meant('ZY4711', { host: 'de' }).text).toBe('YZ4711');
    expect(meant('ZY4711', { host: 'de' }, { remembered: 'us' }).text).toBe('ZY4711');
    expect(meant('ZY4711', { host: 'de' }, { isKnown: (text) => text === 'ZY4711' }).text).toBe('ZY4711');
    const rule = { separator: '^', prefix: 'ZY^', parts: ['badgeId' as const, 'lastName' as const] };
    expect(meant('ZY^4711^Duval', { host: 'de' }, { rule }).text).toBe('ZY^4711^Duval');
  });
});
