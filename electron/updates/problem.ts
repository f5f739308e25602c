import type { UpdateTrouble } from '#contract/updates.ts';

/** An update that cannot be had, for a reason that there is a sentence for. */
export class UpdateProblem extends Error {
  readonly trouble: UpdateTrouble;

  constructor(trouble: UpdateTrouble, cause?: unknown) {
    super(`No update: ${trouble}`, { cause });
    this.trouble = trouble;
  }
}
