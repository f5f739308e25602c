import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { undoAtEnd } from './cleanup.ts';
import { searchPath } from './paths.ts';
import { Problem } from './problem.ts';

export function findProgram(name: string): string | undefined {
  return searchPath
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * Runs a program to its end and resolves with what it wrote to stdout. Its output is kept back and shown only when
 * it fails, or all of it goes to stderr at once. If this process ends first, the program and all it started end with it.
 */
export function run(
  program: string,
  args: readonly string[],
  { output = 'kept back', ...options }: { cwd?: string; env?: NodeJS.ProcessEnv; output?: 'kept back' | 'stderr' } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that all of it (make and its compilers, npm and its node) can be ended at once.
    const child = spawn(program, args, {
      detached: process.platform !== 'win32',
      stdio: output === 'stderr' ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
      ...options,
      env: { ...process.env, PATH: searchPath, ...options.env },
    });
    let stdout = '';
    let all = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      all += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      all += text;
    });
    let over = false;
    const end = undoAtEnd(() => {
      if (!over) killGroup(child.pid, 'SIGKILL');
    });
    child.once('error', (error) => {
      over = true;
      end();
      reject(error);
    });
    child.once('close', (code) => {
      over = true;
      end();
      if (code === 0) resolve(stdout);
      else
        reject(new Problem(`"${program} ${args.join(' ')}" failed:\n${all.trim().split('\n').slice(-40).join('\n')}`));
    });
  });
}

export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended already.
  }
}
