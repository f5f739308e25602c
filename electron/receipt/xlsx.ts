/**
 * Writes a workbook (ECMA-376) whose cells are all texts: a spreadsheet shows each as it was typed, and calculates nothing of
 * it. The only form in which +493023125014 and 0301234567 stay what they are.
 */
// Its entry for Node declares `require`, as the build does; nothing of what is different in it is used.
import { strToU8, Zip, ZipDeflate } from 'fflate/browser';

/** What Excel takes: rows of a sheet, and UTF-16 code units of a cell. It does not open a file with more. */
export const mostRows = 1_048_576;
export const mostInCell = 32_767;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** How much is compressed at once, in characters. */
const piece = 128 * 1024;

/** Style 1 is the format "Text", so that a cell stays one where somebody edits it; style 2 the same in bold, for the heading. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf numFmtId="49" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

const sheetBegin = `<worksheet xmlns="${main}"><sheetData>`;
/** Without it Excel would mark each number that is a text as a mistake. */
const sheetEnd =
  '</sheetData><ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>';

/**
 * Takes the lines of a table, the heading first, and the name of a sheet; yields the file piece by piece. Where there are more
 * lines than a sheet has rows, another sheet follows, with the same heading.
 */
export function* xlsxOf(
  lines: Iterable<readonly string[]>,
  name: string,
  rowsOfSheet = mostRows,
): Generator<Uint8Array, void, undefined> {
  const book = new Book();
  let heading: readonly string[] | null = null;
  for (const line of lines) {
    if (heading === null || book.rows === rowsOfSheet) {
      heading ??= line;
      book.beginSheet();
      book.row(heading, 2);
      if (line === heading) continue;
    }
    book.row(line, 1);
    yield* book.ready.splice(0);
  }
  book.end(name);
  yield* book.ready;
}

/** A workbook that is being written, its sheets one after the other. */
class Book {
  /** What is written of the file. */
  readonly ready: Uint8Array[] = [];
  /** Of the sheet. */
  rows = 0;
  #sheets = 0;
  #sheet: ZipDeflate | null = null;
  #waiting = '';
  readonly #zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    this.ready.push(bytes);
  });

  beginSheet(): void {
    this.#endSheet();
    this.#sheets++;
    this.rows = 0;
    this.#sheet = this.#begin(`xl/worksheets/sheet${this.#sheets}.xml`);
    this.#waiting = declaration + sheetBegin;
  }

  row(texts: readonly string[], style: 1 | 2): void {
    this.rows++;
    const cell = (text: string) =>
      text === '' ? '<c/>' : `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${inXml(text)}</t></is></c>`;
    this.#waiting += `<row>${texts.map(cell).join('')}</row>`;
    if (this.#waiting.length < piece) return;
    this.#sheet?.push(strToU8(this.#waiting));
    this.#waiting = '';
  }

  /** `name`: of the sheets; a number follows that of each but the first. */
  end(name: string): void {
    this.#endSheet();
    const numbers = Array.from({ length: this.#sheets }, (_, index) => index + 1);
    const each = (part: (number: number) => string) => numbers.map(part).join('');
    this.#put(
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`,
    );
    this.#put(
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    );
    this.#put(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId0" Type="${relationships}/styles" Target="styles.xml"/>${each((number) => `<Relationship Id="rId${number}" Type="${relationships}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}</Relationships>`,
    );
    this.#put(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${each((number) => `<sheet name="${inXml(number === 1 ? name : `${name} ${number}`)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    );
    this.#put('xl/styles.xml', styles);
    this.#zip.end();
  }

  #endSheet(): void {
    this.#sheet?.push(strToU8(this.#waiting + sheetEnd), true);
  }

  #begin(path: string): ZipDeflate {
    const file = new ZipDeflate(path);
    this.#zip.add(file);
    return file;
  }

  #put(path: string, text: string): void {
    this.#begin(path).push(strToU8(declaration + text), true);
  }
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Takes a text; returns it for a cell: what XML cannot say is spelled as Excel does (ECMA-376, 22.9.2.19), what is too long is cut off. */
function inXml(text: string): string {
  const whole = text.length > mostInCell ? `${text.slice(0, mostInCell - 1)}…` : text;
  return whole
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll('\r\n', '\n')
    .replace(/_(?=x[\da-f]{4}_)/giu, '_x005F_')
    .replace(/[&<>"]/gu, (sign) => names[sign] ?? sign)
    .replace(/[^\t\n\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, (sign) => `_x${hex(sign)}_`);
}

const hex = (sign: string) => sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
