/** How long a piece of work takes, how much memory it needs, and how long the app's main thread is kept from all else meanwhile. */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export interface Observed {
  milliseconds: number;
  /** By how much the process grew at most, in bytes; null where the system does not tell. */
  memory: number | null;
  /** The longest time for which the main thread did nothing else, in milliseconds. */
  pause: number;
  /** So much of that it spent computing; for the rest it waited, for the disk or for a processor that others have. */
  busy: number;
}

/** So long before the work and after it, too, in milliseconds. */
const margin = 30;

/** Runs the work. `life`: what the main thread does besides; it is begun before the work and ended after it. */
export async function observe(work: () => unknown, life: () => () => void = () => () => undefined): Promise<Observed> {
  const end = life();
  await wait(margin);
  const peak = watchMemory();
  const longest = watchPauses();
  await wait(margin);
  const began = performance.now();
  await work();
  const milliseconds = performance.now() - began;
  await wait(margin);
  end();
  return { milliseconds, memory: peak(), ...longest() };
}

/** Asks the main thread each millisecond whether it is there. */
function watchPauses(): () => Pick<Observed, 'pause' | 'busy'> {
  let longest = { pause: 0, busy: 0 };
  let [at, used] = [performance.now(), cpuTime()];
  const timer = setInterval(() => {
    const [now, usedNow] = [performance.now(), cpuTime()];
    if (now - at - 1 > longest.pause) longest = { pause: now - at - 1, busy: usedNow - used };
    [at, used] = [now, usedNow];
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

/** Of this thread, in milliseconds. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** From here on the highest is what the process has at this moment. */
function watchMemory(): () => number | null {
  if (process.platform !== 'linux') return () => null;
  writeFileSync('/proc/self/clear_refs', '5');
  const before = memoryOf('VmRSS');
  return () => Math.max(0, memoryOf('VmHWM') - before);
}

function memoryOf(name: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'mu').exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line?.[1]) * 1024;
}
