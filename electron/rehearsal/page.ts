/** A rehearsal as a page to be printed and hung up: ready or not, and why. */
import { checkTitles, verdictWords } from '#contract/doctor.ts';
import { fieldWords, readinessOf, readinessWords, stepTitles, type Rehearsal } from '#contract/rehearsal.ts';
import type { Speaker } from '#words/speaker.ts';

const style = `
  @page { size: A4; margin: 16mm; }
  body { font: 10pt/14pt system-ui, sans-serif; color: #111; margin: 0; }
  h1 { font-size: 20pt; line-height: 24pt; margin: 0 0 2mm; }
  h2 { font-size: 12pt; margin: 6mm 0 1mm; }
  p { margin: 0 0 1mm; }
  table { width: 100%; border-collapse: collapse; }
  td { padding: 1.2mm 3mm 1.2mm 0; border-top: 0.2mm solid #bbb; vertical-align: top; overflow-wrap: anywhere; }
  tr { break-inside: avoid; }
  td:first-child { width: 32mm; font-weight: 600; }
  td.verdict { width: 26mm; white-space: nowrap; }
  .trouble, .refused { font-weight: 700; }
  .todo { font-weight: 600; }
  .words { font-size: 13pt; font-weight: 600; }
  code { font: 9pt ui-monospace, monospace; }
`;

/** Takes a rehearsal that has ended, the version of Fieldpost and who speaks; returns the page as HTML. */
export function pageOf(rehearsal: Rehearsal, version: string, { text, say: words, direction }: Speaker): string {
  const { findings, steps, fields, startedAt, practice, event } = rehearsal;
  const lines = [
    ...findings.map(({ check, ...finding }) => ({ title: checkTitles[check], ...finding })),
    ...steps.map(({ step, ...finding }) => ({ title: stepTitles[step], ...finding })),
  ];
  const row = ({ title, verdict, found, todo }: (typeof lines)[number]) =>
    `<tr><td>${html(text(title))}</td><td class="verdict ${verdict}">${html(text(verdictWords[verdict]))}</td>` +
    `<td>${html(text(found))}${todo === null ? '' : `<p class="todo">${html(text(todo))}</p>`}</td></tr>`;
  const fieldRow = ({ field, sent, verdict }: Rehearsal['fields'][number]) =>
    `<tr><td>${html(field)}</td><td class="verdict ${verdict}">${html(text(fieldWords[verdict]))}</td>` +
    `<td><code>${html(sent)}</code></td></tr>`;
  const heading = readinessWords[readinessOf(rehearsal)];
  return [
    `<!doctype html><html dir="${direction}"><meta charset="utf-8"><title>${html(words('rehearsal.title'))}</title>`,
    `<style>${style}</style><h1>${html(text(heading))}</h1>`,
    `<p>${html(words('rehearsal.madeAt', { at: startedAt, version }))}</p>`,
    ...(practice ? [`<p>${html(words('rehearsal.ofPractice'))}</p>`] : []),
    `<p>${html(event === '' ? words('rehearsal.noEvent') : words('rehearsal.atEvent', { event }))}</p>`,
    `<p class="words">${html(rehearsal.words.join(' '))}</p>`,
    `<h2>${html(words('rehearsal.lookedAt'))}</h2><table>${lines.map(row).join('')}</table>`,
    ...(fields.length === 0
      ? []
      : [`<h2>${html(words('rehearsal.fields'))}</h2><table>${fields.map(fieldRow).join('')}</table>`]),
    '</html>',
  ].join('\n');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const html = (text: string): string => text.replace(/[&<>"]/gu, (sign) => entities[sign] ?? sign);
