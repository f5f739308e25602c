import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy, PolicySettings } from '../../electron/policy/policy.ts';

/** Returns the policy that sets these. */
export const policyOf = (settings: PolicySettings): Policy => ({
  file: '/etc/fieldpost/policy.json',
  problem: null,
  updates: true,
  settings,
});

/** Writes a policy file into this folder, as an administrator would; returns its path. */
export function policyFile(folder: string, content: unknown): string {
  const file = join(folder, 'policy.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  // Whatever this machine gives to new files.
  chmodSync(file, 0o644);
  return file;
}
