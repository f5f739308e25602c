/** The codes of the printed sheet: what is written can be read, by another program, and nothing else is taken for one. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { codeText, readCode, type SheetCode } from '#contract/code-sheet.ts';
import { emptyEvent, type FieldEvent, type Question } from '#contract/events.ts';
import { questionKinds } from '#contract/qualification.ts';
import { speaker } from '#words/speaker.ts';
import { codeSheet, qrCode, sheetParts } from '../../electron/events/code-sheet.ts';

const question = (kind: Question['kind'], asked: string): Question => ({
  id: `q-${kind}`,
  revision: 3,
  kind,
  asked,
  options: [
    { id: 'opt_1', label: 'Größer als 100' },
    { id: 'opt_2', label: '<b>“小さい” & co</b>' },
  ],
  required: false,
  shownIf: null,
});
const event: FieldEvent = {
  ...emptyEvent('expo'),
  name: 'Expo <2026>',
  capturedBy: 'Jürgen: Łukasiewicz 山田',
  questions: questionKinds.map((kind) => question(kind, `Asked by ${kind}?`)),
  consent: { text: 'Acme & Co may write to me.', language: 'en-GB', version: 1 },
};
const codes = sheetParts(event).flatMap(({ tiles }) => tiles.map(({ code }) => code));

const anyCode: fc.Arbitrary<SheetCode> = fc.oneof(
  fc.record({
    of: fc.constant('answer' as const),
    question: fc.stringMatching(/^[\w-]{1,64}$/u),
    revision: fc.integer({ min: 1, max: 999_999_999 }),
    value: fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/\p{Cs}/u.test(text)),
  }),
  fc.record({ of: fc.constant('rating' as const), rating: fc.constantFrom('hot' as const, 'warm', 'cold') }),
  fc.record({ of: fc.constant('consent' as const), to: fc.constantFrom('email' as const, 'phone', 'post', 'no') }),
  fc.record({ of: fc.constant('capturedBy' as const), name: fc.string({ minLength: 1, unit: 'grapheme' }) }),
);

describe('the text of a code', () => {
  it('is read as what it was written for, in upper and lower case', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(readCode(codeText(code))).toEqual(code);
        expect(readCode(` ${codeText(code).toLowerCase()}\r\n`)).toEqual(code);
      }),
    );
  });

  it('has only letters that stand at the same place on a German, a French and a Turkish keyboard', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(codeText(code)).toMatch(/^[BCDEFGHJKLNOPRSTUVX]+$/u);
      }),
    );
  });

  it('is read with the mark of a scanner before it', () => {
    const text = codeText({ of: 'rating', rating: 'hot' });
    expect(readCode(`]Q1${text}`)).toEqual({ of: 'rating', rating: 'hot' });
    // As a German keyboard has it.
    expect(readCode(`+Q1${text}`)).toEqual({ of: 'rating', rating: 'hot' });
  });

  it('that lost, swapped or changed a letter on its way is none', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(), fc.constantFrom('lost', 'swapped', 'changed'), (code, where, how) => {
        const text = codeText(code);
        const at = 3 + (where % (text.length - 4));
        const [one, other] = [text.charAt(at), text.charAt(at + 1)];
        const middle = { lost: other, swapped: other + one, changed: (one === 'B' ? 'C' : 'B') + other }[how];
        fc.pre(middle !== one + other);
        expect(readCode(text.slice(0, at) + middle + text.slice(at + 2))).toBeNull();
      }),
    );
  });

  it.each([
    '',
    'FPV',
    'FPVB',
    'fpvbbbb',
    'BEGIN:VCARD\nN:Fpv;Jo\nEND:VCARD',
    'https://example.com/FPV',
    'jo@fpv.example',
    '4711',
    'FPV DCDC',
  ])('is not seen in %j', (text) => {
    expect(readCode(text)).toBeNull();
  });
});

describe('the sheet', () => {
  beforeAll(() => {
    // By itself it would fetch this.
    const reader = createRequire(import.meta.url).resolve('zxing-wasm/reader');
    const wasm = readFileSync(join(reader, '../../../reader/zxing_reader.wasm'));
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  });

  it('has a code for each answer that can be chosen, the rating, the consent and who captures', () => {
    const count = { single: 2, several: 2, yesNo: 2, temperature: 3, stars: 5 };
    const ofQuestions = Object.values(count).reduce((sum, one) => sum + one, 0);
    expect(codes).toHaveLength(3 + ofQuestions + 4 + 1);
    expect(new Set(codes.map(codeText)).size).toBe(codes.length);
    expect(sheetParts(emptyEvent('bare')).flatMap(({ tiles }) => tiles)).toHaveLength(3);
  });

  it('has codes that another program reads, each as what it stands for', async () => {
    for (const code of codes) {
      const png = new Resvg(qrCode(codeText(code)), { fitTo: { mode: 'width', value: 240 }, background: 'white' })
        .render()
        .asPng();
      const found = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] });
      expect(found.map(({ text }) => readCode(text))).toEqual([code]);
    }
  });

  it('leaves around each code the empty border of four squares by which a scanner finds it', () => {
    const drawing = qrCode('FPV');
    const size = Number(/viewBox="0 0 (\d+) /u.exec(drawing)?.[1]);
    const squares = [...drawing.matchAll(/M(\d+) (\d+)h1v1/gu)].flatMap(([, x, y]) => [Number(x), Number(y)]);
    expect([Math.min(...squares), Math.max(...squares)]).toEqual([4, size - 5]);
  });

  it('carries the drawing of each code, and no word of the event as HTML', () => {
    const html = codeSheet(event, speaker());
    for (const code of codes) expect(html).toContain(qrCode(codeText(code)));
    expect(html).toContain('Expo &lt;2026&gt;');
    expect(html).toContain('&lt;b&gt;“小さい” &amp; co&lt;/b&gt;');
    expect(html).not.toContain('<b>');
    expect(html).not.toMatch(/<script|(?:src|href)=/u);
  });
});
