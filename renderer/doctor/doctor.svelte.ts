import type { Finding } from '#contract/doctor.ts';
import { say, type Said } from '#words/message.ts';
import { call, onEvent, sentenceOf } from '../lib/bridge.ts';

/** An examination of the connection, as far as it has come; `end` ends it. */
export class DoctorView {
  findings = $state.raw<Finding[]>([]);
  underWay = $state(false);
  problem = $state<string | null>(null);
  /** What came of copying. */
  copied = $state.raw<Said | null>(null);
  readonly end: () => void;
  #ended = false;

  constructor() {
    const stop = onEvent('examinationChanged', ({ findings }) => {
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

  readonly examine = async (): Promise<void> => {
    if (this.underWay || this.#ended) return;
    this.findings = [];
    this.problem = null;
    this.copied = null;
    this.underWay = true;
    try {
      this.findings = (await call('examine')).findings;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.underWay = false;
  };

  readonly copy = async (): Promise<void> => {
    try {
      await call('copyExamination');
      this.copied = say('doctor.copied');
    } catch (error) {
      this.copied = sentenceOf(error);
    }
  };
}
