/** The printed sheet of an event: a code for each answer, to be scanned right after a badge. */
import { encode } from 'uqr';
import { codeText, type SheetCode } from '#contract/code-sheet.ts';
import { choicesOf, type FieldEvent } from '#contract/events.ts';
import { channels, ratings } from '#contract/qualification.ts';
import { say, type Said } from '#words/message.ts';
import type { Speaker } from '#words/speaker.ts';

/** What stands under one heading. */
export interface SheetPart {
  heading: Said;
  /** Smaller, below it. */
  text: Said;
  tiles: { label: Said; code: SheetCode }[];
}

/** Takes an event; returns what is on its sheet. A question whose answer is typed has no codes. */
export function sheetParts(event: FieldEvent): SheetPart[] {
  const rating: SheetPart = {
    heading: say('field.rating'),
    text: '',
    tiles: ratings.map((one) => ({ label: say(`rating.${one}`), code: { of: 'rating', rating: one } })),
  };
  const questions = event.questions.map((question): SheetPart => ({
    heading: question.asked.trim(),
    text: question.kind === 'several' ? say('codeSheet.several') : '',
    tiles: choicesOf(question).map(({ value, label }) => ({
      label,
      code: { of: 'answer', question: question.id, revision: question.revision, value },
    })),
  }));
  const consent: SheetPart = {
    heading: say('field.consent'),
    text: event.consent?.text.trim() ?? '',
    tiles: [...channels, 'no' as const].map((to) => ({ label: say(`consent.${to}`), code: { of: 'consent', to } })),
  };
  const capturedBy = event.capturedBy.trim();
  const who: SheetPart = {
    heading: say('field.capturedBy'),
    text: '',
    tiles: [{ label: capturedBy, code: { of: 'capturedBy', name: capturedBy } }],
  };
  return [
    rating,
    ...questions.filter(({ tiles }) => tiles.length > 0),
    ...(event.consent === null ? [] : [consent]),
    ...(capturedBy === '' ? [] : [who]),
  ];
}

/** Takes an event and in whose words it is; returns its sheet as a page of HTML, for paper as large as A4 or Letter. */
export function codeSheet(event: FieldEvent, { text, say: words, direction }: Speaker): string {
  const title = words('codeSheet.title', { event: event.name.trim() });
  const where = [event.place, [event.from, event.to].filter((day) => day !== '').join(' – ')]
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .join(' · ');
  const parts = sheetParts(event).map(({ heading, text: small, tiles }) =>
    [
      `<section><h2>${escaped(text(heading))}</h2>`,
      text(small) === '' ? '' : `<p>${escaped(text(small))}</p>`,
      `<ul>${tiles.map(({ label, code }) => `<li>${qrCode(codeText(code))}<span>${escaped(text(label))}</span></li>`).join('')}</ul>`,
      '</section>',
    ].join(''),
  );
  return `<!doctype html>
<html lang="en" dir="${direction}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head>
<body><header><h1>${escaped(event.name.trim())}</h1><p>${escaped(where)}</p><p>${escaped(words('codeSheet.how'))}</p></header>
${parts.join('\n')}
</body></html>`;
}

/** Takes the text of a code; returns its drawing as SVG, with the empty border that a scanner needs. */
export function qrCode(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" aria-hidden="true"><path d="${path}"/></svg>`;
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/gu, (sign) => signs[sign] ?? sign);

/** Black on white, whatever the theme, and each code so far from the next that a scanner takes one only. */
const style = `
@page { size: A4; margin: 12mm; }
body { margin: 0; font: 10pt/14pt system-ui, sans-serif; color: #000; background: #fff; }
h1 { margin: 0; font-size: 18pt; line-height: 22pt; }
h2 { margin: 0; font-size: 12pt; line-height: 16pt; break-after: avoid; overflow-wrap: anywhere; }
p { margin: 0; color: #444; overflow-wrap: anywhere; white-space: pre-line; }
header { margin-bottom: 5mm; }
section { padding-top: 3mm; margin-bottom: 4mm; border-top: 0.3mm solid #bbb; break-inside: avoid-page; }
ul { display: flex; flex-wrap: wrap; gap: 4mm 5mm; margin: 2mm 0 0; padding: 0; list-style: none; }
li { display: flex; flex-direction: column; width: 32mm; align-items: center; break-inside: avoid; }
li span { font-weight: 600; text-align: center; overflow-wrap: anywhere; max-width: 100%; }
svg { width: 30mm; height: 30mm; }
path { fill: #000; shape-rendering: crispEdges; }
`;
