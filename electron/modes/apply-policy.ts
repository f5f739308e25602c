/** Puts the policy into the user's own outbox. */
import { isDeepStrictEqual } from 'node:util';
import { systemLanguage } from '#contract/language.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '#contract/settings.ts';
import { noMemory, type Presets } from '../store/settings.ts';
import type { Policy, Preset } from '../policy/policy.ts';

/**
 * Writes what is locked over what is stored, and the rest where nothing was entered: neither by the user nor, once its
 * administrator has corrected it, by the preset of before. To be called before anything is sent. @throws StoreProblem
 */
export function applyPolicy({ settings }: Policy, outbox: Outbox): void {
  const before = outbox.connection();
  const earlier = outbox.presets();
  const connection: Connection = {
    baseUrl: valueOf(settings.baseUrl, entered(before.baseUrl, '', earlier.baseUrl)) ?? before.baseUrl,
    credentialId:
      valueOf(settings.credentialId, entered(before.credentialId, '', earlier.credentialId)) ?? before.credentialId,
  };
  const pace = outbox.pace();
  const stored = outbox.isPaceStored() ? entered(pace.perMinute, null, earlier.perMinute) : null;
  const perMinute = valueOf(settings.perMinute, stored) ?? pace.perMinute;
  const presets: Presets = {
    baseUrl: settings.baseUrl?.value ?? earlier.baseUrl,
    credentialId: settings.credentialId?.value ?? earlier.credentialId,
    perMinute: settings.perMinute?.value ?? earlier.perMinute,
  };
  const another = connection.baseUrl !== before.baseUrl || connection.credentialId !== before.credentialId;
  if (!another && perMinute === pace.perMinute && isDeepStrictEqual(presets, earlier)) return;
  // In one commit: what is written without the preset that it came from would count as entered.
  outbox.together(() => {
    if (another) {
      outbox.saveConnection(connection);
      // As where the user enters another one: what the old one met is of no interest.
      outbox.saveQueueMemory(noMemory);
    }
    if (perMinute !== pace.perMinute) outbox.savePace({ ...pace, perMinute });
    outbox.savePresets(presets);
  });
}

/** Takes what is stored, what stands for nothing, and the preset of before; returns what the user has entered, or null. */
function entered<Value>(stored: Value, nothing: Value | null, preset: Value | null): Value | null {
  return stored === nothing || stored === preset ? null : stored;
}

/** Takes what is set and what was entered (null: nothing); returns what holds, or null: neither. */
function valueOf<Value>(preset: Preset<Value> | undefined, entered: Value | null): Value | null {
  if (preset === undefined) return entered;
  return preset.locked ? preset.value : (entered ?? preset.value);
}

/** Takes the policy and what the user chose (null: nothing); returns in whose way dates and numbers are written. */
export function languageOf({ settings }: Policy, chosen: string | null): string {
  return valueOf(settings.language, chosen) ?? systemLanguage;
}
