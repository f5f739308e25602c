/** The rules that `npm run test:mutations` breaks, which takes too long for each run: that each is where it is looked for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutations } from '../mutations/mutations.ts';

const project = join(import.meta.dirname, '../..');

it.each(mutations)('stands once in $file: $rule', ({ file, from }) => {
  expect(readFileSync(join(project, file), 'utf8').split(from)).toHaveLength(2);
});
