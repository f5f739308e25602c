import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { undoAtEnd } from './cleanup.ts';
import { searchPath } from './paths.ts';
import { Problem } from './problem.ts';
import { findProgram, killGroup } from './programs.ts';

const patience = 15_000;

export interface Helper {
  /** The first line it wrote to the descriptor that was asked for: the sign that it is ready. */
  readonly line: string;
  /** Ends it, and resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a program that works in the background for as long as this process runs, and waits for the line by which it
 * says that it is ready.
 */
export function startHelper(
  program: string,
  args: readonly string[],
  options: { readyOn: 'stdout' | 'fd3'; input?: string; env?: NodeJS.ProcessEnv; endWith?: NodeJS.Signals },
): Promise<Helper> {
  return new Promise((resolve, reject) => {
    // Detached, so that Ctrl+C in the terminal does not end it before the program that needs it. The kernel ends it
    // if this process is killed outright and cannot do so itself.
    const guarded = findProgram('setpriv') !== undefined;
    const child = spawn(
      guarded ? 'setpriv' : program,
      [...(guarded ? ['--pdeathsig', 'TERM', program] : []), ...args],
      {
        detached: true,
        stdio: ['pipe', options.readyOn === 'stdout' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
        env: { ...process.env, PATH: searchPath, ...options.env },
      },
    );
    const kill = undoAtEnd(() => {
      killGroup(child.pid, options.endWith ?? 'SIGTERM');
    });
    const stop = () =>
      new Promise<void>((stopped) => {
        if (child.exitCode !== null || child.signalCode !== null) stopped();
        // It keeps nothing that is worth waiting longer for.
        const timer = setTimeout(killGroup, 2_000, child.pid, 'SIGKILL');
        child.once('exit', () => {
          clearTimeout(timer);
          stopped();
        });
        kill();
      });
    const ready = options.readyOn === 'stdout' ? child.stdout : (child.stdio[3] as Readable);
    child.stdin?.on('error', () => undefined).end(options.input ?? '');

    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = `${complaint}${text}`.slice(-2_000);
    });
    const fail = (why: string) => {
      kill();
      reject(new Problem(`${program} ${why}. ${complaint.trim()}`.trim()));
    };
    const timer = setTimeout(fail, patience, 'did not become ready');
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(`could not be started: ${error.message}`);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      fail('ended at once');
    });
    let said = '';
    ready?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const end = said.indexOf('\n');
      if (end < 0) return;
      clearTimeout(timer);
      resolve({ line: said.slice(0, end), stop });
    });
    // None of it keeps this process from ending.
    child.unref();
  });
}
