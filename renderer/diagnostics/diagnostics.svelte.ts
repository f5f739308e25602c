import type { DiagnosticFile, SaveDiagnosticsAnswer } from '#contract/diagnostics.ts';
import { Asking } from '../lib/asking.svelte.ts';
import { call } from '../lib/bridge.ts';
import { t, textOf } from '../lib/words.ts';

/** The diagnostics that were gathered when this was made; `end` lets go of them. */
export class DiagnosticsView {
  /** Null until they are gathered. */
  files = $state.raw<DiagnosticFile[] | null>(null);
  shown = $state.raw<DiagnosticFile | null>(null);
  #outcome = $state.raw<SaveDiagnosticsAnswer | null>(null);
  readonly #gathering = new Asking();
  readonly #saving = new Asking();

  constructor() {
    void this.#gather();
  }

  get saving(): boolean {
    return this.#saving.busy;
  }

  /** What comes of gathering or saving. */
  get told(): { text: string; bad: boolean } {
    if (this.saving) return { text: t('screen.saving'), bad: false };
    const problem = this.#saving.problem ?? this.#gathering.problem;
    if (problem !== null) return { text: problem, bad: true };
    if (this.files === null) return { text: t('diagnostics.gathering'), bad: false };
    return { text: textOf(this.#outcome?.message ?? ''), bad: this.#outcome?.saved === false };
  }

  readonly show = (file: DiagnosticFile): void => {
    this.shown = file;
  };

  readonly save = async (): Promise<void> => {
    if (this.saving || this.files === null) return;
    this.#outcome = null;
    this.#outcome = await this.#saving.ask(() => call('saveDiagnostics'));
  };

  readonly end = (): void => {
    // With the window gone there is nobody to tell that it did not end.
    call('discardDiagnostics').catch(() => undefined);
  };

  async #gather(): Promise<void> {
    this.files = await this.#gathering.ask(() => call('prepareDiagnostics'));
    this.shown = this.files?.[0] ?? null;
  }
}
