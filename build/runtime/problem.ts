import { constants } from 'node:os';

/** Something a person can act on: its message is shown as it is, without a stack. */
export class Problem extends Error {}

// Standard output belongs to what was asked for (a path, the program that is run), so all else goes to stderr.
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

/** Runs a command's main function and ends the process with the exit code it gives. */
export async function command(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main());
  } catch (error) {
    say(
      error instanceof Problem
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error),
    );
    process.exit(1);
  }
}
