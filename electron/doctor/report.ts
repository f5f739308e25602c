/** An examination as text, for whoever helps. */
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

/** Takes an examination and where it was made; returns it as lines. */
export function reportOf(
  { startedAt, endedAt, findings }: Examination,
  { version, platform, practice, policy }: Place,
): string {
  const head = [
    `Fieldpost ${version} on ${platform}${practice ? ', practice mode' : ''}: connection doctor`,
    `${new Date(startedAt).toISOString()}${endedAt === null ? ', not finished' : ''}`,
    policyLine(policy),
  ];
  const lines = findings.map(({ check, verdict, found, todo }) =>
    [`${checkTitles[check]}: ${verdictWords[verdict]}. ${found}`, ...(todo === null ? [] : [`  To do: ${todo}`])].join(
      '\n',
    ),
  );
  return [...head, '', ...lines, ''].join('\n');
}
