/** The lines of a signature or a card, divided where several things share a line, and without what is no part of it. */

import { extensionWord } from '../text/phones.ts';
import { hasLegalForm, saysTitle } from './vocabulary.ts';

/** A piece of a line. */
export interface Segment {
  text: string;
  /** Counted from 0, in the text as it was given. */
  line: number;
}

/** Most lines that are looked at, and longest one: no signature has more, and a novel shall not take long. */
const mostLines = 200;
const longestLine = 400;

/** Where an older mail begins. */
const olderMail =
  /^(?:-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|forwarded message|weitergeleitete nachricht)|(?:on|am|le|el|il) .{5,80}(?:wrote|schrieb|écrit|escribió|ha scritto)\b.*:\s*$)/iu;
const greeting =
  /^(?:(?:best|kind(?:est)?|warm(?:est)?|with (?:best|kind))?\s*(?:regards|wishes)|cheers|thanks(?: and regards)?|thank you|many thanks|sincerely(?: yours)?|yours (?:sincerely|faithfully)|all the best|best|mit (?:freundlichen|besten|herzlichen) grüßen|(?:freundliche|viele|beste|liebe|schöne|herzliche) grüße(?: aus .*)?|mfg|vg|lg|(?:bien )?cordialement|(?:bien )?à vous|salutations|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|(?:cordiali|distinti) saluti|med vänliga hälsningar|(?:vänliga )?hälsningar|med venlig hilsen|met vriendelijke groet(?:en)?|pozdrawiam|z poważaniem|atenciosamente|sent from my .*|von meinem .* gesendet|envoyé de mon .*|hallo .*|hello.*|hi|dear .*|sehr geehrte.*)[\s,.!]*$/iu;

/** What stands between things in one line. */
const divider = /\s+[|•·●▪■◆‖¦]\s+|\s*[|•●▪■◆‖¦]\s*|\t+|\s{3,}|(?<=[^/:\s]{2})\s*\/\/\s+/u;
/** It stands between two parts of a job as well. */
const dash = new RegExp(
  // Neither before the other ending of a number: `1234 – 0 / – 15`, nor before its extension: `23456 / DW 12`.
  String.raw`(\s+[–—]\s+(?!\d{1,3}(?:\s*[/,;]|\s*$))|` +
    String.raw`\s+[-/]{1,2}\s+(?!(?i:${extensionWord})\s?:?\s?\d)(?=[\p{Lu}+]|\(?0[\d)]|www))`,
  'u',
);

/** Takes a piece; returns what its dashes divide, but for `Manager – Procurement`, which is one job. */
function dividedByDashes(piece: string): string[] {
  const all = piece.split(dash);
  const pieces = [all[0] ?? ''];
  for (let at = 2; at < all.length; at += 2) {
    const [sign = '', text = '', before = ''] = [all[at - 1], all[at], pieces.at(-1)];
    const isOneJob = /[–—-]/u.test(sign) && saysTitle(before) && saysTitle(text) && !hasLegalForm(text);
    if (isOneJob) pieces.splice(-1, 1, `${before}${sign}${text}`);
    else pieces.push(text);
  }
  return pieces;
}

/** `J A N E   D O E`: letters apart for their looks. Two blanks or more stand between words. */
function withoutWideLetters(line: string): string {
  if (!/^(?:\p{L}[ \u00A0]){2,}/u.test(line) || !/^(?:\S\s+)*\S$/u.test(line)) return line;
  return line
    .split(/\s{2,}/u)
    .map((word) => word.replace(/\s/gu, ''))
    .join(' ');
}

/** Takes the lines of a text; returns them without the marks of a mail that was quoted, where there is nothing else in it. */
function unquoted(lines: string[]): string[] {
  const own = lines.filter((line) => line.trim() !== '' && !olderMail.test(line.slice(0, longestLine).trim()));
  const isQuoted = own.length > 0 && own.every((line) => /^\s*>/u.test(line));
  // What was quoted twice was written by somebody else.
  const depth = isQuoted
    ? Math.min(...own.map((line) => (/^[\s>]*/u.exec(line)?.[0] ?? '').replace(/\s/gu, '').length))
    : 0;
  return lines.map((line) => (isQuoted ? line.replace(new RegExp(`^(?:\\s*>){0,${depth}}`, 'u'), '') : line));
}

