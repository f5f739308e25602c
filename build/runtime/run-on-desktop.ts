import { spawn } from 'node:child_process';
import { withSignals } from './cleanup.ts';
import { hasDisplay, startDisplay } from './display.ts';
import type { Helper } from './helper-program.ts';
import { hasKeychain, startKeychain } from './keychain.ts';
import { requireLibraries } from './libraries.ts';
import { locateRuntime, type Runtime } from './locate.ts';
import { searchPath } from './paths.ts';
import { exitCodeOf, Problem, say } from './problem.ts';

// How long the command may take to end after it was told to.
const patience = 10_000;

const inTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);

/**
 * Runs a command where an app with a window and a keychain can run, and resolves with its exit code. What is
 * there is used; what is lacking is started for the time of the command. Inside of it, nothing is lacking.
 */
export async function runOnDesktop(commandOf: (runtime: Runtime) => readonly [string, ...string[]]): Promise<number> {
  const runtime = await locateRuntime();
  await requireLibraries(runtime.executable);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: searchPath,
    // This is how the electron package, and with it Playwright, finds the runtime.
    ELECTRON_OVERRIDE_DIST_PATH: runtime.directory,
  };
  const helpers: Helper[] = [];
  const onDesktop = hasDisplay();
  if (!(await hasKeychain(onDesktop))) {
    const keychain = await startKeychain();
    Object.assign(env, keychain.env);
    helpers.push(...keychain.helpers);
    say('There is no keychain here. A private one was started; what is kept in it is gone at the end of this run.');
  }
  if (!onDesktop) {
    const display = await startDisplay();
    Object.assign(env, display.env);
    helpers.push(...display.helpers);
    say(
      `There is no display here. Windows are on a virtual one, ${display.env.DISPLAY}. To look at it, with ImageMagick:\n` +
        `  DISPLAY=${display.env.DISPLAY} XAUTHORITY=${display.env.XAUTHORITY} import -window root picture.png`,
    );
  }
  try {
    return await runCommand(commandOf(runtime), env);
  } finally {
    // Waited for, because in a container there may be nobody else to take note of their end.
    for (const helper of helpers) await helper.stop();
  }
}

function runCommand([program, ...args]: readonly [string, ...string[]], env: NodeJS.ProcessEnv): Promise<number> {
  const windows = process.platform === 'win32';
  // On Windows the programs of node_modules are .cmd files, which only a shell starts.
  const child = spawn(program, args, { env, stdio: 'inherit', shell: windows && !program.endsWith('.exe') });
  const end = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => {
      reject(new Problem(`${program} could not be started: ${error.message}`));
    });
    child.once('exit', (code, signal) => {
      resolve(exitCodeOf(code, signal));
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const watch = endWithNpm();
  return withSignals(
    (signal) => {
      // Ctrl+C in a terminal reaches the command without help, and a second one would make it end less carefully.
      if (signal === 'SIGINT' && inTerminal) return;
      child.kill(signal);
      if (signal !== 'SIGINT') timer ??= setTimeout(() => child.kill('SIGKILL'), patience);
    },
    async () => {
      try {
        return await end;
      } finally {
        clearTimeout(timer);
        clearInterval(watch);
      }
    },
  );
}

// npm hands a signal on to the shell it starts a script with, and some shells end without telling the script.
function endWithNpm(): NodeJS.Timeout | undefined {
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  return watch;
}
