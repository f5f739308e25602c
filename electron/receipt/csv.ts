/** Writes CSV (RFC 4180) that a spreadsheet opens as text, whatever a contact says. */

/** Without it a spreadsheet takes UTF-8 for the system's old code page. */
export const byteOrderMark = '\uFEFF';

/** What a spreadsheet would take for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/u;

const phone = String.raw`\+?[ (]*\d[\d ()./\u00A0-]*(?:(?:x|ext\.?) ?\d+)?`;
/** One phone number or several: nothing in it can be calculated with but numbers. */
const phones = new RegExp(`^${phone}(?:; ${phone})*$`, 'iu');

/**
 * Takes the texts of one line; returns the line, with its end. A text that a spreadsheet would calculate gets an
 * apostrophe before it, which makes it a text; a phone number stays as it is.
 */
export function csvLine(texts: readonly string[]): string {
  return `${texts.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const harmless = formula.test(text) && !(text.startsWith('+') && phones.test(text)) ? `'${text}` : text;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
