/** How the running copy of Fieldpost was installed, which decides how it is updated; and where it learns of updates. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import * as v from 'valibot';
import type { NoUpdates } from '#contract/updates.ts';

/** The public key of whoever makes the releases, put in by the build; empty: this build knows no updates. */
declare const __UPDATE_KEY__: string;

/** Kinds of copies that can update themselves, and how the name of the file that does it ends. */
export const endings = { AppImage: '.AppImage', deb: '.deb', rpm: '.rpm', nsis: '.exe', mac: '.zip' } as const;
export type Copy = keyof typeof endings;

/** Where a .deb and an .rpm put the app's resources. */
const placeOfPackages = '/opt/Fieldpost/resources';

/** Takes the system, its environment and the app's folder of resources; returns null for a copy that cannot update itself. */
export function thisCopy(
  system: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  resources: string,
  packages = placeOfPackages,
): Copy | null {
  if (system === 'darwin') return 'mac';
  // A portable one is a file that the user has put somewhere.
  if (system === 'win32') return env['PORTABLE_EXECUTABLE_FILE'] === undefined ? 'nsis' : null;
  // Both are also in the environment of what another AppImage has started, whose file is not ours to replace.
  const mounted = env['APPDIR'] ?? '';
  if (env['APPIMAGE'] !== undefined && mounted !== '' && isBelow(resources, mounted)) return 'AppImage';
  // What electron-builder notes for packages may also stand in what it makes after them.
  const kind = resources === packages ? packageType(resources) : null;
  return kind === 'deb' || kind === 'rpm' ? kind : null;
}

const isBelow = (path: string, folder: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);

/** Whether an update asks for an administrator. */
export const needsAdministrator = (copy: Copy): boolean => copy === 'deb' || copy === 'rpm';

/**
 * Whether an update is installed when Fieldpost closes, without a further word. A .deb and an .rpm ask for an administrator.
 * The installer of Windows takes the old program away before it puts the new one there: a laptop that is shut down right after
 * Fieldpost was closed would have neither. An AppImage and an app of a Mac are replaced as a whole or not at all.
 */
export const installsAtClose = (copy: Copy): boolean => copy === 'AppImage' || copy === 'mac';

function packageType(resources: string): string | null {
  try {
    return readFileSync(join(resources, 'package-type'), 'utf8').trim();
  } catch {
    return null;
  }
}

export interface Origin {
  copy: Copy;
  /** The public key of whoever signs (signature.ts). */
  key: string;
  /** The YAML file that says where the update server is (`configurationIn` in release.ts). */
  configuration: string;
  /** The folder that downloads are kept in. */
  cache: string;
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
  if (copy === null) return 'by-hand';
  return { copy, key: __UPDATE_KEY__, configuration, cache: join(cacheDirectory(), 'fieldpost-updater') };
}

/** Where the system keeps what can be had again. */
function cacheDirectory(): string {
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  return named === '' ? join(homedir(), '.cache') : named;
}
