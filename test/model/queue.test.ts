/** The queue alone, over a million simulated days: nothing doubled, nothing stopped for good, nothing called lost that never left. */
import { expect, it } from 'vitest';
import { SimulatedLaptop, type Tally } from './simulated-laptop.ts';

const total = Number(process.env['FIELDPOST_SIMULATED_DAYS'] ?? 1_000_000);
/** The same days in every run, so that a failure is of what was changed; FIELDPOST_SIMULATION_SEED=any, as the soak has it, looks for others. */
const asked = process.env['FIELDPOST_SIMULATION_SEED'] ?? '1';
const first = asked === 'any' ? Date.now() % 2 ** 31 : Number(asked);
const daysEach = 20;

it(`keeps its promises over ${total} simulated days (seed ${first})`, { timeout: 3_600_000 }, () => {
  const sums: Partial<Record<keyof Tally, number>> = {};
  for (let seed = first; (sums.days ?? 0) < total; seed++) {
    const laptop = new SimulatedLaptop(seed, daysEach);
    const tally = laptop.live();
    expect(laptop.broken, `seed ${seed}`).toEqual([]);
    for (const what of Object.keys(tally) as (keyof Tally)[]) sums[what] = (sums[what] ?? 0) + tally[what];
  }
  // Days on which nothing happened would keep every promise.
  console.log(`simulated days, seed ${first}:`, sums);
  for (const what of ['delivered', 'unconfirmed', 'needsAttention', 'restarts', 'tryNow'] as const) {
    expect(sums[what], what).toBeGreaterThan(0);
  }
});
