/** What a file most likely is, until somebody says otherwise. */
import type { ListChoices, PreviewAnswer, SomeChoices } from '#contract/attendees.ts';
import type { Part } from '#contract/badge-rule.ts';
import { partCalled } from '#reading/text/labels.ts';
import { guessedParts } from '#reading/codes/badge-rule.ts';
import { SaidError } from '#words/said.ts';
import { tableIn, type Table } from './table.ts';

/** So many rows are shown, and so much of each cell, in UTF-16 code units. */
const shownRows = 8;
const shownOfCell = 200;
const shownColumns = 200;

/** Takes a file's bytes and what somebody chose; returns its first rows, and how the file is read. */
export function previewOf(bytes: Uint8Array, chosen: SomeChoices): PreviewAnswer {
  try {
    const table = tableIn(bytes, chosen);
    const rows = firstRows(table);
    const { encoding, separator, isWorkbook } = table;
    const own = proposedChoices(rows);
    const choices = {
      hasHeading: chosen.hasHeading ?? own.hasHeading,
      columns: chosen.columns ?? own.columns,
      prefix: chosen.prefix ?? '',
      zeros: chosen.zeros ?? false,
      encoding,
      separator,
    };
    const shown = rows.map((row) => row.map((cell) => cell.slice(0, shownOfCell)));
    return { read: true, preview: { choices, isWorkbook, rows: shown } };
  } catch (error) {
    if (error instanceof SaidError) return { read: false, problem: error.said };
    throw error;
  }
}

function firstRows(table: Table): string[][] {
  const rows: string[][] = [];
  table.read(({ cells }) => {
    if (!isEmpty(cells)) rows.push(cells.slice(0, shownColumns));
    return rows.length < shownRows;
  });
  return rows;
}

/** Takes a row; returns whether nothing stands in it. */
export const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

function proposedChoices(rows: string[][]): Pick<ListChoices, 'hasHeading' | 'columns'> {
  const [first = []] = rows;
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const called = Array.from({ length: width }, (_, at) => partCalled(first[at] ?? ''));
  const hasHeading = called.some((part) => part !== null) && !first.some((cell) => cell.includes('@'));
  const columns = hasHeading
    ? eachOnce(called, first)
    : Array.from({ length: width }, (_, at) => guessedParts(first)[at] ?? 'none');
  return { hasHeading, columns };
}

/** Of several columns that could be the same, the first one; of badge IDs the one that says so. */
function eachOnce(called: readonly (Part | null)[], headings: readonly string[]): Part[] {
  const badge = headings.findIndex(
    (heading, at) => called[at] === 'badgeId' && /badge|ausweis|barcode/iu.test(heading),
  );
  const id = badge >= 0 ? badge : called.indexOf('badgeId');
  return called.map((part, at) => {
    const isFirst = part === 'badgeId' ? at === id : called.indexOf(part) === at;
    return part === null || !isFirst ? 'none' : part;
  });
}
