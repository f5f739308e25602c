/** What an administrator's policy file can set, and what the screen is told of it. */
import type { Said } from '#words/message.ts';

export const policySettings = ['baseUrl', 'credentialId', 'perMinute', 'language'] as const;
export type PolicySetting = (typeof policySettings)[number];

export interface PolicyView {
  /** Where the file is; null: there is none. */
  file: string | null;
  /** Why it cannot be used, for an administrator; null: it can. */
  problem: Said | null;
  /** Why the set-up that it names is not used; null: it is, or it names none. */
  setupProblem: Said | null;
  /** What cannot be changed in the mode of the moment. */
  locked: PolicySetting[];
}
