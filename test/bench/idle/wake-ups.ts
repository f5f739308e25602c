/** How often a process is woken: read from Linux's /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** Returns how often the threads of these processes have slept so far, and so were woken or are about to be. */
export function sleepsOf(processes: readonly number[]): number {
  let sleeps = 0;
  for (const pid of processes) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
        sleeps += Number(/^voluntary_ctxt_switches:\t(\d+)$/m.exec(status)?.[1] ?? 0);
      }
    } catch {
      // It may end while it is looked at.
    }
  }
  return sleeps;
}
