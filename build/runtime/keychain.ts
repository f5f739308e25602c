import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { undoAtEnd } from './cleanup.ts';
import { startHelper, type Helper } from './helper-program.ts';
import { requirePrograms } from './libraries.ts';
import { Problem } from './problem.ts';
import { findProgram, run } from './programs.ts';

const service = 'org.freedesktop.secrets';

/** Whether programs started from here find a keychain. `onDesktop` says that there is somebody to unlock it. */
export async function hasKeychain(onDesktop: boolean): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const userBus = join(process.env['XDG_RUNTIME_DIR'] ?? '/nowhere', 'bus');
  // Asking without an address would make D-Bus start a session of its own and leave it behind.
  if (!process.env['DBUS_SESSION_BUS_ADDRESS'] && !existsSync(userBus)) return false;
  if (findProgram('dbus-send') === undefined) return onDesktop;
  // One that is only started when it is asked for comes up locked, and shows a window to be unlocked.
  return (await isListed('ListNames')) || (onDesktop && (await isListed('ListActivatableNames')));
}

export interface Keychain {
  /** The variables by which a program finds it. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  readonly helpers: readonly Helper[];
}

/** Starts a session bus with an unlocked keychain in it. Its content is gone at the end. */
export async function startKeychain(): Promise<Keychain> {
  await requirePrograms(['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon']);
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-keychain-'));
  undoAtEnd(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const bus = await startHelper('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=3'], {
    readyOn: 'fd3',
  });
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.line.trim() };
  // The data folder is changed for the keyring only. The app's own data must stay where they are.
  const keyring = await startHelper(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets', `--control-directory=${folder}`],
    {
      readyOn: 'stdout',
      // An empty password would make it ask for one in a window.
      input: randomUUID(),
      env: { ...env, XDG_DATA_HOME: folder, DISPLAY: '' },
      // Given time to end, it would write into the folder again while that is removed.
      endWith: 'SIGKILL',
    },
  );
  for (let left = 50; !(await isListed('ListNames', env)); left -= 1) {
    if (left === 0) throw new Problem('The keychain was started but did not appear on its session bus.');
    await wait(100);
  }
  return { env, helpers: [keyring, bus] };
}

async function isListed(method: 'ListNames' | 'ListActivatableNames', env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const bus = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', `org.freedesktop.DBus.${method}`];
  try {
    return (await run('dbus-send', ['--session', '--print-reply', ...bus], { env })).includes(`"${service}"`);
  } catch {
    // There is an address, but no bus answers at it.
    return false;
  }
}
