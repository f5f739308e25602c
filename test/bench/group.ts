import type { Finding } from './report.ts';

/** smoke: the least that shows that it can be measured; its numbers mean nothing. */
export type Effort = 'full' | 'quick' | 'smoke';

export interface Circumstances {
  effort: Effort;
  /** For this group alone; gone at its end. */
  folder: string;
  /** With the outboxes that groups share (seeded-outbox.ts). */
  seeds: string;
}

/** A part of the benchmarks that can be run on its own. Throws where a measurement could not be made. */
export type Group = (circumstances: Circumstances) => Finding[] | Promise<Finding[]>;
