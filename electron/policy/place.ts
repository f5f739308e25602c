/** Where an administrator puts the policy file: where only an administrator can write. */
import { posix, win32 } from 'node:path';

export interface Surroundings {
  isPackaged: boolean;
  platform: NodeJS.Platform;
  /** What `--policy=` says; empty: nothing. */
  asked: string;
  programFiles: string | undefined;
  /** The user's number, where the system numbers its users. */
  user: number | undefined;
}

export interface Place {
  file: string;
  /** Whose file it may be, by number: an administrator's. */
  owners: readonly number[];
}

/** Returns where the policy file would be; null: nowhere, as in development unless one is named. */
export function policyPlace({ isPackaged, platform, asked, programFiles, user }: Surroundings): Place | null {
  const root = 0;
  // Otherwise whoever can start the installed app could start it without the policy.
  if (isPackaged) return { file: systemFile(platform, programFiles), owners: [root] };
  return asked === '' ? null : { file: asked, owners: [root, ...(user === undefined ? [] : [user])] };
}

function systemFile(platform: NodeJS.Platform, programFiles = 'C:\\Program Files'): string {
  const folder = 'Fieldpost';
  const name = 'policy.json';
  // Not %ProgramData%, in which every user can make folders.
  if (platform === 'win32') return win32.join(programFiles, folder, name);
  if (platform === 'darwin') return posix.join('/Library/Application Support', folder, name);
  return posix.join('/etc', folder.toLowerCase(), name);
}
