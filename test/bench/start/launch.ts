/** Starts an app as a user would, and tells when its window was ready to be shown. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { undoAtEnd } from '../../../build/runtime/cleanup.ts';
import { launchArguments } from '../../../build/runtime/locate.ts';
import { killGroup } from '../../../build/runtime/programs.ts';

const hook = join(import.meta.dirname, 'hook', 'hook.js');
/** How long a start or an end may take before the measurement counts as failed, in milliseconds. */
const patience = 30_000;

export interface StartedApp {
  /** From just before the process was made to the ready-to-show event of its window, in milliseconds. */
  readyAfter: number;
  /** The main process. */
  pid: number;
  /** Ends it as a user would, if it has not ended yet. */
  end: () => Promise<void>;
}

/** What else is to be loaded before the app, and heard of the lines that it writes. */
export interface Eavesdropping {
  hook: string;
  hear: (line: string) => void;
}

/** Takes the Electron to run, the app's folder and a folder for its data. */
export async function startApp(
  executable: string,
  app: string,
  dataFolder: string,
  more?: Eavesdropping,
): Promise<StartedApp> {
  const args = [
    '-r',
    hook,
    ...(more === undefined ? [] : ['-r', more.hook]),
    ...launchArguments(),
    app,
    `--user-data-dir=${dataFolder}`,
  ];
  const before = process.hrtime.bigint();
  // A group of its own, so that all of its processes can be ended at once.
  const child = spawn(executable, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const kill = undoAtEnd(() => {
    killGroup(child.pid, 'SIGKILL');
  });
  try {
    const ready = await readyMoment(child, more?.hear);
    return {
      readyAfter: Number(ready - before) / 1e6,
      pid: child.pid ?? 0,
      end: async () => {
        child.kill('SIGTERM');
        await Promise.race([ended, wait(patience, undefined, { ref: false })]);
        kill();
      },
    };
  } catch (error) {
    kill();
    throw error;
  }
}

/** Whatever it writes after that is heard, or thrown away, so that it does not fill the pipe. */
function readyMoment({ stdout }: ChildProcess, hear?: (line: string) => void): Promise<bigint> {
  if (stdout === null) throw new Error('The app was started without a pipe to listen to.');
  const lines = createInterface({ input: stdout });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('The app showed no window.'));
    }, patience);
    lines.on('line', (line) => {
      const moment = /^ready-to-show (\d+)$/.exec(line)?.[1];
      if (moment === undefined) {
        hear?.(line);
        return;
      }
      clearTimeout(late);
      resolve(BigInt(moment));
    });
    lines.once('close', () => {
      clearTimeout(late);
      reject(new Error('The app ended without a window.'));
    });
  });
}
