import type { DiagnosticFile } from '#contract/diagnostics.ts';
import type { Said } from '#words/message.ts';
import { call, sentenceOf } from '../lib/bridge.ts';

/** The diagnostics that were gathered when this was made; `end` lets go of them. */
export class DiagnosticsView {
  /** Null until they are gathered. */
  files = $state.raw<DiagnosticFile[] | null>(null);
  shown = $state.raw<DiagnosticFile | null>(null);
  saving = $state(false);
  /** What came of gathering or saving. */
  outcome = $state.raw<{ well: boolean; message: Said } | null>(null);

  constructor() {
    void this.#gather();
  }

  readonly show = (file: DiagnosticFile): void => {
    this.shown = file;
  };

  readonly save = async (): Promise<void> => {
    if (this.saving || this.files === null) return;
    this.saving = true;
    this.outcome = null;
    try {
      const { saved, message } = await call('saveDiagnostics');
      this.outcome = message === null ? null : { well: saved, message };
    } catch (error) {
      this.outcome = { well: false, message: sentenceOf(error) };
    }
    this.saving = false;
  };

  readonly end = (): void => {
    // With the window gone there is nobody to tell that it did not end.
    call('discardDiagnostics').catch(() => undefined);
  };

  async #gather(): Promise<void> {
    try {
      this.files = await call('prepareDiagnostics');
      this.shown = this.files[0] ?? null;
    } catch (error) {
      this.outcome = { well: false, message: sentenceOf(error) };
    }
  }
}
