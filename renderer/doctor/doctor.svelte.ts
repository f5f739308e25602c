import type { Examination, Finding } from '#contract/doctor.ts';
import { Asking } from '../lib/asking.svelte.ts';
import { call, onEvent } from '../lib/bridge.ts';
import { t } from '../lib/words.ts';

/** An examination of the connection, as far as it has come; `end` ends it. */
export class DoctorView {
  findings = $state.raw<Finding[]>([]);
  /** The id of the connection that is examined; null: not known yet, or there is only one. */
  connection = $state<string | null>(null);
  readonly end: () => void;
  #isCopied = $state(false);
  #examining = $state.raw(new Asking());
  readonly #copying = new Asking();
  #ended = false;

  constructor() {
    const stop = onEvent('examinationChanged', (examination) => {
      // One of before, of another connection, may still be on its way here.
      if (this.connection === null || this.connection === examination.connection?.id) this.#show(examination);
    });
    this.end = () => {
      this.#ended = true;
      stop();
      // With the window gone there is nobody to tell that it did not end.
      call('stopExamination').catch(() => undefined);
    };
    void this.#examine();
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

  /** Examines the same connection once more. */
  readonly again = async (): Promise<void> => {
    if (!this.underWay) await this.#examine();
  };

  /** Examines another connection. An examination that is under way comes to nothing. */
  readonly choose = async (connection: string): Promise<void> => {
    this.connection = connection;
    await this.#examine();
  };

  async #examine(): Promise<void> {
    if (this.#ended) return;
    this.findings = [];
    this.#isCopied = false;
    const examining = (this.#examining = new Asking());
    const examination = await examining.ask(() => call('examine', this.connection ?? undefined));
    if (examination !== null && examining === this.#examining) this.#show(examination);
  }

  #show({ connection, findings }: Examination): void {
    this.connection = connection?.id ?? null;
    this.findings = findings;
  }

  readonly copy = async (): Promise<void> => {
    this.#isCopied = (await this.#copying.ask(async () => (await call('copyExamination'), true))) ?? false;
  };
}
