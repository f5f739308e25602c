/** Puts the policy into the user's own outbox. */
import { systemLanguage } from '../contract/language.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '../outbox/settings.ts';
import { pauseAfterNudge } from '../sync/pause.ts';
import type { Policy, Preset } from './policy.ts';

/**
 * Writes what is locked over what is stored, and the rest where nothing is stored. To be called before anything is sent.
 * `now`: milliseconds since 1970. @throws StoreProblem
 */
export function applyPolicy({ settings }: Policy, outbox: Outbox, now: number): void {
  const before = outbox.connection();
  const connection: Connection = {
    baseUrl: valueOf(settings.baseUrl, before.baseUrl === '' ? null : before.baseUrl) ?? '',
    credentialId: valueOf(settings.credentialId, before.credentialId === '' ? null : before.credentialId) ?? '',
  };
  const pace = outbox.pace();
  const perMinute = valueOf(settings.perMinute, outbox.isPaceStored() ? pace.perMinute : null) ?? pace.perMinute;
  if (connection.baseUrl !== before.baseUrl || connection.credentialId !== before.credentialId) {
    outbox.saveConnection(connection);
    // As where the user enters another one: what the old one met is of no interest.
    outbox.savePause(pauseAfterNudge(outbox.pause(), 'connection', now));
  }
  if (perMinute !== pace.perMinute) outbox.savePace({ ...pace, perMinute });
}

/** Takes what is set and what is stored (null: nothing); returns what holds, or null: nothing. */
function valueOf<Value>(preset: Preset<Value> | undefined, stored: Value | null): Value | null {
  if (preset === undefined) return stored;
  return preset.locked ? preset.value : (stored ?? preset.value);
}

/** Takes the policy and what the user chose (null: nothing); returns in whose way dates and numbers are written. */
export function languageOf({ settings }: Policy, chosen: string | null): string {
  return valueOf(settings.language, chosen) ?? systemLanguage;
}
