/** What is set, as far as it tells nothing of who uses it. */
import { knownApi, type KeyState, type Theme } from '#contract/settings.ts';
import type { Updates } from '#contract/updates.ts';
import { policySettings } from '#contract/policy.ts';
import { isToken } from '../log/facts.ts';
import { isLocked, type Policy } from '../policy/policy.ts';
import type { Mode } from '../modes/mode.ts';
import { withTimeout } from '../system/with-timeout.ts';

/** How long the keychain may take, in milliseconds: a locked one asks its user first. */
const patience = 3_000;

export interface AppSettings {
  theme: Theme;
  /** In whose way dates and numbers are written. */
  language: string;
  policy: Policy;
  updates: Updates;
}

/** Takes the mode, null where it is not open, and what is set for the app as a whole. */
export async function settings(mode: Mode | null, { theme, language, policy, updates }: AppSettings) {
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
  if (mode === null) return { ...ofApp, outbox: 'not-open' };
  const { baseUrl, credentialId } = mode.outbox.connection();
  const { inFlight, perMinute } = mode.outbox.pace();
  return {
    ...ofApp,
    api: knownApi(baseUrl),
    credentialIsSet: credentialId !== '',
    key: await keyState(mode),
    pace: { inFlight, perMinute },
    crmFieldsSet: Object.values(mode.outbox.fieldMap().fields).filter(({ field }) => field !== '').length,
  };
}

async function keyState({ connections }: Mode): Promise<KeyState | 'not-known'> {
  try {
    return (await withTimeout(connections.of('').settings.view(), patience)).key;
  } catch {
    return 'not-known';
  }
}
