import type { Finding } from './report.ts';

export interface Circumstances {
  quick: boolean;
  /** For this group alone; gone at its end. */
  folder: string;
}

/** A part of the benchmarks that can be run on its own. Throws where a measurement could not be made. */
export type Group = (circumstances: Circumstances) => Finding[] | Promise<Finding[]>;
