/** Programs that Fieldpost asks something, or starts. The only place where a process is started. */
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Takes the program, its arguments, and how long it may take, in milliseconds (0: as long as it likes); returns what it
 * writes to its standard output. No window of it shows. @throws (rejects) where it is not there, fails or takes too long
 */
export function runProgram(program: string, args: readonly string[], patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    // Windows would open a console for it. One that writes much is not ended for that: it may be installing something.
    execFile(program, args, { timeout: patience, windowsHide: true, maxBuffer: Infinity }, (error, output) => {
      if (error === null) resolve(output);
      else reject(error instanceof Error ? error : new Error('It failed'));
    });
  });
}

/** The same for what is to be done by the PowerShell that comes with Windows. */
export function runPowerShell(command: string, patience: number): Promise<string> {
  const folder = join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32/WindowsPowerShell/v1.0');
  const options = ['-NoProfile', '-NonInteractive', '-InputFormat', 'None'];
  return runProgram(join(folder, 'powershell.exe'), [...options, '-Command', command], patience);
}

/**
 * Takes a program with a window of its own, or none, and its arguments. It goes on when Fieldpost has ended. Resolves when
 * it has been started. @throws (rejects) where it cannot be
 */
export function startProgram(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const started = spawn(program, args, { detached: true, stdio: 'ignore' });
    started.once('error', reject);
    started.once('spawn', () => {
      started.unref();
      resolve();
    });
  });
}
