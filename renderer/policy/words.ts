/** The policy of an organisation in words: short ones for its user, exact ones for its administrator. */
import type { PolicySetting, PolicyView } from '#contract/policy.ts';
import { textOf } from '../lib/words.ts';
import type { Message } from '../lib/message.ts';

/** Returns what stands under a field that cannot be changed, or null: it can. */
export function lockHint(policy: PolicyView, setting: PolicySetting): Message | null {
  if (!policy.locked.includes(setting)) return null;
  return policy.problem === null
    ? { tone: 'note', text: 'Set by your organisation.' }
    : { tone: 'warning', text: 'Cannot be changed now: see Policy below.' };
}

/** Returns which file cannot be used and why, in sentences. To be asked only where there is a problem. */
export const brokenSentence = ({ file, problem }: PolicyView): string =>
  `For your administrator: ${file ?? ''} cannot be used. ${textOf(problem ?? '')}`;
