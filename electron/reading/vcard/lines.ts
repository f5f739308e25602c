/**
 * The lines of a vCard before they are read: in a text with one character for each byte, so that a fold within a letter heals.
 * Each step walks the text once.
 */

/** Properties by which a text that lost its line breaks is cut again. The longer ones first, since VERSION ends with N. */
const known = [
  ...['BEGIN', 'END', 'VERSION', 'CATEGORIES', 'NICKNAME', 'LABEL', 'TITLE', 'EMAIL', 'PHOTO', 'NOTE', 'ROLE', 'BDAY'],
  ...['IMPP', 'LOGO', 'PROFILE', 'PRODID', 'SOURCE', 'SORT-STRING', 'MAILER', 'AGENT', 'CLASS', 'KIND', 'LANG'],
  ...['GENDER', 'ANNIVERSARY', 'REV', 'UID', 'ORG', 'TEL', 'ADR', 'URL', 'GEO', 'KEY', 'TZ', 'FN'],
].join('|');
const grouped = String.raw`(?:(?<![\w-])item\d{1,3}\.)?`;
/** What stands where a line break was: nothing, blanks, control characters, or the break spelt out. */
const gap = String.raw`(?:[ \t\x1C-\x1F]|\\r|\\n){0,8}`;
/** A property's name after a capital would be the end of a word: only `N` is so short that it matters. */
const cut = (n: string, flags: string) =>
  new RegExp(`${gap}(${grouped}(?:(?:${known}|X-[A-Za-z][\\w-]{1,40})(?=[;:])|${n}(?=[;:])))`, flags);
const cutUpper = cut('(?<![A-Z])N', 'gu');
const cutAny = cut('(?<![a-zA-Z]|[=,;][A-Z]{2,8})N', 'giu');
const cutName = /(?<![=,;][A-Z]{0,9})N(?=:[^:;]{1,60};)/u;

/** Takes the byte text of a file; returns it with its line breaks, also where they got lost on the way. */
export function withBreaks(text: string): string {
  // A card whose beginning has more behind it in its own line lost its breaks. Other cards of the file are none of its business.
  if (!/begin:vcard[^\S\r\n]*[^\s]/iu.test(text)) return text;
  return text
    .split(/(?=begin:vcard)/iu)
    .map((card) => (/^begin:vcard[^\S\r\n]*[^\s]/iu.test(card) ? cutApart(card) : card))
    .join('\n');
}

function cutApart(card: string): string {
  const upper = /^BEGIN:VCARD/u.test(card);
  const apart = card.replace(upper ? cutUpper : cutAny, '\n$1').trimStart();
  if (!upper || /\nN[;:]/u.test(apart)) return apart;
  // All in capitals: `FN:JANA KELLERN:KELLER;JANA`.
  return apart
    .split('\n')
    .map((line) => (/^(?:FN|VERSION|ORG|TITLE)[;:]/u.test(line) ? line.replace(cutName, '\n$&') : line))
    .join('\n');
}

const isQuotedPrintable = (line: string): boolean =>
  /quoted-?printable|encoding=q[;:]/iu.test(line.slice(0, line.indexOf(':') + 1));

/** A line that is none of a value, whatever the line before it says. */
const isBorder = (line: string): boolean => /^\s*(?:begin|end):vcard\s*$/iu.test(line);
/** By the name a line begins with, it is a property of its own. */
export const beginsProperty = (line: string): boolean => /^\s{0,3}[A-Za-z][\w.-]{0,60}\s?(?:[;:])/u.test(line);

/** A letter in quoted-printable that a fold with a blank has cut: `=C3` and ` =BC`. */
const cutLetter = (before: string, after: string): boolean =>
  /=[CDEFcdef][\dA-Fa-f](?:=[89ABab][\dA-Fa-f]){0,2}$/u.test(before) && /^[ \t]=[89ABab][\dA-Fa-f]/u.test(after);

/** A card that was copied from somewhere may be indented as a whole. */
function unindented(text: string): string {
  const [, indent = ''] = /(?:^|[\r\n])([ \t]{1,40})begin:vcard/iu.exec(text) ?? [];
  return indent === '' ? text : text.replaceAll(new RegExp(`(^|[\\r\\n])${indent}`, 'gu'), '$1');
}

/** Takes the byte text; returns its lines, each as it was before it was folded. */
export function unfolded(text: string): string[] {
  const isOld = /^version:2\.1/imu.test(text);
  const lines: string[] = [];
  // The parts of the line that is being put together: joined at its end, since a photograph has thousands.
  let parts: string[] = [];
  let soft = false;
  let quoted = false;
  let lastLength = 0;
  const end = () => {
    if (parts.length > 0) lines.push(parts.join(''));
    parts = [];
  };
  for (const line of unindented(text).split(/\r\n|\n|\r/u)) {
    if (soft && !isBorder(line)) {
      parts.push(cutLetter(parts.at(-1) ?? '', line) ? line.slice(1) : line);
    } else if (/^[ \t]/u.test(line) && parts.length > 0 && !isBorder(line) && !isBorder(parts[0] ?? '')) {
      // In 2.1 the blank belongs to the text, but most who write 2.1 fold as in 3.0: at a fixed width.
      const belongs = isOld && !quoted && (lastLength < 70 || lastLength > 78);
      parts.push(belongs ? line : line.slice(1));
    } else {
      end();
      parts = [line];
      quoted = isQuotedPrintable(line);
    }
    lastLength = line.length;
    soft = quoted && /=[ \t]*$/u.test(line);
    if (soft) parts.push((parts.pop() ?? '').replace(/=[ \t]*$/u, ''));
  }
  end();
  return lines;
}
