/** Codes as a camera sees them, looked for as the worker does. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, it } from 'vitest';
import { prepareZXingModule } from 'zxing-wasm/reader';
import { bytesOf, lookThrough } from '../../../renderer/reading/codes.ts';
import { read } from '#reading/read.ts';
import { foundIn } from '../../support/reading/found.ts';
import { chance, frameOf, modulesOf, pixelsOf, size, type Degrading } from '../../support/degraded.ts';

const card = (number: number) =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:Okafor-Müller;Katherine ${String(number)};;Dr.;`,
    `FN:Dr. Katherine ${String(number)} Okafor-Müller`,
    'ORG:Northwind Industrial Robotics GmbH;Field Sales',
    'TITLE:Head of Regional Partnerships',
    `TEL;TYPE=WORK,VOICE:+49 30 5557 2${String(100 + number)}`,
    `TEL;TYPE=CELL:+49 170 555 01${String(10 + number)}`,
    `EMAIL;TYPE=INTERNET:katherine.okafor${String(number)}@northwind.example`,
    'URL:https://www.northwind.example/team/okafor',
    'ADR;TYPE=WORK:;;Invalidenstraße 117;Berlin;;10115;Germany',
    'END:VCARD',
    '',
  ].join('\r\n');

const random = chance(12_345);
const aside = () => ({ x: 150 + random() * 340, y: 120 + random() * 240 });
const cases: Record<string, () => Degrading> = {
  clean: () => ({ side: 360 }),
  'turned by 15': () => ({ side: 340, degrees: 15 }),
  'turned by 45': () => ({ side: 320, degrees: 45 }),
  'a little out of focus': () => ({ side: 360, degrees: 4, blur: 1.2 }),
  'out of focus': () => ({ side: 400, degrees: 4, blur: 1.9 }),
  'with noise': () => ({ side: 360, degrees: 6, noise: 25 }),
  'with much noise': () => ({ side: 360, degrees: 6, noise: 50 }),
  'in the dark': () => ({ side: 360, degrees: 3, ink: 95, paper: 135, noise: 5, gradient: 60, table: 130 }),
  'in perspective': () => ({ side: 380, degrees: 5, perspective: 0.13, noise: 8 }),
  'in strong perspective': () => ({ side: 400, degrees: 5, perspective: 0.22, noise: 8 }),
  'of 220 pixels': () => ({ ...aside(), side: 220, degrees: 8, noise: 8 }),
  'of 180 pixels': () => ({ ...aside(), side: 180, degrees: 8, noise: 6 }),
  'of 150 pixels': () => ({ ...aside(), side: 150, degrees: 8, noise: 6 }),
  inverted: () => ({ side: 340, degrees: 7, ink: 250, paper: 15, table: 40, noise: 8 }),
  'in all ways': () => ({
    side: 360,
    degrees: 5,
    perspective: 0.08,
    blur: 0.9,
    noise: 15,
    ink: 60,
    paper: 170,
    gradient: 50,
  }),
};

beforeAll(() => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) } });
});

it('reads 87 of 90 pictures of a vCard, and none of them wrongly', { timeout: 180_000 }, async () => {
  let [all, wrong, milliseconds] = [0, 0, 0];
  const read: Record<string, number> = {};
  for (const [name, how] of Object.entries(cases)) {
    for (let number = 1; number <= 6; number += 1) {
      const text = card(number);
      const pixels = pixelsOf(frameOf(await modulesOf(text), how(), random));
      const start = performance.now();
      const found = await lookThrough(pixels, false);
      milliseconds += performance.now() - start;
      all += 1;
      if (found.some((code) => code.text === text)) read[name] = (read[name] ?? 0) + 1;
      wrong += found.filter((code) => code.text !== text).length;
    }
  }
  console.table(read);
  console.log(
    `${String(Object.values(read).reduce((a, b) => a + b, 0))} of ${String(all)}, ${(milliseconds / all).toFixed(1)} ms each`,
  );
  expect(wrong).toBe(0);
  expect(all).toBe(90);
  expect(Object.values(read).reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(87);
});

it('reads nothing from noise', { timeout: 180_000 }, async () => {
  const found: string[] = [];
  for (let picture = 0; picture < 200; picture += 1) {
    const frame = new Float32Array(size.width * size.height);
    for (let at = 0; at < frame.length; at += 1) frame[at] = random() * 255;
    for (const code of await lookThrough(pixelsOf(frame), picture % 2 === 0)) found.push(code.text);
  }
  expect(found).toEqual([]);
});

it('looks through a picture again, turned, only for what its tilt hid', async () => {
  const pixels = pixelsOf(frameOf(await modulesOf('MECARD:N:Keller,Jana;;'), { side: 300 }, random));
  expect(await lookThrough(pixels, true)).toHaveLength(1);
  expect(await lookThrough(pixels, true, true)).toEqual([]);
});

it('takes the charset that a code says it has', async () => {
  // ISO-8859-2, which its maker chose, with the number of that charset before it.
  const text = 'MECARD:N:Wiśniewska,Małgorzata;ORG:Odra Łódź;;';
  const [code] = await lookThrough(pixelsOf(frameOf(await modulesOf(text), { side: 300 }, random)), false);
  if (code === undefined) throw new Error('No code was found');
  expect(code.hasECI).toBe(true);
  const { proposals } = read({ bytes: bytesOf(code), symbology: code.format });
  expect(proposals.map(foundIn)).toMatchObject([{ first: 'Małgorzata', last: 'Wiśniewska', account: 'Odra Łódź' }]);
});

it('takes the bytes of a code that says no charset: whoever reads it finds that out', () => {
  const bytes = Uint8Array.of(0x4d, 0xfc, 0x6c);
  expect(bytesOf({ bytes, text: 'M?l', hasECI: false })).toBe(bytes);
});
