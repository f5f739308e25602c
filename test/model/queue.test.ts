/** The queue alone, over a million simulated days: nothing doubled, nothing stopped for good, nothing called lost that never left. */
import { expect, it } from 'vitest';
import { day, liveSideBySide, SimulatedLaptop, type Tally } from './simulated-laptop.ts';

const total = Number(process.env['FIELDPOST_SIMULATED_DAYS'] ?? 1_000_000);
/** The same days in every run, so that a failure is of what was changed; FIELDPOST_SIMULATION_SEED=any, as the soak has it, looks for others. */
const asked = process.env['FIELDPOST_SIMULATION_SEED'] ?? '1';
const first = asked === 'any' ? Date.now() % 2 ** 31 : Number(asked);
const daysEach = 20;

const laneOf = (seed: number, place: number) => new SimulatedLaptop(seed + place * 1_000_003, daysEach);

it(`keeps its promises over ${total} simulated days (seed ${first})`, { timeout: 3_600_000 }, () => {
  const sums: Partial<Record<keyof Tally, number>> = {};
  for (let seed = first; (sums.days ?? 0) < total; seed++) {
    // One to three connections, each with its own CRM; the last of several may be removed.
    const lanes = Array.from({ length: 1 + (seed % 3) }, (_, place) => laneOf(seed, place));
    const isRemoved = lanes.length > 1 && seed % 4 === 0;
    liveSideBySide(lanes, isRemoved ? ((seed % 20) + 1) * day : Infinity);
    for (const lane of lanes) {
      expect(lane.broken, `seed ${seed}`).toEqual([]);
      const tally = lane.tally();
      for (const what of Object.keys(tally) as (keyof Tally)[]) sums[what] = (sums[what] ?? 0) + tally[what];
    }
  }
  // Days on which nothing happened would keep every promise.
  console.log(`simulated days, seed ${first}:`, sums);
  for (const what of ['delivered', 'unconfirmed', 'needsAttention', 'restarts', 'tryNow'] as const) {
    expect(sums[what], what).toBeGreaterThan(0);
  }
});

it('takes each of several connections through the same days as if it were alone', () => {
  for (let seed = first; seed < first + 200; seed++) {
    const places = [0, 1, 2];
    const alone = places.map((place) => laneOf(seed, place).live());
    const together = places.map((place) => laneOf(seed, place));
    liveSideBySide(together);
    expect(
      together.map((lane) => lane.tally()),
      `seed ${seed}`,
    ).toEqual(alone);
  }
});
