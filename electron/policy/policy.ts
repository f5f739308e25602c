/** What an administrator has set for this laptop, and what of it its user cannot change. */
import type { PolicySetting } from '#contract/policy.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { SaidError } from '#words/said.ts';

/** A value that is set; locked: for good, else only where there is none yet. */
export interface Preset<Value> {
  value: Value;
  locked: boolean;
}

export interface PolicySettings {
  /** As `normaliseBaseUrl` returns it. */
  baseUrl?: Preset<string>;
  credentialId?: Preset<string>;
  /** Most contacts sent in any 60 seconds. */
  perMinute?: Preset<number>;
  /** `system`, or a BCP 47 tag. */
  language?: Preset<string>;
}

export interface Policy {
  /** Where its file is; null: there is none. */
  file: string | null;
  /** Why the file cannot be used, for an administrator; null: it can. */
  problem: Said | null;
  /** Whether Fieldpost may look for a newer version of itself. */
  updates: boolean;
  settings: PolicySettings;
  /** Where the set-up is that every laptop begins with, and whose file it may be, by number; missing: there is none. */
  setup?: { file: string; owners: readonly number[] };
}

export const noPolicy: Policy = { file: null, problem: null, updates: true, settings: {} };

/**
 * Takes a file that cannot be used and why; returns the policy that holds then. What it locks cannot be known, so that
 * nothing can be changed: contacts keep going where they went, and nowhere else.
 */
export const brokenPolicy = (file: string, problem: Said): Policy => ({
  file,
  problem,
  updates: false,
  settings: {},
});

/** Returns whether the user cannot change this setting. */
export function isLocked({ problem, settings }: Policy, setting: PolicySetting): boolean {
  return problem !== null || settings[setting]?.locked === true;
}

/** Returns why a locked setting cannot be changed. */
export const whyLocked = ({ problem }: Policy): Message =>
  say(problem === null ? 'policyFile.locks' : 'policyFile.brokenLocks');

/** A change of a locked setting was asked for. */
export class LockedByPolicy extends SaidError {
  override name = 'LockedByPolicy';
}

/** @throws LockedByPolicy where the setting is locked and its value would become another one */
export function refuseChange<Value>(policy: Policy, setting: PolicySetting, before: Value, after: Value): void {
  if (isLocked(policy, setting) && before !== after) throw new LockedByPolicy(whyLocked(policy));
}
