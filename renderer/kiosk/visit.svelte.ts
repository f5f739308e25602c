import type { FieldEvent, Setup } from '#contract/events.ts';
import type { Visitor } from '#contract/kiosk.ts';
import { say, type Said } from '#words/message.ts';
import { call } from '../lib/bridge.ts';
import { consentOf, saidOnScreen, type OnScreen } from '../qualify/consent.ts';

/** So long "Thank you" stands, and so long nobody has to touch what is typed in part, in milliseconds. */
const thanksFor = 30_000;
const idleFor = 120_000;

type Typed = Omit<Visitor, 'consent'>;

const nothing = (): Typed => ({ firstName: '', lastName: '', account: '', email: '', phone: '', answers: [] });
const nothingSaid = (): OnScreen => ({ channels: [], signature: '', signedAs: '' });

/** One visitor after the other: what is typed is here alone, and gone with its visitor. */
export class Visit {
  typed: Typed = $state(nothing());
  said: OnScreen = $state(nothingSaid());
  /** Rises with each visitor: the form is drawn anew for each. */
  number = $state(0);
  isThanked = $state(false);
  isSaving = $state(false);
  /** What keeps it from being saved: of the last name, and of all. */
  nameProblem = $state.raw<Said | null>(null);
  problem = $state.raw<Said | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The visitor has done something. */
  readonly touched = (): void => {
    if (!this.isThanked) this.#beginAnewIn(idleFor);
  };

  readonly beginAnew = (): void => {
    clearTimeout(this.#timer);
    this.typed = nothing();
    this.said = nothingSaid();
    this.nameProblem = this.problem = null;
    this.isThanked = false;
    this.number++;
  };

  async save(event: FieldEvent, setup: Setup): Promise<void> {
    if (this.isSaving) return;
    this.isSaving = true;
    this.nameProblem = this.problem = null;
    const given = saidOnScreen($state.snapshot(this.said));
    const consent = given === null ? null : consentOf(event, setup, given, Date.now());
    try {
      const answer = await call('saveVisitor', { ...$state.snapshot(this.typed), consent });
      if (answer.saved) {
        this.beginAnew();
        this.isThanked = true;
        this.#beginAnewIn(thanksFor);
      } else if ('lastName' in answer.problems) this.nameProblem = say('kiosk.lastNameMissing');
      else this.problem = Object.values(answer.problems)[0] ?? say('kiosk.notSaved');
      if (!answer.saved && '' in answer.problems) this.problem = say('kiosk.notSaved');
    } catch {
      this.problem = say('kiosk.notSaved');
    }
    this.isSaving = false;
  }

  /** No timer goes on. */
  readonly end = (): void => {
    clearTimeout(this.#timer);
  };

  #beginAnewIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.beginAnew, ms);
  }
}
