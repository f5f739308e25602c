/** Files as people's spreadsheets leave them. */
import { strToU8, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { previewOf } from '../../../electron/attendees/choices.ts';
import { tableIn, type Row } from '../../../electron/attendees/table.ts';
import { xlsxOf } from '../../../electron/receipt/xlsx.ts';
import { SaidError } from '#words/said.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, mark = '\uFEFF') => Uint8Array.from(Buffer.from(mark + text, 'utf16le'));
const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

function rowsIn(bytes: Uint8Array): Row[] {
  const rows: Row[] = [];
  tableIn(bytes).read((row) => rows.push(row) > 0);
  return rows;
}
const cellsIn = (bytes: Uint8Array) => rowsIn(bytes).map(({ cells }) => cells);

describe('a text with separators', () => {
  it.each([
    ['a mark before its first heading', utf8('\uFEFFid,last name\n007,Ott'), ','],
    ['semicolons', utf8('id;last name\r\n007;Ott'), ';'],
    ['tabs and two bytes a letter', utf16('id\tlast name\r\n007\tOtt'), '\t'],
    ['two bytes a letter and no mark', utf16('id\tlast name\r\n007\tOtt', ''), '\t'],
    ['bars', utf8('id|last name\n007|Ott'), '|'],
  ])('is read with %s', (_what, bytes, separator) => {
    expect(tableIn(bytes).separator).toBe(separator);
    expect(cellsIn(bytes)).toEqual([
      ['id', 'last name'],
      ['007', 'Ott'],
    ]);
  });

  it('may say itself what separates its cells, which is its first row then', () => {
    const bytes = utf8('sep=;\r\nid;name, if any\r\n1;Ott, Eva');
    expect(rowsIn(bytes).map(({ number, cells }) => [number, ...cells])).toEqual([
      [2, 'id', 'name, if any'],
      [3, '1', 'Ott, Eva'],
    ]);
  });

  it.each(['Müller;Köln\r\nGroß;Übersee\r\n', 'Lefèvre;Besançon\r\nGarçon;Château\r\n'])(
    'keeps its letters where each is one byte: %s',
    (text) => {
      expect(cellsIn(latin(text)).slice(0, 2)).toEqual(
        text
          .trim()
          .split('\r\n')
          .map((row) => row.split(';')),
      );
    },
  );

  it('keeps line breaks and quotation marks in a cell', () => {
    expect(cellsIn(utf8('Ott;"Hafenstr. 5\nHinterhof";"Bar ""Zum Anker"""\nAbel;x;y'))).toEqual([
      ['Ott', 'Hafenstr. 5\nHinterhof', 'Bar "Zum Anker"'],
      ['Abel', 'x', 'y'],
    ]);
  });

  it('is known to be broken where it is cut off within a cell', () => {
    expect(rowsIn(utf8('id;name\n1;Ott\n2;"Ab')).map(({ isBroken }) => isBroken)).toEqual([false, false, true]);
  });

  it('is read as somebody says', () => {
    const bytes = latin('id,Name;x\n1,\xE4;y');
    expect(previewOf(bytes, { encoding: 'windows-1251', separator: ',' })).toMatchObject({
      read: true,
      preview: {
        choices: { encoding: 'windows-1251', separator: ',' },
        rows: [
          ['id', 'Name;x'],
          ['1', 'д;y'],
        ],
      },
    });
    expect(previewOf(bytes, { encoding: 'none-such' })).toMatchObject({ read: false });
  });
});

describe('what the columns are', () => {
  const columns = (text: string) => {
    const answer = previewOf(utf8(text), {});
    return answer.read ? answer.preview.choices : null;
  };

  it('is told from their headings', () => {
    expect(columns('UUID,Badge ID,First name,Last name,Company,Email,What\na,1,2,3,4,5,6')).toMatchObject({
      hasHeading: true,
      columns: ['none', 'badgeId', 'firstName', 'lastName', 'account', 'email', 'none'],
    });
  });

  it('is guessed from what stands in them where there is none', () => {
    expect(columns('0004711;Jana Keller;Acme GmbH;jana@acme.example')).toMatchObject({
      hasHeading: false,
      columns: ['badgeId', 'none', 'account', 'email'],
    });
  });
});

/** A workbook as Excel writes it. */
function workbook(sheet: string, more: Zippable = {}): Uint8Array {
  return zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="A" sheetId="1" r:id="rId7"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId7" Target="worksheets/first.xml"/></Relationships>',
    ),
    'xl/styles.xml': strToU8(
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    ),
    'xl/sharedStrings.xml': strToU8(
      '<sst><si><t>Ott &amp; Co</t></si><si/><si><r><t>E</t></r><r><t xml:space="preserve">va </t></r><rPh sb="0"><t>x</t></rPh></si></sst>',
    ),
    'xl/worksheets/first.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    ...more,
  });
}

describe('a workbook', () => {
  it('is read as what was typed, not as what is shown of it', () => {
    const bytes = workbook(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2"/>' +
        '<row r="4"><c r="A4"><v>4.93023125014E11</v></c><c r="B4" s="1"><v>41503</v></c><c r="C4" t="inlineStr"><is><t>0&#55;_x000A_</t></is></c></row>',
    );
    expect(rowsIn(bytes)).toEqual([
      { number: 1, cells: ['Ott & Co', '', 'Eva '], isBroken: false },
      { number: 4, cells: ['493023125014', '0041503', '07\n'], isBroken: false },
    ]);
  });

  it('is read as Fieldpost itself writes it', () => {
    const lines = [
      ['Badge ID', 'Last name'],
      ['007', '<Müller & "Söhne">'],
    ];
    const bytes = Buffer.concat([...xlsxOf(lines, 'Sheet')]);
    expect(cellsIn(Uint8Array.from(bytes))).toEqual(lines);
  });

  const problemOf = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return error instanceof SaidError ? (error.said as { key: string }).key : error;
    }
    return null;
  };

  it('is refused by its directory where it unpacks to too much', () => {
    const bomb = workbook('', { 'xl/media/a': new Uint8Array(100_000_001) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(problemOf(() => tableIn(bomb))).toBe('attendees.unpacksTooLarge');
  });

  it('is refused while it is unpacked where its directory lies', () => {
    const bomb = workbook(`<row>${' '.repeat(1_000_000)}</row>`.repeat(101));
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 30; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 9, true);
    expect(problemOf(() => rowsIn(bomb))).toBe('attendees.unpacksTooLarge');
  });

  it('is refused in words where it is cut off, or no workbook at all', () => {
    const whole = workbook('<row r="1"><c r="A1"><v>1</v></c></row>');
    for (const length of [4, 30, 200, whole.length - 30, whole.length - 1]) {
      expect(problemOf(() => rowsIn(whole.slice(0, length)))).toBe('attendees.brokenWorkbook');
    }
    expect(problemOf(() => rowsIn(zipSync({ 'word/document.xml': strToU8('x') })))).toBe('attendees.brokenWorkbook');
    expect(problemOf(() => rowsIn(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)))).toBe('attendees.oldWorkbook');
  });

  it('is refused where it is neither a workbook nor a text, unless somebody says how it is written', () => {
    const noise = Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7_919 + (at >> 3) * 31) & 255);
    expect(problemOf(() => rowsIn(noise))).toBe('attendees.noTable');
    expect(problemOf(() => tableIn(noise, { encoding: 'windows-1252' }))).toBeNull();
  });
});
