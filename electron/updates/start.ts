/** Puts updates together for this app. What asks a server is loaded when it is first asked. */
import { app, net, session } from 'electron';
import { readFile } from 'node:fs/promises';
import type { NoUpdates, Updates } from '#contract/updates.ts';
import { log } from '../log/log.ts';
import type { Policy } from '../policy/policy.ts';
import type { PreferencesFile } from '../system/preferences.ts';
import { installsAtClose, needsAdministrator, originOf, type Origin } from './copy.ts';
import { UpdateProblem } from './engine.ts';
import { meteredNow } from './metered.ts';
import { openUpdates, type UpdatesControl, type UpdatesParts } from './updates.ts';

export interface StartParts {
  policy: Policy;
  preferences: PreferencesFile;
  practice: () => boolean;
  changed: (updates: Updates) => void;
  /** Ends Fieldpost as the user would, who may keep it open. */
  quit: () => void;
}

/** Given to the next start where an update could not be installed. */
const failedSwitch = 'update-failed';

export function startUpdates({ policy, preferences, practice, changed, quit }: StartParts): UpdatesControl {
  let logged: Updates['state'] | null = null;
  const origin = offBy(policy) ?? originOf(app.isPackaged, app.commandLine.getSwitchValue('updates-from'));
  const copy = typeof origin === 'string' ? null : origin.copy;
  return openUpdates({
    off: typeof origin === 'string' ? origin : null,
    atClose: copy !== null && installsAtClose(copy),
    administrator: copy !== null && needsAdministrator(copy),
    openEngine: typeof origin === 'string' ? () => Promise.reject(new Error(origin)) : engineFor(origin),
    metered: () => meteredNow(),
    linkUp: () => net.isOnline(),
    practice,
    lookedAt: {
      get: () => preferences.get().upToDateAt,
      set: (upToDateAt) => {
        preferences.set({ upToDateAt });
      },
    },
    failed: app.commandLine.hasSwitch(failedSwitch),
    begun: {
      get: () => preferences.get().installing,
      set: (installing) => {
        if (installing !== preferences.get().installing) preferences.set({ installing });
      },
      written: preferences.written,
    },
    version: app.getVersion(),
    changed: (updates) => {
      if (updates.state !== logged) log.note('Updates have come to', { state: updates.state });
      logged = updates.state;
      changed(updates);
    },
    failedTo: (what, error) => {
      const trouble = error instanceof UpdateProblem ? error.trouble : null;
      log.error('No update came of it', error, { what, trouble });
    },
    quit,
    startAgain: () => {
      relaunch([`--${failedSwitch}`]);
    },
    now: Date.now,
    uptime: () => performance.now(),
  });
}

function offBy({ updates, problem }: Policy): NoUpdates | null {
  if (updates) return null;
  return problem === null ? 'policy' : 'broken-policy';
}

const engineFor = (origin: Origin): UpdatesParts['openEngine'] => {
  return async (gate) => {
    const [{ openEngine }, { configurationIn }] = await Promise.all([
      import('./open-engine.ts'),
      import('./release.ts'),
    ]);
    const version = app.getVersion();
    // One of its own, which keeps nothing, and says of the laptop only what is asked for.
    const own = session.fromPartition('updates', { cache: false });
    // Else it would name the system and its language.
    own.setUserAgent(`Fieldpost/${version}`, 'en');
    return openEngine({
      origin,
      configuration: configurationIn(await readFile(origin.configuration, 'utf8')),
      version,
      fetch: (url, options) => own.fetch(url, options),
      gate,
      relaunch: () => {
        relaunch();
      },
    });
  };
};

/** Starts Fieldpost again once it has ended, as it was started, and with these arguments. */
export function relaunch(more: readonly string[] = []): void {
  const args = process.argv.slice(1).filter((argument) => argument !== `--${failedSwitch}`);
  const file = process.env['APPIMAGE'];
  const execPath = file === undefined ? process.execPath : file;
  app.relaunch({ execPath, args: [...args, ...more] });
}
