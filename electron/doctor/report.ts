/** An examination as text, for whoever helps; nothing the doctor says holds the key or a password. */
import { checkTitles, verdictWords, type Examination, type Finding } from '#contract/doctor.ts';
import { withTexts } from '#words/said.ts';
import type { Speaker } from '#words/speaker.ts';
import { withoutKey } from '../crm/excerpt.ts';
import type { Policy } from '../policy/policy.ts';
import { policyLine } from '../policy/view.ts';

export interface Place {
  /** Of Fieldpost. */
  version: string;
  platform: string;
  practice: boolean;
  policy: Policy;
}

/** Takes an examination, where it was made, and who speaks; returns it as lines. */
export function reportOf(
  { startedAt, endedAt, connection, findings }: Examination,
  { version, platform, practice, policy }: Place,
  { text, say: words }: Speaker,
): string {
  const lines = findings.flatMap(({ check, verdict, found, todo }) => [
    words('examination.line', { check: checkTitles[check], verdict: verdictWords[verdict], found }),
    ...(todo === null ? [] : [words('examination.todo', { todo })]),
  ]);
  return [
    words(practice ? 'examination.reportOfPractice' : 'examination.report', { version, platform }),
    new Date(startedAt).toISOString(),
    ...(connection === null ? [] : [words('examination.ofConnection', { name: connection.name })]),
    ...(endedAt === null ? [words('examination.notFinished')] : []),
    text(policyLine(policy)),
    '',
    ...lines,
    '',
  ].join('\n');
}

// Keeps the key and passwords out of what the doctor says.

/** So many characters of a key in a row are a part of it that is not told. */
const telling = 4;

/** Takes a text that came from outside and the key; returns it, or null where it has any part of the key in it. */
export function withoutHint(text: string | null, key: string | null): string | null {
  if (text === null || key === null) return text;
  const heard = withoutKey(text, key).toLowerCase();
  const secret = key.toLowerCase();
  if (heard !== text.toLowerCase()) return null;
  for (let at = 0; at + telling <= secret.length; at++) {
    if (heard.includes(secret.slice(at, at + telling))) return null;
  }
  return text;
}

/** A shorter key is no secret, and to look for it would tear ordinary words apart. */
const shortestSecret = 8;

/** Takes a finding and the key; returns the finding without the key and without a user and a password before a host, wherever they came from. */
export function washed(finding: Finding, key: string | null): Finding {
  const secret = key !== null && key.length >= shortestSecret ? key : '';
  const wash = (text: string) => withoutKey(text, secret).replace(/\b([a-z][a-z\d+.-]*:\/\/)[^\s/?#]*@/giu, '$1');
  const { found, todo } = finding;
  return { ...finding, found: withTexts(found, wash), todo: todo === null ? null : withTexts(todo, wash) };
}
