import { expect, it } from 'vitest';
import { diskLowSentence } from '../../../renderer/status/disk-low.ts';

it.each([
  [150_900_000, '150 MB left'],
  [1_000_000, '1 MB left'],
  [0, 'less than 1 MB left'],
])('says of %i bytes how much is left, that what is saved is safe, and what to do', (left, said) => {
  const sentence = diskLowSentence(left);
  expect(sentence).toContain(said);
  expect(sentence).toContain('What is saved is safe. Free some space');
});
