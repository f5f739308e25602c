/** What this computer's screen looks like, and how it stands with updates: where the window was, the theme, and how dates are written. A small file apart from the outbox, so that a broken outbox still opens in the right place. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { languageSchema } from '#contract/language.ts';
import { connectedScannerSchema, newScanner, scannerSchema } from '#contract/scanner.ts';
import { themeSchema } from '#contract/settings.ts';
import { renameWhenFree } from './rename.ts';
import { log } from '../log/log.ts';

const boundsSchema = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
/** `tries`: how many PINs were wrong, or being looked at, when one was last entered. */
const kioskSchema = v.object({
  salt: v.string(),
  hash: v.string(),
  practice: v.boolean(),
  tries: v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 0), 0),
});
const preferencesSchema = v.object({
  theme: v.optional(themeSchema, 'system'),
  /** Null: never chosen. One that another version knew is none here, and costs nothing else. */
  language: v.fallback(v.optional(v.nullable(languageSchema), null), null),
  /** Whether the form shows all its fields. */
  moreFields: v.fallback(v.optional(v.boolean(), false), false),
  /** What the kiosk is left by, and whether it is one of practice mode; null: it does not run. */
  kiosk: v.fallback(v.optional(v.nullable(kioskSchema), null), null),
  /** What the camera is called that was chosen last. */
  camera: v.fallback(v.optional(v.string(), ''), ''),
  /** What was learned of the scanner. */
  scanner: v.fallback(v.optional(scannerSchema, newScanner), newScanner),
  /** Scanners that are read in their own mode. */
  connectedScanners: v.fallback(v.optional(v.array(connectedScannerSchema), []), []),
  bounds: v.optional(v.nullable(boundsSchema), null),
  maximised: v.optional(v.boolean(), false),
  /** When an update server had nothing newer, in milliseconds since 1970. */
  upToDateAt: v.optional(v.nullable(v.number()), null),
  /** The version whose installation was begun, until it runs or the user begins anew. */
  installing: v.optional(v.nullable(v.string()), null),
  /** The version in which the graphics card failed too often; null: none. */
  gpuFailedIn: v.fallback(v.optional(v.nullable(v.string()), null), null),
  /** When no graphics card was found to draw with, in milliseconds since 1970; null: there was one, or none was looked for. */
  gpuMissingAt: v.fallback(v.optional(v.nullable(v.number()), null), null),
});
export type Preferences = v.InferOutput<typeof preferencesSchema>;

/** Takes the file's path; returns what is in it, and the defaults for what is not there or not readable. */
export function preferencesIn(file: string) {
  let current: Preferences;
  try {
    current = v.parse(v.pipe(v.string(), v.parseJson(), preferencesSchema), readFileSync(file, 'utf8'));
  } catch {
    current = v.parse(preferencesSchema, {});
  }
  /** The writing that is under way, of what was set before it and during it. */
  let writing: Promise<void> | null = null;
  let changed = false;

  async function write(): Promise<void> {
    while (changed) {
      changed = false;
      try {
        // Renamed into place, so that a crash leaves the old one or the new one.
        await writeFile(`${file}.new`, JSON.stringify(current));
        await renameWhenFree(`${file}.new`, file);
      } catch (error) {
        log.error('The preferences could not be written', error);
      }
    }
    writing = null;
  }

  return {
    get: (): Preferences => current,
    /** Keeps these from now on, and writes them soon; where the file cannot be written, until the app ends. Returns at once. */
    set(changes: Partial<Preferences>): void {
      current = { ...current, ...changes };
      changed = true;
      writing ??= write();
    },
    /** Resolves when all that was set is written, or could not be. Never rejects. */
    written: (): Promise<void> => writing ?? Promise.resolve(),
  };
}

export type PreferencesFile = ReturnType<typeof preferencesIn>;
