/** Runs a benchmark in a process of its own, so that nothing in it can hang for ever, not even a loop. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { undoAtEnd } from '../../build/runtime/cleanup.ts';
import { processTree } from './start/process-tree.ts';

/** How long a process whose time was up may take to tidy up, in milliseconds. */
const grace = 5_000;

/**
 * Runs a module that sends its parent one message, and ends when it is disconnected. Resolves with the message. Once
 * `limit` is aborted, the module's process is ended with all that it started.
 * @throws (rejects) where there was no message: its time was up, or it has written the cause to the standard error
 */
export async function messageOf(module: string, args: readonly string[], limit: AbortSignal): Promise<unknown> {
  const child = fork(module, args, { stdio: ['ignore', 2, 2, 'ipc'] });
  const forget = undoAtEnd(() => {
    child.kill('SIGTERM');
  });
  let message: unknown;
  child.once('message', (what) => {
    message = what;
    child.disconnect();
  });
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  const late = () => void endWithAll(child, ended);
  limit.addEventListener('abort', late, { once: true });
  try {
    const how = await ended;
    if (limit.aborted) throw new Error(`It took longer than it may (${reasonOf(limit)}), and was ended.`);
    if (message === undefined) throw new Error(`It ended without a result: ${how}.`);
    return message;
  } finally {
    limit.removeEventListener('abort', late);
    forget();
  }
}

function reasonOf({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : String(reason);
}

/** What waited for a program that is gone fails, and tidies up. What does not even do that is ended, too. */
async function endWithAll(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  endAll(processTree(pid).filter((other) => other !== pid));
  await Promise.race([ended, wait(grace)]);
  if (child.exitCode === null && child.signalCode === null) endAll(processTree(pid));
}

function endAll(processes: readonly number[]): void {
  for (const pid of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}
