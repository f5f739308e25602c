/** What is set, as far as it tells nothing of who uses it. */
import { knownApi, type KeyState, type Theme } from '../contract/settings.ts';
import type { Workspace } from '../workspace.ts';
import { withTimeout } from '../with-timeout.ts';

/** How long the keychain may take, in milliseconds: a locked one asks its user first. */
const patience = 3_000;

/** Takes the workspace, null where it is not open, and the theme. */
export async function settings(workspace: Workspace | null, theme: Theme) {
  if (workspace === null) return { theme, outbox: 'not-open' };
  const { baseUrl, credentialId } = workspace.outbox.connection();
  const { inFlight, perMinute } = workspace.outbox.pace();
  return {
    theme,
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
