/** Where this copy of Fieldpost learns of updates, and whom it believes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { NoUpdates } from '#contract/updates.ts';
import { endings, thisCopy, type Copy } from './copy.ts';

/** The public key of whoever makes the releases, put in by the build; empty: this build knows no updates. */
declare const __UPDATE_KEY__: string;

export interface Origin {
  copy: Copy;
  /** The public key of whoever signs (signature.ts). */
  key: string;
  /** The YAML file that says where the update server is. */
  configuration: string;
  /** Where downloads are kept; null: where the system keeps what can be had again. */
  cache: string | null;
}

const developmentSchema = v.object({
  copy: v.optional(v.picklist(Object.keys(endings) as Copy[]), 'deb'),
  key: v.string(),
  cache: v.string(),
});

/**
 * Returns where updates come from, or why there are none. In development they come from `file`, a JSON file with the
 * server's `url`, its `key`, a folder `cache`, and which `copy` to take this one for; a packaged app takes no such file.
 */
export function originOf(packaged: boolean, file: string): Origin | NoUpdates {
  if (!packaged) {
    if (file === '') return 'no-key';
    // JSON is YAML, too.
    return { ...v.parse(developmentSchema, JSON.parse(readFileSync(file, 'utf8'))), configuration: file };
  }
  const configuration = join(process.resourcesPath, 'app-update.yml');
  if (__UPDATE_KEY__ === '' || !existsSync(configuration)) return 'no-key';
  const copy = thisCopy(process.platform, process.env, process.resourcesPath);
  return copy === null ? 'by-hand' : { copy, key: __UPDATE_KEY__, configuration, cache: null };
}
