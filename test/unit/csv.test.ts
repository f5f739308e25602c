import { expect, it } from 'vitest';
import { csvLine, csvOf } from '../../electron/receipt/csv.ts';

it('ends each line with CR and LF, and separates with commas', () => {
  expect(csvLine(['a', '', 'b c'])).toBe('a,,b c\r\n');
});

it.each([
  ['a comma', 'Acme, Inc.', '"Acme, Inc."'],
  ['quotes', 'the "best"', '"the ""best"""'],
  ['a line break', 'one\ntwo\r\nthree', '"one\ntwo\r\nthree"'],
  ['anything else', "O'Neil 😀 محمد; a", "O'Neil 😀 محمد; a"],
])('quotes %s as RFC 4180 asks', (_what, text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

it.each([
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['+1+cmd|A1', "'+1+cmd|A1"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', `"'\rx"`],
  ['+49 89; =1', "'+49 89; '=1"],
  ['＝1+1', "'＝1+1"],
  ['＠SUM(A1)', "'＠SUM(A1)"],
  ['Nord;=1+1', "Nord;'=1+1"],
  ['Nord, -1', `"Nord, '-1"`],
  ['Nord\n=1', `"Nord\n'=1"`],
  [' =1', " '=1"],
  ['+', "'+"],
  ['a=1', 'a=1'],
])('lets a spreadsheet calculate nothing of %j', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

it.each([
  '+49 89 123',
  '+4989123',
  '+1 (555) 010-0199',
  '+1 555 0100 ext. 12',
  '+49 89 123; +49 170 5',
  '+49 89 123 / +49 170 5',
  '+44 20/7946',
])('leaves the phone number %s as it is', (text) => {
  expect(csvLine([text])).toBe(`${text}\r\n`);
});

it('separates with semicolons where a spreadsheet expects them, and quotes those', () => {
  expect(csvLine(['Jörg Müller', 'Müller & Söhne; Lager', '1,5'], ';')).toBe(
    'Jörg Müller;"Müller & Söhne; Lager";1,5\r\n',
  );
});

it('begins with what tells a spreadsheet that it is UTF-8, and tells of each cell that was changed', () => {
  let changed = 0;
  const text = [...csvOf([['name'], ['=1'], ['Müller'], ['@home GmbH']], ';', () => changed++)].join('');
  expect(text).toBe("\uFEFFname\r\n'=1\r\nMüller\r\n'@home GmbH\r\n");
  expect(changed).toBe(2);
});
