/**
 * Whatever comes in, a reading comes out. FIELDPOST_READING_RUNS and FIELDPOST_READING_SEED choose how many inputs and which;
 * `any` as a seed takes new ones.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, type Input } from '#reading/read.ts';
import { ownCards } from '../../support/reading/own-cards.ts';
import { ownSignatures } from '../../support/reading/own-signatures.ts';

const runs = Number(process.env['FIELDPOST_READING_RUNS'] ?? 3_000);
const asked = process.env['FIELDPOST_READING_SEED'] ?? '20261127';
const seed = asked === 'any' ? Date.now() % 2 ** 31 : Number(asked);

const pieces = [
  ...[
    'BEGIN:VCARD',
    'END:VCARD',
    'VERSION:2.1',
    'VERSION:3.0',
    'N:',
    'FN',
    'TEL;',
    'TYPE=',
    'CELL',
    'ADR:;;',
    'ORG:',
    'AGENT:',
    'NOTE:',
    'item1.',
  ],
  ...[
    'X-ABLabel:',
    'ENCODING=QUOTED-PRINTABLE:',
    'CHARSET=',
    'UTF-8',
    'SHIFT_JIS',
    'utf-16',
    'BASE64:',
    '=C3=',
    '=BC',
    '=\r\n',
    '\r\n ',
    '\r\n',
    '\n',
    '\r',
  ],
  ...[
    ':',
    ';',
    ',',
    '\\',
    '\\n',
    '\\,',
    '"',
    '=',
    '.',
    '\t',
    ' ',
    '+49 (0)',
    '0171',
    '555',
    '@',
    'acme.example',
    'www.',
    'https://',
    'MECARD:',
    'BIZCARD:',
  ],
  ...[
    'MEMORY:',
    'NAME1:',
    'csicsi|',
    '^',
    '::',
    '|',
    '\x1d',
    '\x1e',
    ']C1',
    '@\n\x1e\rANSI ',
    'DLDCS',
    '{"',
    '":',
    '[',
    '}',
    'null',
    'tel:',
    'mailto:',
  ],
  ...[
    'Müller',
    'MÃ¼ller',
    '山田',
    '김철수',
    'von',
    'Dr.',
    'GmbH',
    '\uFEFF',
    '\uFFFD',
    '\uD800',
    '😀',
    '\0',
    'Ã',
    'Â',
    'begin:vcard',
    'WIFI:',
    'otpauth://',
  ],
];
const soup = fc.array(
  fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 6, unit: 'binary' })),
  {
    maxLength: 60,
  },
);
const samples = [
  ...ownCards.map(({ text, latin1 }) => text ?? latin1 ?? ''),
  ...ownSignatures.map(({ lines }) => lines.join('\n')),
];
/** A sample that was cut, doubled, overwritten and shuffled on its way. */
const damaged = fc
  .tuple(fc.constantFrom(...samples), fc.nat(), fc.nat(), fc.constantFrom(...pieces, ''), fc.boolean())
  .map(([sample, from, length, piece, doubled]) => {
    const at = from % (sample.length + 1);
    const text = sample.slice(0, at) + piece + sample.slice(at + (length % 20));
    return doubled ? text + text : text;
  });
const text = fc.oneof(
  soup.map((parts) => parts.join('')),
  damaged,
  fc.string({ maxLength: 200, unit: 'binary' }),
);
const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ text, from: fc.constantFrom<'code' | 'text'>('code', 'text'), readsLicences: fc.boolean() }),
  fc.record({ text, symbology: fc.constantFrom('QRCode', 'PDF417'), fileName: fc.constantFrom('a.vcf', 'a.txt') }),
  text.map((one) => ({ bytes: new TextEncoder().encode(one) })),
  text.map((one) => ({ bytes: Uint8Array.from(one, (letter) => letter.charCodeAt(0) & 255) })),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ bytes })),
);

const begins = ({ bytes, text: own = '' }: Input): number => {
  const all = bytes === undefined ? own : Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
  return all.match(/begin\s?:\s?vcard/giu)?.length ?? 0;
};

