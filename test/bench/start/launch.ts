/** Starts an app as a user would, and tells when its window was ready to be shown. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
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
  /** Ends it as a user would. */
  end: () => Promise<void>;
}

/** Takes the Electron to run, the app's folder and a folder for its data. */
export async function startApp(executable: string, app: string, dataFolder: string): Promise<StartedApp> {
  const args = ['-r', hook, ...launchArguments(), app, `--user-data-dir=${dataFolder}`];
  const before = process.hrtime.bigint();
  // A group of its own, so that all of its processes can be ended at once.
  const child = spawn(executable, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const kill = undoAtEnd(() => {
    killGroup(child.pid, 'SIGKILL');
  });
  try {
    const ready = await readyMoment(child);
    return {
      readyAfter: Number(ready - before) / 1e6,
      pid: child.pid ?? 0,
      end: async () => {
        const ended = once(child, 'close');
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

async function readyMoment({ stdout }: ChildProcess): Promise<bigint> {
  if (stdout === null) throw new Error('The app was started without a pipe to listen to.');
  const late = AbortSignal.timeout(patience);
  for await (const line of createInterface({ input: stdout, signal: late })) {
    const moment = /^ready-to-show (\d+)$/.exec(line)?.[1];
    if (moment === undefined) continue;
    // What else it writes must not fill the pipe.
    stdout.resume();
    return BigInt(moment);
  }
  throw new Error('The app showed no window.');
}
