/** An examination as text, for whoever helps. */
import type { Speaker } from '#words/speaker.ts';
import { policyLine } from '../policy/view.ts';
import type { Policy } from '../policy/policy.ts';
import { checkTitles, verdictWords, type Examination } from '#contract/doctor.ts';

export interface Place {
  /** Of Fieldpost. */
  version: string;
  platform: string;
  practice: boolean;
  policy: Policy;
}

/** Takes an examination, where it was made, and who speaks; returns it as lines. */
export function reportOf(
  { startedAt, endedAt, findings }: Examination,
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
    ...(endedAt === null ? [words('examination.notFinished')] : []),
    text(policyLine(policy)),
    '',
    ...lines,
    '',
  ].join('\n');
}
