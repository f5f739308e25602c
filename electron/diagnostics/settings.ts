/** What is set, as far as it tells nothing of who uses it. */
import { knownApi, type KeyState, type Theme } from '../contract/settings.ts';
import type { Updates } from '../contract/updates.ts';
import { policySettings } from '../contract/policy.ts';
import { isToken } from '../logging/facts.ts';
import { isLocked, type Policy } from '../policy/policy.ts';
import type { Workspace } from '../workspace.ts';
import { withTimeout } from '../with-timeout.ts';

/** How long the keychain may take, in milliseconds: a locked one asks its user first. */
const patience = 3_000;

export interface AppSettings {
  theme: Theme;
  /** In whose way dates and numbers are written. */
  language: string;
  policy: Policy;
  updates: Updates;
}

/** Takes the workspace, null where it is not open, and what is set for the app as a whole. */
export async function settings(workspace: Workspace | null, { theme, language, policy, updates }: AppSettings) {
  const ofApp = {
    theme,
    language: isToken(language) ? language : null,
    policy: {
      isThere: policy.file !== null,
      canBeUsed: policy.problem === null,
      locked: policySettings.filter((setting) => isLocked(policy, setting)),
    },
    updates: updates.state === 'off' ? updates.why : updates.state,
  };
  if (workspace === null) return { ...ofApp, outbox: 'not-open' };
  const { baseUrl, credentialId } = workspace.outbox.connection();
  const { inFlight, perMinute } = workspace.outbox.pace();
  return {
    ...ofApp,
    api: knownApi(baseUrl),
    credentialIsSet: credentialId !== '',
    key: await keyState(workspace),
    pace: { inFlight, perMinute },
    referenceFieldIsSet: workspace.outbox.referenceField() !== '',
  };
}

async function keyState({ connection }: Workspace): Promise<KeyState | 'not-known'> {
  try {
    return (await withTimeout(connection.view(), patience)).key;
  } catch {
    return 'not-known';
  }
}