it(`never throws, and finds no more cards than begin (${runs} inputs, seed ${seed})`, { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(input, (one) => {
      const reading = read(one);
      expect(reading.proposals.length > 0 || reading.said.length > 0).toBe(true);
      if (reading.kind === 'vcard')
        expect(reading.proposals.length + reading.broken.length).toBeLessThanOrEqual(begins(one));
      if (reading.kind === 'refused' || reading.kind === 'aamva' || reading.kind === 'nothing')
        expect(reading.raw).toBeNull();
      for (const { fields } of reading.proposals) expect(fields.length).toBeGreaterThan(0);
      // It goes through messages and into a store.
      expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
    }),
    { numRuns: runs, seed },
  );
});

describe('the time that a reading takes', () => {
  const shapes: Record<string, (size: number) => string> = {
    'cards that begin': (size) => 'BEGIN:VCARD\n'.repeat(size / 12),
    'a card without line breaks': (size) => `BEGIN:VCARD${'N:a;b'.repeat(size / 5)}`,
    'blanks in a card': (size) => `BEGIN:VCARD\nN:${' '.repeat(size)};x\nEND:VCARD`,
    'blanks where breaks were': (size) => `BEGIN:VCARD ${' '.repeat(size)}x`,
    folds: (size) => `BEGIN:VCARD\nNOTE:${'x\n '.repeat(size / 3)}`,
    'soft breaks': (size) => `BEGIN:VCARD\nN;QUOTED-PRINTABLE:${'=C3=\n'.repeat(size / 5)}`,
    quotes: (size) => `BEGIN:VCARD\nTEL;TYPE=${'"'.repeat(size)}:1`,
    parameters: (size) => `BEGIN:VCARD\nTEL${';X=1'.repeat(size / 4)}:1`,
    parts: (size) => `BEGIN:VCARD\nN:${';'.repeat(size)}`,
    backslashes: (size) => `BEGIN:VCARD\nN:a;b\nNOTE:${'\\'.repeat(size)}`,
    'garbled letters': (size) => `BEGIN:VCARD\nN:${'Ã'.repeat(size)}`,
    phones: (size) => `BEGIN:VCARD\n${'TEL:1\n'.repeat(size / 6)}`,
    notes: (size) => `BEGIN:VCARD\nN:a;b\nNOTE:a\n${'x\n'.repeat(size / 2)}`,
    'pieces of a MECARD': (size) => `MECARD:${'N:a;'.repeat(size / 4)}`,
    digits: (size) => '1 '.repeat(size / 2),
    addresses: (size) => 'a@'.repeat(size / 2),
    dots: (size) => 'a.'.repeat(size / 2),
    lines: (size) => 'Jana Keller\n'.repeat(size / 12),
    brackets: (size) => '['.repeat(size),
    'one long line': (size) => `Jana ${'Keller '.repeat(size / 7)}`,
    'one long word': (size) => 'K'.repeat(size),
  };

  /** CPU time in milliseconds, the least of three tries. */
  const cost = (work: () => unknown): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const before = process.cpuUsage();
        work();
        return process.cpuUsage(before).user / 1_000;
      }),
    );
  const reading = (text: string) => cost(() => read({ text, symbology: 'QRCode' }));

  it.each(Object.entries(shapes))('grows with the input and no faster: %s', (_name, shape) => {
    reading(shape(20_000));
    const [small, large] = [reading(shape(60_000)), reading(shape(480_000))];
    // Eight times as much may take three times that at worst; what grows with the square takes 64 times as long.
    expect(large).toBeLessThan(24 * Math.max(small, 4));
  });

  it.each([
    ['letters', 32, 127],
    ['bytes', 0, 256],
    ['bytes that are no letters', 128, 256],
  ])('is little more than looking at each byte, in a file of noise: %s', (_what, from, to) => {
    let last = 1;
    const noise = Uint8Array.from({ length: 4_000_000 }, () => {
      last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0;
      return from + Math.floor((last / 2 ** 32) * (to - from));
    });
    const looking = cost(() => noise.reduce((sum, byte) => sum + byte, 0));
    expect(cost(() => read({ bytes: noise, from: 'text' }))).toBeLessThan(3 * Math.max(looking, 10));
  });
});

it('refuses what is too large, and says how large', () => {
  const reading = read({ bytes: new Uint8Array(20_000_001) });
  expect(reading).toMatchObject({ kind: 'nothing', proposals: [], raw: null });
  expect(reading.said).toEqual([{ key: 'reading.tooLarge', params: { size: 20_000_001, most: 20_000_000 } }]);
});
