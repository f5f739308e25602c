/** What the rules of updates (updates.ts) leave to others, which open-engine.ts does; and what may go wrong with it. */
import type { UpdateTrouble } from '#contract/updates.ts';

export interface Engine {
  /** Asks the server; returns null where it has nothing newer. @throws UpdateProblem */
  look: () => Promise<{ version: string; bytes: number } | null>;
  /** Downloads what was last found, and verifies it. `progressed` gets the bytes so far. @throws UpdateProblem; anything once `signal` is aborted */
  download: (signal: AbortSignal, progressed: (bytes: number) => void) => Promise<void>;
  /** Verifies what was downloaded once more, and starts what installs it. The app is to end then. @throws UpdateProblem */
  install: (restart: boolean) => Promise<void>;
}

/** An update that cannot be had, for a reason that there is a sentence for. */
export class UpdateProblem extends Error {
  readonly trouble: UpdateTrouble;

  constructor(trouble: UpdateTrouble, cause?: unknown) {
    super(`No update: ${trouble}`, { cause });
    this.trouble = trouble;
  }
}

/** Takes what was thrown; returns it as an UpdateProblem, which is `otherwise` where it is none yet. */
export const problemOf = (error: unknown, otherwise: UpdateTrouble): UpdateProblem =>
  error instanceof UpdateProblem ? error : new UpdateProblem(otherwise, error);

/** Takes two versions of three numbers; returns whether the first one is the newer one. */
export const isNewer = (version: string, than: string): boolean =>
  version.localeCompare(than, 'en', { numeric: true }) > 0;
