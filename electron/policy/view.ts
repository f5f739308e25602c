/** The policy, for the screen and for the doctor's text. No value of it is told. */
import { policySettings, type PolicyView } from '#contract/policy.ts';
import { say, type Said } from '#words/message.ts';
import { isLocked, type Policy } from './policy.ts';

/** Returns what the screen is told; `setupProblem`: why its set-up is not used. In practice mode only what does not belong to an outbox is locked. */
export function viewOf(policy: Policy, practice: boolean, setupProblem: Said | null = null): PolicyView {
  const here = practice ? (['language'] as const) : policySettings;
  return {
    file: policy.file,
    problem: policy.problem,
    setupProblem: practice ? null : setupProblem,
    locked: here.filter((setting) => isLocked(policy, setting)),
  };
}

/** Returns what is said of the policy where there is one line for it. */
export function policyLine(policy: Policy): Said {
  const { file, problem, updates } = policy;
  if (file === null) return say('policyFile.none');
  if (problem !== null) return [say('policyFile.broken', { file }), problem];
  const set = policySettings.filter((setting) => policy.settings[setting] !== undefined);
  const locked = set.filter((setting) => isLocked(policy, setting));
  return [
    say('policyFile.inForce', { file }),
    set.length === 0 ? say('policyFile.setsNothing') : say('policyFile.sets', { names: set.join(', ') }),
    locked.length === 0 ? say('policyFile.locksNothing') : say('policyFile.locksThese', { names: locked.join(', ') }),
    ...(policy.setup === undefined ? [] : [say('policyFile.setup', { file: policy.setup.file })]),
    say(updates ? 'policyFile.updatesOn' : 'policyFile.updatesOff'),
  ];
}
