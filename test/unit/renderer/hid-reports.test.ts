/** What scanners send in their own mode, joined. */
import { expect, it } from 'vitest';
import { Reports } from '../../../renderer/scanner/hid-reports.ts';
import { capacity, description, reportsOf } from '../../support/hid-scanner.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes?: Uint8Array) => new TextDecoder().decode(bytes);
const long = `BEGIN:VCARD\nN:Müller;Jörg\nNOTE:${'x'.repeat(200)}\nEND:VCARD`;

it.each([
  ['short', '104772'],
  ['as long as a report', 'y'.repeat(capacity)],
  ['longer than one, cut within a letter', `${'y'.repeat(capacity - 1)}ö${'z'.repeat(capacity)}`],
  ['a card', long],
])('a code is whole, whatever number of reports it takes: %s', (_how, text) => {
  const reports = new Reports(description);
  // A second one after it begins anew.
  for (const sent of [text, '42']) {
    const answers = reportsOf(bytesOf(sent)).map((report) => reports.take(2, report));
    expect(answers.slice(0, -1).every((answer) => answer === null)).toBe(true);
    expect(textOf(answers.at(-1)?.bytes)).toBe(sent);
    expect(answers.at(-1)?.aim).toBe(']Q1');
  }
});

it('goes by the description of the device, wherever that puts things', () => {
  const reports = new Reports([
    {
      usagePage: 0x8c,
      children: [
        {
          inputReports: [
            {
              reportId: 7,
              items: [
                { usages: [0x008c_00fe], reportSize: 8, reportCount: 8 },
                { isRange: true, usageMinimum: 0x008c_00fb, reportSize: 8, reportCount: 3 },
              ],
            },
          ],
        },
      ],
    },
  ]);
  const report = (text: string) => Uint8Array.from([...bytesOf(text.padEnd(8, '\0')), ...bytesOf('C1\0')]);
  expect(textOf(reports.take(7, report('4711'))?.bytes)).toBe('4711');
  // Nothing says whether more follows: a full one may go on, and ends where nothing does.
  expect(reports.take(7, report('12345678'))).toBeNull();
  expect(reports.isOpen).toBe(true);
  expect(reports.take(7, report('9'))).toMatchObject({ aim: ']C1', bytes: bytesOf('123456789') });
  expect(reports.take(7, report('12345678'))).toBeNull();
  expect(textOf(reports.end()?.bytes)).toBe('12345678');
  expect(reports.take(1, report('4711'))).toBeNull();
});

it('reads a device that describes nothing in the order of most, and is not filled by one that never ends', () => {
  const [report = new Uint8Array()] = reportsOf(bytesOf('104772'), ']E0');
  const silent = new Reports([{ usagePage: 0x8c }]);
  expect(silent.take(2, report)).toMatchObject({ aim: ']E0', bytes: bytesOf('104772') });
  expect(silent.take(2, new Uint8Array(3))).toBeNull();
  const endless = new Reports(description);
  const [first = new Uint8Array()] = reportsOf(bytesOf('x'.repeat(capacity * 2)));
  for (let count = 0; count < 1_000; count += 1) endless.take(2, first);
  expect(endless.end()?.bytes.length).toBeLessThanOrEqual(20_000);
});
