import type { Finding } from '#contract/doctor.ts';
import { Asking } from '../lib/asking.svelte.ts';
import { call, onEvent } from '../lib/bridge.ts';
import { t } from '../lib/words.ts';

/** An examination of the connection, as far as it has come; `end` ends it. */
export class DoctorView {
  findings = $state.raw<Finding[]>([]);
  /** Of several connections the one that is examined; empty: there is only one. */
  connection = $state('');
  readonly end: () => void;
  #isCopied = $state(false);
  readonly #examining = new Asking();
  readonly #copying = new Asking();
  #ended = false;

  constructor() {
    const stop = onEvent('examinationChanged', ({ connection, findings }) => {
      this.connection = connection;
      this.findings = findings;
    });
    this.end = () => {
      this.#ended = true;
      stop();
      // With the window gone there is nobody to tell that it did not end.
      call('stopExamination').catch(() => undefined);
    };
    void this.examine();
  }

  get underWay(): boolean {
    return this.#examining.busy;
  }

  get problem(): string | null {
    return this.#examining.problem;
  }

  /** What came of copying. */
  get told(): { text: string; bad: boolean } {
    const { problem } = this.#copying;
    return { text: problem ?? (this.#isCopied ? t('doctor.copied') : ''), bad: problem !== null };
  }

  readonly examine = async (): Promise<void> => {
    if (this.underWay || this.#ended) return;
    this.findings = [];
    this.#isCopied = false;
    const examination = await this.#examining.ask(() => call('examine'));
    if (examination !== null) this.findings = examination.findings;
  };

  readonly copy = async (): Promise<void> => {
    this.#isCopied = (await this.#copying.ask(async () => (await call('copyExamination'), true))) ?? false;
  };
}
