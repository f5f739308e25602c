/** How often a process is woken: read from Linux's /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** How often each thread has slept so far, and so was woken or is about to be. */
export type Sleeps = ReadonlyMap<string, number>;

/** Takes processes; returns the sleeps of all their threads. */
export function sleepsOf(processes: readonly number[]): Sleeps {
  const sleeps = new Map<string, number>();
  for (const pid of processes) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
        sleeps.set(thread, Number(/^voluntary_ctxt_switches:\t(\d+)$/m.exec(status)?.[1] ?? 0));
      }
    } catch {
      // It may end while it is looked at.
    }
  }
  return sleeps;
}

/** Returns how many sleeps came since. Of a thread that has ended meanwhile nobody knows; it takes nothing off the others. */
export function sleptSince(before: Sleeps, now: Sleeps): number {
  return [...now].reduce((sum, [thread, sleeps]) => sum + sleeps - (before.get(thread) ?? 0), 0);
}
