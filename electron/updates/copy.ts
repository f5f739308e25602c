/** How the running copy of Fieldpost was installed, which decides how it is updated. */
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Kinds of copies that can update themselves, and how the name of the file that does it ends. */
export const endings = { AppImage: '.AppImage', deb: '.deb', rpm: '.rpm', nsis: '.exe', mac: '.zip' } as const;
export type Copy = keyof typeof endings;

/** Takes the system, its environment and the app's folder of resources; returns null for a copy that cannot update itself. */
export function thisCopy(system: NodeJS.Platform, env: NodeJS.ProcessEnv, resources: string): Copy | null {
  if (system === 'darwin') return 'mac';
  // A portable one is a file that the user has put somewhere.
  if (system === 'win32') return env['PORTABLE_EXECUTABLE_FILE'] === undefined ? 'nsis' : null;
  const kind = packageType(resources);
  if (kind === 'deb' || kind === 'rpm') return kind;
  // Both are also in the environment of what another AppImage has started, whose file is not ours to replace.
  const mounted = env['APPDIR'] ?? '';
  return env['APPIMAGE'] !== undefined && mounted !== '' && isBelow(resources, mounted) ? 'AppImage' : null;
}

const isBelow = (path: string, folder: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);

/** Whether an update asks for an administrator, so that it is installed only when the user says so. */
export const needsAdministrator = (copy: Copy): boolean => copy === 'deb' || copy === 'rpm';

/** What electron-builder notes in a .deb and .rpm, and in no archive. */
function packageType(resources: string): string | null {
  try {
    return readFileSync(join(resources, 'package-type'), 'utf8').trim();
  } catch {
    return null;
  }
}
