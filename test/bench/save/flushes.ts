/** Counts how often a save makes the disk write for real. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, run } from '../../../build/runtime/programs.ts';

/** Returns how many times one of so many saves calls fsync or fdatasync, or null where strace is missing. */
export async function flushesPerSave(folder: string, saves: number): Promise<number | null> {
  if (findProgram('strace') === undefined) return null;
  // What opening the outbox flushes is counted in both, and falls out of the difference.
  const without = await flushesOf(join(folder, 'no-saves'), 0);
  const withSaves = await flushesOf(join(folder, 'saves'), saves);
  return (withSaves - without) / saves;
}

async function flushesOf(folder: string, count: number): Promise<number> {
  const trace = `${folder}.strace`;
  const child = join(import.meta.dirname, 'saves-child.ts');
  const calls = 'trace=fsync,fdatasync';
  await run('strace', ['-f', '-e', calls, '-o', trace, process.execPath, child, folder, String(count)]);
  // A call that another thread interrupts is printed in two parts, of which one begins with "<...".
  return [...readFileSync(trace, 'utf8').matchAll(/^\d+ +(?:fsync|fdatasync)\(/gm)].length;
}
