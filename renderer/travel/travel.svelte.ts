import type { SetupPreview } from '#contract/travel.ts';
import type { Said } from '#words/message.ts';
import { call, sentenceOf } from '../lib/bridge.ts';

/** What came of the last thing that was asked for. */
interface Outcome {
  good: boolean;
  text: Said;
}

/** The set-up as it travels: its four words, a file that is written, and one that is opened and not taken over yet. */
export class Travel {
  words = $state.raw<readonly string[]>([]);
  preview = $state.raw<SetupPreview | null>(null);
  /** What is ticked of the preview. */
  ticked = $state({ connection: false, fieldMap: false });
  passphrase = $state('');
  withKey = $state(false);
  passphraseOut = $state('');
  busy = $state<'export' | 'import' | null>(null);
  exported = $state.raw<Outcome | null>(null);
  imported = $state.raw<Outcome | null>(null);
  /** What is wrong with a passphrase. */
  wrong = $state.raw<{ of: 'export' | 'import'; text: Said } | null>(null);

  readonly load = async (): Promise<void> => {
    try {
      this.words = await call('setupWords');
    } catch (error) {
      this.exported = { good: false, text: sentenceOf(error) };
    }
  };

  readonly export = async (): Promise<void> => {
    if (this.busy !== null) return;
    this.#begin('export');
    try {
      const { withKey, passphraseOut } = this;
      const answer = await call('exportSetup', { withKey, passphrase: withKey ? passphraseOut : '' });
      if (answer.saved) {
        this.exported = { good: true, text: answer.message };
        this.passphraseOut = '';
      } else if (answer.field === 'passphrase') {
        this.wrong = { of: 'export', text: answer.problem ?? '' };
      } else if (answer.problem !== null) {
        this.exported = { good: false, text: answer.problem };
      }
    } catch (error) {
      this.exported = { good: false, text: sentenceOf(error) };
    }
    this.busy = null;
  };

  readonly open = async (): Promise<void> => {
    if (this.busy !== null) return;
    this.#begin('import');
    this.preview = null;
    this.passphrase = '';
    try {
      const answer = await call('openSetup');
      if (answer.opened) {
        this.preview = answer.preview;
        this.ticked = { ...answer.preview.ticked };
      } else if (answer.problem !== null) {
        this.imported = { good: false, text: answer.problem };
      }
    } catch (error) {
      this.imported = { good: false, text: sentenceOf(error) };
    }
    this.busy = null;
  };

  readonly takeOver = async (): Promise<void> => {
    if (this.busy !== null) return;
    this.#begin('import');
    try {
      const { passphrase } = this;
      const answer = await call('importSetup', { ...$state.snapshot(this.ticked), passphrase });
      if (answer.imported) {
        this.preview = null;
        this.passphrase = '';
        this.words = answer.words;
        this.imported = { good: true, text: answer.message };
      } else if (answer.field === 'passphrase') {
        this.wrong = { of: 'import', text: answer.problem };
      } else {
        this.imported = { good: false, text: answer.problem };
      }
    } catch (error) {
      this.imported = { good: false, text: sentenceOf(error) };
    }
    this.busy = null;
  };

  readonly dismiss = (): void => {
    this.preview = null;
    this.passphrase = '';
    this.typed();
  };

  readonly typed = (): void => {
    this.wrong = null;
    this.imported = null;
    this.exported = null;
  };

  #begin(what: 'export' | 'import'): void {
    this.typed();
    this.busy = what;
  }
}
