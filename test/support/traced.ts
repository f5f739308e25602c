/** Watches a program of ours with strace: in which order it writes and flushes a file, and writes to its sockets. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { requirePrograms } from '../../build/runtime/libraries.ts';
import { undoAtEnd } from '../../build/runtime/cleanup.ts';

/** Whether there is an strace, or one can be installed, and it may watch a process. */
export async function canTrace(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    await requirePrograms(['strace']);
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `written`, `flushed`: the file was, and the call has ended. `posted`: a POST request begins to go out. */
export type Call = 'written' | 'flushed' | 'posted';

const calls = 'write,writev,sendto,sendmsg,pwrite64,pwritev,pwritev2,fsync,fdatasync';
// A call that another thread interrupts is printed in two parts.
const begun = /^(?<pid>\d+) +(?<name>\w+)\((?<rest>.*)$/u;
const resumed = /^(?<pid>\d+) +<\.\.\. (?<name>\w+) resumed>/u;

/**
 * Runs a script of ours to its end; returns the calls that concern the file with this name and requests, in their order.
 * `trace`: a file that does not exist yet. Rejects where the script fails.
 */
export async function callsOf(script: string, args: readonly string[], file: string, trace: string): Promise<Call[]> {
  const options = ['-f', '-y', '-s', '16', '-e', `trace=${calls}`, '-o', trace];
  const child = spawn('strace', [...options, process.execPath, script, ...args], { stdio: ['ignore', 'ignore', 2] });
  const end = undoAtEnd(() => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  end();
  if (code !== 0) throw new Error(`${script} ended with ${code}.`);
  return callsIn(readFileSync(trace, 'utf8'), file);
}

function callsIn(trace: string, file: string): Call[] {
  const found: Call[] = [];
  /** What a process waits for, of those that concern the file. */
  const waiting = new Map<string, Call>();
  for (const line of trace.split('\n')) {
    const { pid = '', name = '', rest = '' } = begun.exec(line)?.groups ?? {};
    if (/^\d+<socket:\S+>?,.*"POST /u.test(rest)) found.push('posted');
    if (rest.includes(`${file}>`)) {
      const call = name.endsWith('sync') ? 'flushed' : 'written';
      // Told at its end only where it is a flush, and at its beginning where it is none: that is the stricter order.
      if (call === 'flushed' && rest.endsWith('<unfinished ...>')) waiting.set(pid, call);
      else found.push(call);
    }
    const ended = resumed.exec(line)?.groups?.['pid'];
    const call = ended === undefined ? undefined : waiting.get(ended);
    if (call === undefined || ended === undefined) continue;
    waiting.delete(ended);
    found.push(call);
  }
  return found;
}
