/** Counts the system calls by which a process reads, writes, flushes or locks the files of a folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { undoAtEnd } from '../../../build/runtime/cleanup.ts';
import { findProgram } from '../../../build/runtime/programs.ts';

// A query that finds all it needs in memory still locks: that is how SQLite's readers keep out of a writer's way.
const calls =
  'read,pread64,readv,preadv,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,fcntl,openat,unlink,rename';

const scope = '/proc/sys/kernel/yama/ptrace_scope';

/** Returns why no process can be watched here; null where one can. */
export function watchingProblem(): string | null {
  if (findProgram('strace') === undefined) return 'strace is missing';
  // Then a user may watch nothing but what the watcher itself has started.
  const isForbidden = existsSync(scope) && readFileSync(scope, 'utf8').trim() !== '0';
  return isForbidden && process.getuid?.() !== 0 ? `strace may not watch a running program (${scope})` : null;
}

export interface FileCalls {
  /** Returns how many calls there were from `from` to `to`, in milliseconds since 1970. Only after the process has ended. */
  between: (from: number, to: number) => number;
}

/** Watches a process, with all its threads, until that ends. @throws where it cannot be watched */
export async function watchFileCalls(pid: number, folder: string, trace: string): Promise<FileCalls> {
  const strace = spawn('strace', ['-f', '-y', '-ttt', '-e', `trace=${calls}`, '-o', trace, '-p', String(pid)], {
    stdio: 'ignore',
  });
  const end = undoAtEnd(() => {
    strace.kill('SIGINT');
  });
  void once(strace, 'exit').then(end, end);
  // It writes its file once it watches.
  for (let tries = 0; !existsSync(trace); tries++) {
    if (tries === 100) throw new Error('strace does not watch the process.');
    await wait(100);
  }
  return {
    between: (from, to) =>
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => line.includes(folder))
        .map((line) => Number(/^\d+ +(\d+\.\d+)/.exec(line)?.[1]) * 1e3)
        .filter((at) => at >= from && at <= to).length,
  };
}
