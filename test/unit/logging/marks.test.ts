// The search that the test of the log relies on (test/e2e/log.spec.ts) has to find what it looks for.
import { expect, it } from 'vitest';
import { marked, markOf, marksIn } from '../../support/marks.ts';

const text = `before ${marked('Name')} behind`;
const forms: [string, Buffer][] = [
  ['as it is', Buffer.from(text)],
  ['in JSON', Buffer.from(JSON.stringify({ text: JSON.stringify(text) }))],
  ['in a URL', Buffer.from(encodeURIComponent(text))],
  ['in a form', Buffer.from(new URLSearchParams({ text }).toString())],
  ['in capitals', Buffer.from(text.toUpperCase())],
  ['in UTF-16, little end first', Buffer.from(text, 'utf16le')],
  ['in UTF-16, big end first', Buffer.from(text, 'utf16le').swap16()],
  ['in hex', Buffer.from(Buffer.from(text).toString('hex'))],
  ...['', 'a', 'ab'].flatMap((before): [string, Buffer][] => [
    [`in base64 after ${before.length} bytes`, Buffer.from(Buffer.from(before + text).toString('base64'))],
    [
      `alone in base64 after ${before.length} bytes`,
      Buffer.from(Buffer.from(before + markOf('Name')).toString('base64url')),
    ],
  ]),
];
it.each(forms)('a mark is found %s', (_form, bytes) => {
  expect(marksIn(bytes, ['Name', 'Other'])).toHaveLength(1);
});

it('no mark is found where there is none', () => {
  expect(marksIn(Buffer.from('An ordinary line of 2026-11-24, and Qzv'), ['Name'])).toEqual([]);
});
