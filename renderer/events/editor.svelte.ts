import { tick } from 'svelte';
import {
  eventProblems,
  hasOptions,
  maxQuestions,
  type FieldEvent,
  type Question,
  type SaveEventAnswer,
} from '#contract/events.ts';
import type { Said } from '#words/message.ts';
import { call, sentenceOf } from '../lib/bridge.ts';
import { t } from '../lib/words.ts';
import type { Message } from '../ui/message.ts';
import { moved, newOption, newQuestion, tidied } from './edit.ts';

/** An event while it is edited. */
export class EventEditor {
  event: FieldEvent = $state() as FieldEvent;
  /** The id of the question that is open; null: none. */
  open = $state<string | null>(null);
  /** For a screen reader: what was just done. */
  told = $state('');
  /** What keeps it from being saved and belongs to no field. */
  failure = $state<Said | null>(null);
  saving = $state(false);
  /** Whether it was to be saved once: from then on problems are shown as they are. */
  #wasTried = $state(false);
  readonly problems: Record<string, Said> = $derived(this.#wasTried ? eventProblems(this.#typed()) : {});
  readonly #before: string;

  constructor(event: FieldEvent) {
    this.event = event;
    this.#before = JSON.stringify(tidied(event));
  }

  /** Whether something is typed that is not stored. */
  get isChanged(): boolean {
    return JSON.stringify(this.#typed()) !== this.#before;
  }

  problemAt(path: string): Message | null {
    const text = this.problems[path];
    return text === undefined ? null : { tone: 'problem', text };
  }

  /** Whether something is wrong with the question at this place. */
  hasProblem(at: number): boolean {
    return Object.keys(this.problems).some((path) => path.startsWith(`questions.${at}.`));
  }

  /** Returns what came of storing it; null: nothing, and the first problem is open. */
  async save(): Promise<(SaveEventAnswer & { saved: true }) | null> {
    if (this.saving) return null;
    this.#wasTried = true;
    this.failure = null;
    this.#openProblem();
    if (Object.keys(this.problems).length > 0) return null;
    this.saving = true;
    try {
      const answer = await call('saveEvent', this.#typed());
      if (answer.saved) return answer;
      this.failure = Object.values(answer.problems);
    } catch (error) {
      this.failure = sentenceOf(error);
    } finally {
      this.saving = false;
    }
    return null;
  }

  get isFull(): boolean {
    return this.event.questions.length >= maxQuestions;
  }

  readonly addQuestion = (): void => {
    if (this.isFull) return;
    const question = newQuestion();
    this.event.questions.push(question);
    this.open = question.id;
  };

  /** Returns the id of the question that stands in its place now, or null. */
  removeQuestion(at: number): string | null {
    const [gone] = this.event.questions.splice(at, 1);
    if (gone === undefined) return null;
    this.told = t('events.questionRemoved', { question: this.nameOf(gone, at) });
    return (this.event.questions[at] ?? this.event.questions.at(-1))?.id ?? null;
  }

  /** Puts the question at `from` at `to`, and says so. The keyboard stays where it is. */
  moveQuestion(from: number, to: number): void {
    const question = this.event.questions[from];
    if (question === undefined || to < 0 || to >= this.event.questions.length) return;
    const { activeElement } = document;
    this.event.questions = moved(this.event.questions, from, to);
    this.told = t('events.questionMoved', {
      question: this.nameOf(question, to),
      place: to + 1,
      count: this.event.questions.length,
    });
    void tick().then(() => {
      if (activeElement instanceof HTMLElement) activeElement.focus();
    });
  }

  /** What was typed for another kind is there again when that is chosen again. */
  setKind(question: Question, kind: Question['kind']): void {
    question.kind = kind;
    if (hasOptions(kind) && question.options.length === 0) question.options = [newOption(), newOption()];
  }

  nameOf({ asked }: Question, at: number): string {
    return asked.trim() === '' ? t('events.questionNumber', { number: at + 1 }) : asked.trim();
  }

  #typed(): FieldEvent {
    return tidied($state.snapshot(this.event));
  }

  /** A question with a problem is opened, unless the open one has one itself. */
  #openProblem(): void {
    const wrong = this.event.questions.findIndex((_, at) => this.hasProblem(at));
    const openAt = this.event.questions.findIndex(({ id }) => id === this.open);
    if (wrong >= 0 && !this.hasProblem(openAt)) this.open = this.event.questions[wrong]?.id ?? null;
  }
}