/** Who wrote a mail, and the other lines of its head, which say nothing of them. */
const sender = /^(?:from|von|de|da|van|fra|från|od)\s?:\s*(?=.*@)/iu;
const otherHeads =
  /^(?:to|cc|bcc|subject|date|sent|an|betreff|gesendet|datum|à|objet|envoyé|para|asunto|enviado(?: el| em)?|assunto|oggetto|inviato|aan|onderwerp|verzonden|skickat|ämne|till|sendt|emne|til|wysłano|temat)\s?:/iu;
/** The head of a mail begins with who wrote it. */
const headBegins = /^(?:from|von|de|da|van|fra|från|od)\s?:\s*\S/iu;
const phoneOrEmail = /\S@\S|\+?\d[\d ()/.-]{6,}\d/u;

/** Takes lines and the place of one; returns whether an older mail begins there, below what its reader signs with. */
function isHead(lines: string[], at: number): boolean {
  if (!headBegins.test(lines[at] ?? '') || !otherHeads.test(lines[at + 1] ?? '')) return false;
  // Of a mail that was passed on, nothing else says who wrote it.
  return lines.slice(0, at).some((line) => !otherHeads.test(line) && phoneOrEmail.test(line));
}

/** A legal form or an extension belongs to what stands before its comma. */
const listSign = new RegExp(
  String.raw`\s*[,;]\s+(?!(?:inc|ltd|llc|llp|gmbh|ag|s\.?[al])\b|${extensionWord}\s?:?\s?\p{Nd})`,
  'iu',
);

/** `Keller, Jana (Acme GmbH) <jana@acme.example>`: what stands before the address is one thing. Other lines with one are lists. */
function thingsIn(line: string): string[] {
  const named = /^["'“]?([^"“”<>@]{2,80}?)["'”]?\s*<\s*([^\s<>]+@[^\s<>]+)\s*>(.*)$/u.exec(line);
  if (named !== null) return named.slice(1).map((part) => part.trim());
  const isList = /\S@\S|(?:\+|\b0)\d[\d ()/-]{6,}/u.test(line);
  return isList ? line.split(listSign) : [line];
}

/** Takes a text; returns its lines without those of an older mail: what is quoted is empty, so that each line keeps its number. */
export function ownLines(text: string): string[] {
  const lines = unquoted(text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u));
  const short = lines.slice(0, mostLines).map((line) => line.slice(0, longestLine).trim());
  const older = short.findIndex((line, index) => index > 0 && (olderMail.test(line) || isHead(short, index)));
  return lines
    .slice(0, older < 0 ? mostLines : older)
    .map((line) => (line.trimStart().startsWith('>') ? '' : line.slice(0, longestLine)));
}

/** Takes a line; returns it with words for the little pictures that say what a number is, and a tab for all others. */
const withoutPictures = (line: string): string =>
  line
    .replace(/📱\uFE0F?/gu, '\tMobile ')
    .replace(/📠\uFE0F?/gu, '\tFax ')
    .replace(/[☎📞]\uFE0F?/gu, '\tTel ')
    .replace(/(?![©®™])[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]+\uFE0F?/gu, '\t');

/** Takes lines; returns their pieces in their order. */
export function segmentsOf(lines: string[]): Segment[] {
  return lines.flatMap((whole, line) => {
    const own = withoutPictures(whole)
      .replace(/[\p{Cf}\uFFFC]/gu, '')
      .replace(/\[([^[\]]{1,80})\]\((?:mailto:)?([^()]{1,200})\)/gu, '$1 <$2>')
      .replace(sender, '')
      .trim();
    if (own === '' || greeting.test(own) || otherHeads.test(own)) return [];
    // A line that has an address in it and commas is a list of things.
    return thingsIn(withoutWideLetters(own))
      .flatMap((thing) => thing.split(divider))
      .flatMap(dividedByDashes)
      .map((piece) => ({ text: piece.replace(/\s+/gu, ' ').trim(), line }))
      .filter(({ text: piece }) => /[\p{L}\p{N}]/u.test(piece));
  });
}
