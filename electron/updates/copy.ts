/** How the running copy of Fieldpost was installed, which decides how it is updated. */
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

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
