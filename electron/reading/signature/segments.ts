/** The lines of a signature or a card, divided where several things share a line, and without what is no part of it. */

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
const divider =
  /\s+[|•·●▪■◆‖¦–—]\s+|\s*[|•●▪■◆‖¦]\s*|\t+|\s{3,}|\s+[-/]{1,2}\s+(?=\p{Lu}|\+|\(?0|www)|(?<=[^/:\s]{2})\s*\/\/\s+/u;

/** Takes a text; returns its pieces in their order. */
export function segmentsOf(text: string): Segment[] {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u);
  const older = lines.findIndex((line, index) => index > 0 && olderMail.test(line.slice(0, longestLine).trim()));
  return lines.slice(0, older < 0 ? mostLines : Math.min(older, mostLines)).flatMap((whole, line) => {
    const own = whole
      .slice(0, longestLine)
      .replace(/[\p{Cf}\uFFFC]/gu, '')
      .trim();
    if (own === '' || own.startsWith('>') || greeting.test(own)) return [];
    // A line that has an address in it and commas is a list of things.
    const things = /\S@\S/u.test(own) ? own.split(/\s*[,;]\s+/u) : [own];
    return things
      .flatMap((thing) => thing.split(divider))
      .map((piece) => ({ text: piece.replace(/\s+/gu, ' ').trim(), line }))
      .filter(({ text: piece }) => /[\p{L}\p{N}]/u.test(piece));
  });
}
