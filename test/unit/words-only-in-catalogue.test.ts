/** That no sentence stands anywhere but in the catalogue, and that the catalogue has none that nothing says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { en } from '#words/en.ts';

const root = join(import.meta.dirname, '../..');

const filesOf = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

const catalogue = filesOf('electron/words/en', /\.ts$/u);
const mainSources = filesOf('electron', /\.ts$/u).filter((file) => !catalogue.includes(file));

/** What no user of Fieldpost reads in it, by its file. */
const exceptions: readonly [file: string, why: string][] = [
  ['electron/practice/crm.ts', 'The practice CRM speaks as a CRM does, whose words are never ours.'],
  ['electron/log/log.ts', 'A line of the log, for whoever helps.'],
];

/** Words that reach the log, a developer or SQLite, and nobody else. */
const isForNobody = (name: string) =>
  /(?:^|\.)(?:log\.(?:note|error)|logged)$/u.test(name) ||
  /(?:^|\.)(?:prepare|exec|pragma|prepared)$/u.test(name) ||
  /^(?:Error|TypeError|RangeError|RegExp|BusProblem|UpdateProblem|KeychainUnavailable|Database\.SqliteError)$/u.test(
    name,
  );

/** Words of a person: they begin with a capital letter, have a blank, and end as a sentence does or have three words. */
const looksLikeWords = (text: string): boolean => {
  const words = text.trim();
  if (!/^[“"]?\p{Lu}\p{Ll}*[ ’']/u.test(words)) return false;
  return /[.?!…:]$/u.test(words) || /^\S+(?: [\p{L}’'-]+){2,}/u.test(words);
};

interface Found {
  text: string;
  where: string;
}

/** Returns the texts in a source that look like words for a user. */
function wordsIn(file: string, source = readFileSync(join(root, file), 'utf8')): Found[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = node.expression.getText(parsed);
      if (isForNobody(name)) return;
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const text = node.getText(parsed).slice(1, -1);
      const line = parsed.getLineAndCharacterOfPosition(node.getStart(parsed)).line + 1;
      if (looksLikeWords(text)) found.push({ text, where: `${file}:${line}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

describe('words for a user', () => {
  it('are found where they stand in code, and not where nobody reads them', () => {
    const code = `
      const one = 'Nothing was saved.';
      const two = \`The disk of \${folder} is full\`;
      log.error('The disk failed', error);
      throw new Error('The folder cannot be written');
    `;
    expect(wordsIn('made-up.ts', code).map(({ text }) => text)).toEqual([
      'Nothing was saved.',
      'The disk of ${folder} is full',
    ]);
  });

  it('stand nowhere in the main process but in the catalogue', () => {
    const files = mainSources.filter((file) => exceptions.every(([exception]) => exception !== file));
    expect(files.flatMap((file) => wordsIn(file))).toEqual([]);
  });

  it('have exceptions only where there is a reason for one', () => {
    for (const [file] of exceptions) expect([file, wordsIn(file).length]).not.toEqual([file, 0]);
  });
});

describe('the catalogue', () => {
  /** Every key, with the file that has it. */
  const keysIn = (file: string): string[] =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}'([\w.]+)':/gmu)].map(([, key = '']) => key);

  /** The guide takes all of its keys, whatever their number. */
  const isOfGuide = (key: string) => key.startsWith('guide.');

  it('has each key once, in one file', () => {
    const keys = catalogue.flatMap(keysIn);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect([...keys].sort()).toEqual(Object.keys(en).sort());
  });

  it('has no key that nothing says', () => {
    const code = [...mainSources, ...filesOf('renderer', /\.(?:ts|svelte)$/u)]
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n');
    // Some are made from a code: `doubt.${why}`.
    const made = [...code.matchAll(/`(\w+\.\w*)\$\{[^}`]+\}(\w*)`/gu)].map(
      ([, begin = '', end = '']) => new RegExp(`^${begin.replace('.', '\\.')}\\w+${end}$`, 'u'),
    );
    const said = new Set([...code.matchAll(/['"`](\w+(?:\.\w+)+)['"`]/gu)].map(([, key = '']) => key));
    const isSaid = (key: string) => said.has(key) || made.some((pattern) => pattern.test(key));
    expect(Object.keys(en).filter((key) => !isOfGuide(key) && !isSaid(key))).toEqual([]);
  });
});
