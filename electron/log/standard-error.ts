/** The standard error: it may be a terminal that was closed or stopped, a pipe nobody reads, a file on a full disk. */
import { constants, openSync, writeSync } from 'node:fs';

/** How much its reader may be behind, in bytes. What comes on top of that is left out: the log's file has it. */
const mostBehind = 65_536;

const nowhere = () => undefined;
let write: ((text: string) => void) | undefined;

/**
 * Writes a line to the standard error, where that takes no waiting. Never throws, and what goes wrong is told nobody: after
 * its first failure nothing is written to it any more, since each further one would be a failure of its own.
 */
export function tellStandardError(line: string): void {
  try {
    write ??= opened();
    write(`${line}\n`);
  } catch (error) {
    // A terminal that is stopped may go on.
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) write = nowhere;
  }
}

function opened(): (text: string) => void {
  // Without a listener each failure would be an uncaught exception, whoever was writing. Both end with one terminal.
  process.stdout.on('error', nowhere);
  process.stderr.on('error', () => {
    write = nowhere;
  });
  return (process.stderr.isTTY ? ofTerminal() : null) ?? toStream;
}

/** What a pipe does not take at once, Node keeps in memory. */
function toStream(text: string): void {
  if (process.stderr.writableLength < mostBehind) process.stderr.write(text);
}

/**
 * Node waits for a terminal that is stopped (Ctrl+S), and the whole app with it. Opened once more, without waiting, it
 * refuses instead. Null: that cannot be done here.
 */
function ofTerminal(): ((text: string) => void) | null {
  if (process.platform !== 'linux') return null;
  try {
    const terminal = openSync('/dev/fd/2', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    return (text) => void writeSync(terminal, text);
  } catch {
    return null;
  }
}
