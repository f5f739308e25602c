/** Writes CSV (RFC 4180) that a spreadsheet opens in columns, and of which it calculates nothing but numbers. */
import type { ListSeparator } from '../system/list-separator.ts';

/** Without it a spreadsheet takes UTF-8 for the system's old code page. A line `sep=;` would have the same effect. */
const byteOrderMark = '\uFEFF';

/** What a spreadsheet would take for the beginning of a formula: also after what separates cells in another country, and in full width. */
const formula = /(?<=(?:^|[,;\t\r\n]) *)(?=[=+\-@＝＋－＠])|^(?=[\t\r])/gu;

const phone = String.raw`\+?[ (]*\d[\d ()./\u00A0-]*(?:(?:x|ext\.?) ?\d+)?`;
/** One phone number or several. One like +1-555-010-0142 is shown as a sum; to be kept, it would have to be changed. */
const phones = new RegExp(String.raw`^${phone}(?:(?:;| /) ${phone})*$`, 'iu');

/** Takes a text; returns it with an apostrophe before each place that a spreadsheet would calculate. A phone number stays as it is. */
export function guarded(text: string): string {
  return text.startsWith('+') && phones.test(text) ? text : text.replace(formula, "'");
}

/** Takes the texts of one line and what separates them; returns the line for a spreadsheet (`guarded`), with its end. */
export function csvLine(texts: readonly string[], separator: ListSeparator = ','): string {
  const cell = (text: string) =>
    text.includes(separator) || /["\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return `${texts.map((text) => cell(guarded(text))).join(separator)}\r\n`;
}

/**
 * Takes the lines of a table and what separates their cells; yields the text of a file for a spreadsheet piece by piece.
 * `changed` is called for each cell that has got an apostrophe.
 */
export function* csvOf(
  lines: Iterable<readonly string[]>,
  separator: ListSeparator,
  changed: () => void,
): Generator<string, void, undefined> {
  let mark = byteOrderMark;
  for (const texts of lines) {
    for (const text of texts) if (guarded(text) !== text) changed();
    yield mark + csvLine(texts, separator);
    mark = '';
  }
}
