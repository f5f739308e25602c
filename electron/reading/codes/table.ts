/** Lines of a table, as a spreadsheet gives them to the clipboard: each a contact, or each a thing of one. */
import type { Proposal } from '../reading.ts';
import { partCalled } from '../text/labels.ts';
import { cellsOf } from './cells.ts';
import { readDelimited, readParts } from './delimited.ts';
import { badgeOf } from './others.ts';
import { proposalOfParts, type NamedPart } from './parts.ts';

const mostLines = 1_000;

/** A badge's code with a line for each of its parts, one of which is its id. Takes a text; returns what it proposes; null: it is none. */
export function readPartLines(text: string): Proposal | null {
  const lines = text.split(/\r\n|[\r\n]/u).map((line) => line.trim());
  const isParts =
    lines.length > 2 && lines.length < 16 && lines.every((line) => line.length < 80 && !/[:：]/u.test(line));
  return isParts && lines.some((line) => /^(?=.*\d)[A-Z\d-]{4,}$/iu.test(line)) ? readParts(lines) : null;
}

/** Takes a text; returns what its lines propose, each in its own right; null: it is no table. */
export function readTable(text: string): Proposal[] | null {
  const lines = text.split(/\r\n|[\r\n]/u).filter((line) => line.trim() !== '');
  if (lines.length < 2 || lines.length > mostLines) return null;
  // What a scanner has gathered while it was away from the laptop.
  if (lines.every((line) => /^\s*(?=.*\d)[\w-]{4,40}\s*$/u.test(line))) {
    return lines.map((line, index) => badgeOf(line.trim(), { line: index }));
  }
  for (const separator of ['\t', ';', ',']) {
    const rows = lines.map((line) => cellsOf(line, separator));
    const [head = []] = rows;
    if (head.length < 2 || rows.some((cells) => cells.length !== head.length)) continue;
    const read = withHead(head, rows.slice(1)) ?? (separator === '\t' ? withoutHead(lines, rows) : null);
    if (read !== null) return read;
  }
  return null;
}

/** Rows below the names of their columns. */
function withHead(head: string[], rows: string[][]): Proposal[] | null {
  const parts = head.map(partCalled);
  const known = parts.filter((part) => part !== null).length;
  if (known < 2 || known * 2 < head.filter((cell) => cell !== '').length) return null;
  return rows.map((cells, index) =>
    proposalOfParts(
      cells.flatMap((text, column): NamedPart[] => {
        const part = parts[column] ?? null;
        return part === null ? [] : [{ part, text, where: { line: index + 1 } }];
      }),
    ),
  );
}

function withoutHead(lines: string[], rows: string[][]): Proposal[] | null {
  const named = rows.flatMap(([label = '', text = ''], line): NamedPart[] => {
    const part = partCalled(label);
    return part === null ? [] : [{ part, text, where: { line } }];
  });
  // Each line says what it is: `Name`, and the name beside it.
  if (rows[0]?.length === 2 && named.length > 1 && named.length * 2 >= rows.length) return [proposalOfParts(named)];
  const read = lines.map(readDelimited);
  return read.some((one) => one === null) ? null : read.filter((one) => one !== null);
}
