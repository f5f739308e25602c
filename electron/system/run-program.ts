/** Programs of the system that Fieldpost asks something. The only place where a process is started. */
import { execFile } from 'node:child_process';

/**
 * Takes the program, its arguments, and how long it may take, in milliseconds; returns what it writes to its standard
 * output. No window of it shows. @throws (rejects) where it is not there, fails or takes too long
 */
export function runProgram(program: string, args: readonly string[], patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    // Windows would open a console for it.
    execFile(program, args, { timeout: patience, windowsHide: true }, (error, output) => {
      if (error === null) resolve(output);
      else reject(error instanceof Error ? error : new Error('It failed'));
    });
  });
}
