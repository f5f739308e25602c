import { strFromU8, unzipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mostInCell, xlsxOf } from '../../electron/receipt/xlsx.ts';
import { temporaryFolder } from '../support/folder.ts';

const bytesOf = (lines: readonly (readonly string[])[], rows?: number) =>
  Buffer.concat([...xlsxOf(lines, 'Fieldpost', rows)]);

/** Reads a workbook as a spreadsheet would: each sheet's name, and the texts of its cells, without anything that is no text. */
const reader = String.raw`
import json, re, sys, zipfile
import xml.etree.ElementTree as tree
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
main = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
link = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'
parts = {name: tree.fromstring(book.read(name)) for name in book.namelist()}
for entry in parts['[Content_Types].xml']:
    if 'PartName' in entry.attrib: assert entry.attrib['PartName'][1:] in parts, entry.attrib
targets = {entry.attrib['Id']: 'xl/' + entry.attrib['Target'] for entry in parts['xl/_rels/workbook.xml.rels']}
formats = [int(style.attrib.get('numFmtId', 0)) for style in parts['xl/styles.xml'].find(main + 'cellXfs')]
def text(cell):
    if len(cell) == 0: return ''
    assert cell.attrib['t'] == 'inlineStr' and formats[int(cell.attrib['s'])] == 49, cell.attrib
    assert [part.tag for part in cell.iter()][1:] == [main + 'is', main + 't']
    return re.sub('_x([0-9A-Fa-f]{4})_', lambda code: chr(int(code.group(1), 16)), cell[0][0].text)
print(json.dumps([[sheet.attrib['name'], [[text(cell) for cell in row] for row in parts[targets[sheet.attrib[link]]].iter(main + 'row')]]
  for sheet in parts['xl/workbook.xml'].iter(main + 'sheet')]))
`;

function read(bytes: Uint8Array): unknown {
  const file = join(temporaryFolder(), 'receipt.xlsx');
  writeFileSync(file, bytes);
  return JSON.parse(execFileSync('python3', ['-c', reader, file], { encoding: 'utf8' }));
}

it('shows every text as it was typed, and calculates none', () => {
  const lines = [
    ['name', 'phone'],
    ['=1+1', '+1-555-010-0142'],
    ['@home GmbH', '+493023125014'],
    ['-', '0043 1 5550101'],
    ['', '0301234567'],
    [' two  blanks ', '12E5'],
    ['<a href="x">&amp;</a> "', 'one\ntwo\tthree'],
    ['_x0041_ and _X0041_', '\u0001 \uFFFE 😀 محمد 葛\u{E0100}'],
    ['TRUE', '2026-11-24'],
  ];
  expect(read(bytesOf(lines))).toEqual([['Fieldpost', lines]]);
});

it('has nothing in it but texts that a spreadsheet takes', () => {
  const [[, [, [long, half, carriage]]]] = read(
    bytesOf([
      ['a', 'b', 'c'],
      ['x'.repeat(50_000), 'a\uD842', 'one\r\ntwo\rthree'],
    ]),
  ) as [[string, [string[], [string, string, string]]]];
  expect(long).toBe(`${'x'.repeat(mostInCell - 1)}…`);
  expect(half).toBe('a\uFFFD');
  expect(carriage).toBe('one\ntwo\rthree');
});

it('goes on in a second sheet where the first is full, with the heading', () => {
  const lines = [['n'], ['1'], ['2'], ['3'], ['4'], ['5']];
  expect(read(bytesOf(lines, 3))).toEqual([
    ['Fieldpost', [['n'], ['1'], ['2']]],
    ['Fieldpost 2', [['n'], ['3'], ['4']]],
    ['Fieldpost 3', [['n'], ['5']]],
  ]);
  expect(read(bytesOf(lines.slice(0, 3), 3))).toEqual([['Fieldpost', [['n'], ['1'], ['2']]]]);
});

it('is written in pieces, however much it is', () => {
  function* many() {
    for (let row = 0; row < 20_000; row++) yield [`row ${row}`, 'x'.repeat(50)];
  }
  const pieces = [...xlsxOf(many(), 'Fieldpost')];
  expect(pieces.length).toBeGreaterThan(10);
  const sheet = strFromU8(unzipSync(Buffer.concat(pieces))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet.split('<row>')).toHaveLength(20_001);
});
