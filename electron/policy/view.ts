/** The policy in words, for the screen and for the doctor's text. No value of it is in them. */
import { policySettings, type PolicyView } from '#contract/policy.ts';
import { isLocked, type Policy } from './policy.ts';

/** Returns what the screen is told. In practice mode only what does not belong to an outbox is locked. */
export function viewOf(policy: Policy, practice: boolean): PolicyView {
  const here = practice ? (['language'] as const) : policySettings;
  return {
    file: policy.file,
    problem: policy.problem,
    locked: here.filter((setting) => isLocked(policy, setting)),
  };
}

/** Returns the policy as one line. */
export function policyLine(policy: Policy): string {
  if (policy.file === null) return 'Policy: none';
  if (policy.problem !== null) return `Policy: ${policy.file} cannot be used. ${policy.problem}`;
  const listed = (settings: string[]) => (settings.length === 0 ? 'nothing' : settings.join(', '));
  const set = policySettings.filter((setting) => policy.settings[setting] !== undefined);
  const locked = set.filter((setting) => isLocked(policy, setting));
  return `Policy: ${policy.file}; sets ${listed(set)}; locks ${listed(locked)}; updates ${policy.updates ? 'on' : 'off'}`;
}
