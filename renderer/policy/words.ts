/** The policy of an organisation in words: short ones for its user, exact ones for its administrator. */
import type { PolicySetting, PolicyView } from '#contract/policy.ts';
import { say, type Said } from '#words/message.ts';
import type { Message } from '../ui/message.ts';

/** Returns what stands under a field that cannot be changed, or null: it can. */
export function lockHint(policy: PolicyView, setting: PolicySetting): Message | null {
  if (!policy.locked.includes(setting)) return null;
  return policy.problem === null
    ? { tone: 'note', text: say('policy.locked') }
    : { tone: 'warning', text: say('policy.lockedByProblem', { policy: say('settings.policy') }) };
}

/** Returns which file cannot be used and why, in sentences. To be asked only where there is a problem. */
export const brokenSentence = ({ file, problem }: PolicyView): Said =>
  say('policy.broken', { file: file ?? '', problem: problem ?? '' });
