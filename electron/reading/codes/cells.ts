/** Cells of one line, as tables write them: with quotes where the separator stands in the text itself. */

/** Up to the next separator or the end of the line. */
const quotedCell = /(?<=^|[,;|\t])\s*"(?:[^"]|"")*"\s*(?=$|[,;|\t])/gu;

/** Takes a line; returns it with nothing between the quotes of its cells, so that only what separates them is left. */
export const withoutQuoted = (line: string): string => line.replace(quotedCell, '""');

/** Takes a line and what separates its cells; returns their texts. A quote within a text is a quote. */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let open = '';
  for (const part of line.split(separator)) {
    const text = open === '' ? part : `${open}${separator}${part}`;
    open = isOpen(text) ? text : '';
    if (open === '') cells.push(text);
  }
  // Quotes that are never closed are no quotes: `"Bar`.
  if (open !== '') cells.push(...open.split(separator));
  return cells.map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/su, '$1')
      .replaceAll('""', '"'),
  );
}

const isOpen = (text: string): boolean => /^\s*"/u.test(text) && (text.match(/"/gu)?.length ?? 0) % 2 === 1;
