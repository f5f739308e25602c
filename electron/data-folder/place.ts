/** Where the data of Windows' users lies: on the computer itself, and not where Windows may keep it on a server. */
import { basename, isAbsolute, join, relative } from 'node:path';

export interface Surroundings {
  platform: NodeJS.Platform;
  /** Of the environment. */
  localAppData: string | undefined;
  /** Whether the place was named when the app was started. */
  isNamed: boolean;
  /** Electron's own place: in %APPDATA%, which follows its user from computer to computer, or is on a server altogether. */
  usual: string;
}

/** Returns the folder that the data shall lie in; null: in the usual one. */
export function localPlace({ platform, localAppData, isNamed, usual }: Surroundings): string | null {
  if (platform !== 'win32' || isNamed || localAppData === undefined || !isAbsolute(localAppData)) return null;
  const place = join(localAppData, basename(usual));
  return relative(usual, place) === '' ? null : place;
}
