import type { BadgeRule } from '#contract/badge-rule.ts';
import { noSetup, type FieldEvent, type SaveEventAnswer, type Setup } from '#contract/events.ts';
import { say, type Said } from '#words/message.ts';
import { call, onEvent, sentenceOf } from '../lib/bridge.ts';
import { reworded } from './edit.ts';

/** For what a dialog can be open: to edit an event, for its list of attendees, or to teach its badges. */
export type Opened = 'edit' | 'list' | 'teach';

/** The events that are set up, until `end`. */
export class Events {
  setup = $state.raw<Setup>(noSetup);
  /** What came of the last thing that was done. */
  outcome = $state.raw<{ good: boolean; text: Said } | null>(null);
  /** The id of the event whose sheet is being made; null: none. */
  printing = $state<string | null>(null);
  readonly end: () => void;
  #isLoaded = false;

  constructor() {
    const stops = [
      onEvent('setupChanged', (setup) => {
        this.setup = setup;
      }),
      onEvent('statusChanged', ({ isOpen }) => {
        // The outbox was shut when they were asked for.
        if (isOpen && !this.#isLoaded) void this.#load();
      }),
    ];
    this.end = () => {
      for (const stop of stops) stop();
    };
    void this.#load();
  }

  /** Takes an event as it was before it was edited, and what came of saving it; says so. */
  saved(before: FieldEvent, { setup, onDuty }: SaveEventAnswer & { saved: true }): void {
    this.setup = setup;
    const after = setup.events.find((one) => one.id === before.id);
    const changed = reworded(before, after);
    const saved = say('events.saved', { name: after?.name.trim() ?? '' });
    const kept = changed.length === 0 ? [] : [say('events.olderAnswers', { questions: changed })];
    const duty = onDuty ? [say('events.nowOnDuty')] : [];
    this.outcome = { good: true, text: [saved, ...duty, ...kept] };
  }

  readonly goOnDuty = (id: string | null): Promise<void> => this.#take(() => call('goOnDuty', id));

  readonly remove = ({ id, name }: FieldEvent): Promise<void> =>
    this.#take(async () => {
      const setup = await call('removeEvent', id);
      this.outcome = { good: true, text: say('events.removed', { name: name.trim() }) };
      return setup;
    });

  /** Takes an event and how its badges are read; null: as everywhere else. */
  readonly teach = ({ id, name }: FieldEvent, badgeRule: BadgeRule | null): Promise<void> =>
    this.#take(async () => {
      const event = this.setup.events.find((one) => one.id === id);
      if (event === undefined) return this.setup;
      const answer = await call('saveEvent', { ...event, badgeRule });
      if (!answer.saved) {
        this.outcome = { good: false, text: Object.values(answer.problems) };
        return this.setup;
      }
      const told = { name: name.trim() };
      this.outcome = { good: true, text: badgeRule === null ? say('teach.forgotten', told) : say('teach.saved', told) };
      return answer.setup;
    });

  readonly saveCodeSheet = async ({ id }: FieldEvent): Promise<void> => {
    if (this.printing !== null) return;
    this.printing = id;
    this.outcome = null;
    try {
      const { saved, message } = await call('saveCodeSheet', id);
      if (message !== null) this.outcome = { good: saved, text: message };
    } catch (error) {
      this.outcome = { good: false, text: sentenceOf(error) };
    }
    this.printing = null;
  };

  readonly #load = (): Promise<void> =>
    this.#take(async () => {
      const setup = await call('setup');
      this.#isLoaded = true;
      return setup;
    });

  async #take(ask: () => Promise<Setup>): Promise<void> {
    this.outcome = null;
    try {
      this.setup = await ask();
    } catch (error) {
      this.outcome = { good: false, text: sentenceOf(error) };
    }
  }
}
