/**
 * Reads the first sheet of a workbook (ECMA-376), row by row. A cell is read as what was typed, not as what is shown of it: a
 * long number is not shortened, and one that is formatted with zeros has them.
 */
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import type { Row, Table } from './table.ts';
import { zipOf, type Zip } from './zip.ts';

/** Longest row of a sheet, in UTF-16 code units of its XML. */
const longestRow = 8_000_000;

/** Takes a workbook's bytes; returns its first sheet. @throws SaidError where it is none, or unpacks to too much */
export function xlsxTable(bytes: Uint8Array): Table {
  const zip = zipOf(bytes);
  const sheet = firstSheet(zip);
  return {
    isWorkbook: true,
    encoding: '',
    separator: '',
    read(each) {
      const book = { strings: sharedStrings(zip), zeros: zeroFormats(zip) };
      for (const row of rowsOf(zip, sheet, book)) if (!each(row)) return;
    },
  };
}

interface Book {
  strings: string[];
  /** How many digits a number of each style is shown with at least. */
  zeros: number[];
}

const whole = (zip: Zip, name: string): string => [...zip.text(name)].join('');

function firstSheet(zip: Zip): string {
  const [tag = ''] = /<(?:\w+:)?sheet\s[^>]*>/u.exec(whole(zip, 'xl/workbook.xml')) ?? [];
  const id = attribute(tag, '\\w+:id');
  const relations = whole(zip, 'xl/_rels/workbook.xml.rels').match(/<(?:\w+:)?Relationship\s[^>]*>/gu) ?? [];
  const target = attribute(relations.find((one) => attribute(one, 'Id') === id) ?? '', 'Target');
  const places = [target.replace(/^\//u, ''), `xl/${target}`, 'xl/worksheets/sheet1.xml'];
  const found = places.find((place) => zip.has(place));
  if (found === undefined) throw new SaidError(say('attendees.brokenWorkbook'));
  return found;
}

/** For each cell three are read: their patterns are made once. */
const patterns = new Map<string, RegExp>();

function attribute(tag: string, name: string): string {
  const pattern = patterns.get(name) ?? new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u');
  patterns.set(name, pattern);
  const found = pattern.exec(tag);
  return plain(found?.[1] ?? found?.[2] ?? '');
}

/** Yields what stands between such tags, each with its first one. */
function* elements(pieces: Iterable<string>, name: string): Generator<string, void, undefined> {
  const end = new RegExp(`</(?:\\w+:)?${name}>`, 'gu');
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length > longestRow) throw new SaidError(say('attendees.brokenWorkbook'));
    let begin = 0;
    for (const { index, 0: tag } of text.matchAll(end)) {
      yield text.slice(begin, index);
      begin = index + tag.length;
    }
    text = text.slice(begin);
  }
}

function sharedStrings(zip: Zip): string[] {
  const strings: string[] = [];
  for (const element of elements(zip.text('xl/sharedStrings.xml'), 'si')) {
    // A string with nothing in it ends in its own tag.
    strings.push(...(element.match(/<(?:\w+:)?si\s*\/>/gu) ?? []).map(() => ''));
    strings.push(textIn(element));
  }
  return strings;
}

/** The text of all runs, without what tells how it is pronounced. */
const textIn = (element: string): string =>
  plain(
    Array.from(
      element
        .replace(/<(?:\w+:)?rPh\b.*?<\/(?:\w+:)?rPh>/gsu, '')
        .matchAll(/<(?:\w+:)?t(?:\s[^>]*)?(?<!\/)>(.*?)<\/(?:\w+:)?t>/gsu),
      ([, text = '']) => text,
    ).join(''),
  );

function zeroFormats(zip: Zip): number[] {
  const styles = whole(zip, 'xl/styles.xml');
  const formats = new Map(
    Array.from(styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/gu), ([tag]) => [
      attribute(tag, 'numFmtId'),
      attribute(tag, 'formatCode'),
    ]),
  );
  const [, cells = ''] = /<(?:\w+:)?cellXfs\b[^>]*>(.*?)<\/(?:\w+:)?cellXfs>/su.exec(styles) ?? [];
  return Array.from(cells.matchAll(/<(?:\w+:)?xf\s[^>]*>/gu), ([tag]) => {
    const format = formats.get(attribute(tag, 'numFmtId')) ?? '';
    return /^0{2,30}$/u.test(format) ? format.length : 0;
  });
}

function* rowsOf(zip: Zip, sheet: string, book: Book): Generator<Row, void, undefined> {
  let number = 0;
  for (const element of elements(zip.text(sheet), 'row')) {
    const begins = Array.from(element.matchAll(/<(?:\w+:)?row(?:\s[^>]*)?>/gu));
    const [tag = ''] = begins.at(-1) ?? [];
    // Rows with nothing in them are left out, or end in their own tag.
    number = Number(attribute(tag, 'r')) || number + begins.length;
    yield { number, cells: cellsOf(element.slice((begins.at(-1)?.index ?? 0) + tag.length), book), isBroken: false };
  }
}

function cellsOf(row: string, book: Book): string[] {
  const cells: string[] = [];
  for (const [, attributes = '', content = ''] of row.matchAll(
    /<(?:\w+:)?c((?:\s[^>]*?)?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gsu,
  )) {
    const place = columnOf(attribute(attributes, 'r')) ?? cells.length;
    while (cells.length < place) cells.push('');
    cells[place] = cellText(attributes, content, book);
  }
  return cells;
}

/** Takes a cell's name, e.g. AB7; returns its column from 0; null: it has none. */
function columnOf(name: string): number | null {
  const [letters] = /^[A-Z]{1,3}/u.exec(name) ?? [];
  if (letters === undefined) return null;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(attributes: string, content: string, { strings, zeros }: Book): string {
  const type = attribute(attributes, 't');
  if (type === 'inlineStr') return textIn(content);
  const value = plain(/<(?:\w+:)?v(?:\s[^>]*)?>(.*?)<\/(?:\w+:)?v>/su.exec(content)?.[1] ?? '');
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'str') return value;
  if (type === 'e' || value === '') return '';
  const number = Number(value);
  if (type === 'b' || !Number.isFinite(number)) return value;
  const digits = String(number);
  return digits.padStart(zeros[Number(attribute(attributes, 's')) || 0] ?? 0, '0');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Takes text as XML and Excel (22.9.2.19) write it; returns it as it is read. */
const plain = (text: string): string =>
  !/[&_]/u.test(text)
    ? text
    : text
        .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/giu, (all, decimal?: string, hex?: string, name?: string) => {
          if (name !== undefined) return named[name] ?? all;
          const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
          return code <= 0x10ffff ? String.fromCodePoint(code) : all;
        })
        .replace(/_x([\dA-Fa-f]{4})_/gu, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
