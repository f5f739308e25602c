/** Set-up files of every version that was ever made are read as they were meant. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFile } from '../../../electron/setup/file.ts';
import { keyOpener, type Keys } from '../../../electron/setup/keys.ts';
import { fourWordsOf, type Travelling } from '../../../electron/setup/travelling.ts';
import { textOf } from '../../support/words.ts';

const folder = join(import.meta.dirname, '../../fixtures/set-ups');
const file = readFileSync(join(folder, 'version-1.fieldpost-setup'));

/** What is in the file, written down beside it when it was made. */
interface Written {
  passphrase: string;
  keys: Keys;
  words: string[];
  setup: Travelling;
}
const written = JSON.parse(readFileSync(join(folder, 'version-1.json'), 'utf8')) as Written;

it('reads a file of version 1, with every kind of question, its keys and its four words', async () => {
  const opening = openFile(file);
  if (!opening.ok) throw new Error(textOf(opening.problem));
  const { setup, bound, sealed } = opening.file;
  // What came later has what it has where nobody said anything.
  expect(setup).toMatchObject(written.setup);
  expect(fourWordsOf(setup)).toEqual(written.words);
  if (sealed === null) throw new Error('No keys came along');
  expect(await keyOpener(() => Promise.resolve())(sealed, bound, written.passphrase)).toEqual(written.keys);
});

it('refuses the same file in words where it says that it is of a newer version', () => {
  const newer = Buffer.from(file.toString('latin1').replace('"version":1,', '"version":2,'), 'latin1');
  const opening = openFile(newer);
  expect(opening.ok ? '' : textOf(opening.problem)).toMatch(/A newer Fieldpost made/u);
});
