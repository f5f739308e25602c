import { readinessOf, type Readiness, type Rehearsal } from '#contract/rehearsal.ts';
import type { Said } from '#words/message.ts';
import { call, onEvent, sentenceOf } from '../lib/bridge.ts';

/** A rehearsal, as far as it has come; `end` stops listening. The rehearsal itself goes on. */
export class RehearsalView {
  rehearsal = $state.raw<Rehearsal | null>(null);
  underWay = $state(false);
  problem = $state<string | null>(null);
  saving = $state(false);
  outcome = $state.raw<{ good: boolean; text: Said } | null>(null);
  readonly readiness = $derived<Readiness | null>(
    this.rehearsal === null || this.rehearsal.endedAt === null ? null : readinessOf(this.rehearsal),
  );
  readonly end = onEvent('rehearsalChanged', (rehearsal) => {
    this.rehearsal = rehearsal;
  });

  readonly rehearse = async (): Promise<void> => {
    if (this.underWay) return;
    this.underWay = true;
    this.problem = null;
    this.outcome = null;
    this.rehearsal = null;
    try {
      this.rehearsal = await call('rehearse');
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.underWay = false;
  };

  readonly save = async (): Promise<void> => {
    if (this.saving || this.readiness === null) return;
    this.saving = true;
    this.outcome = null;
    try {
      const { saved, message } = await call('saveRehearsal');
      this.outcome = message === null ? null : { good: saved, text: message };
    } catch (error) {
      this.outcome = { good: false, text: sentenceOf(error) };
    }
    this.saving = false;
  };
}
