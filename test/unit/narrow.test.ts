import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build, type Rolldown } from 'vite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { narrow } from '../../build/narrow.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Builds a script as the app is built, and returns its text. */
async function built(source: string): Promise<string> {
  const entry = join(folder, 'entry.js');
  writeFileSync(entry, source);
  const [made] = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [narrow()],
    build: { write: false, minify: false, lib: { entry, formats: ['cjs'], fileName: 'built' } },
  })) as Rolldown.RolldownOutput[];
  return made?.output[0].code ?? '';
}

it('leaves a script at one byte a character, and says the same', async () => {
  const code = await built(String.raw`
    const kana = String.raw${'`[ぁ-ん]+`'};
    export const said = ['Łódź … 😀', ${'`€${1}`'}, /^[Ł-ź😀]+$/u.test('Łź😀'), new RegExp(kana, 'u').test('ひ')];`);
  expect(code).not.toMatch(/[^\0-\xff]/u);
  const module = { exports: {} as { said?: unknown } };
  runInNewContext(code, { module, exports: module.exports });
  expect(module.exports.said).toEqual(['Łódź … 😀', '€1', true, true]);
});

it('refuses what would say something else', async () => {
  await expect(built(String.raw`export const said = /\…/.test('…');`)).rejects.toThrow(/after a backslash/u);
});
