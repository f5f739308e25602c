/** Events: what is asked at each, and what it gives the contacts that are captured there. */
import * as v from 'valibot';
import { say, type Message, type Said } from '#words/message.ts';
import { badgeRuleSchema } from './badge-rule.ts';
import { isUnseen } from './clean-text.ts';
import { isDate } from './date-text.ts';
import { maxEntries, maxLineLength, maxValueLength } from './fields.ts';
import { questionKinds, ratings, type Answered, type QuestionKind } from './qualification.ts';
import { nothing, request } from './request.ts';

/** Most events of a set-up, questions of an event, options of a question. */
export const maxEvents = 200;
export const maxQuestions = 50;
export const maxOptions = 50;

const line = v.pipe(v.string(), v.maxLength(maxLineLength));
/** Made once, and never used for another. */
const idSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/u));

const optionSchema = v.strictObject({ id: idSchema, label: line });
export type Option = v.InferOutput<typeof optionSchema>;

const questionSchema = v.strictObject({
  id: idSchema,
  /** Rises with each change of what is asked: the answers that are there keep theirs. */
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  kind: v.picklist(questionKinds),
  asked: line,
  /** Of single and several; else none. */
  options: v.pipe(v.array(optionSchema), v.maxLength(maxOptions)),
  /** A contact without an answer is saved all the same, and not complete. */
  required: v.boolean(),
  /** Only where an earlier question was answered with one of these values; null: always. */
  shownIf: v.nullable(v.strictObject({ question: idSchema, anyOf: v.pipe(v.array(line), v.maxLength(maxOptions)) })),
});
export type Question = v.InferOutput<typeof questionSchema>;

const consentTextSchema = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(maxValueLength)),
  /** As BCP 47 writes it. */
  language: v.pipe(v.string(), v.maxLength(35)),
  /** Rises with each change of the text. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type ConsentText = v.InferOutput<typeof consentTextSchema>;

export const eventSchema = v.strictObject({
  id: idSchema,
  name: line,
  place: line,
  /** As 2026-11-27; empty: not said. */
  from: line,
  to: line,
  /** As Europe/Berlin; empty: the laptop's. */
  timeZone: line,
  /** What each contact gets in the CRM's own fields, a lead source say. */
  defaults: v.pipe(v.array(v.strictObject({ name: line, value: line })), v.maxLength(maxEntries)),
  questions: v.pipe(v.array(questionSchema), v.maxLength(maxQuestions)),
  /** What a visitor is asked to agree to; null: nobody is asked. */
  consent: v.nullable(consentTextSchema),
  /** Who captures; empty: not said. */
  capturedBy: line,
  /** The id of the connection that its contacts go by; empty: the first one. */
  connection: v.pipe(v.string(), v.maxLength(64)),
  /** How its badges are read; null: nobody taught it. Set-ups of before have none. */
  badgeRule: v.optional(v.nullable(badgeRuleSchema), null),
  /** Whether the picture of a card is kept with the contact that was read from it. Set-ups of before have no say. */
  keepCards: v.optional(v.boolean(), false),
  /** Whether name and address of driving licences are read. */
  readsLicences: v.optional(v.boolean(), false),
});
export type FieldEvent = v.InferOutput<typeof eventSchema>;

/** All that is set up for capturing. */
export const setupSchema = v.strictObject({
  events: v.pipe(v.array(eventSchema), v.maxLength(maxEvents)),
  /** The id of the event that contacts are captured at now; null: at none. */
  onDuty: v.nullable(v.string()),
  /** Every text that a visitor was ever asked to agree to, by its SHA-256 in hex. */
  consentTexts: v.record(v.string(), consentTextSchema),
});
export type Setup = v.InferOutput<typeof setupSchema>;
export const noSetup: Setup = { events: [], onDuty: null, consentTexts: {} };

/** Takes an id that was never used; returns an event with nothing in it. */
export const emptyEvent = (id: string): FieldEvent => ({
  id,
  name: '',
  place: '',
  from: '',
  to: '',
  timeZone: '',
  defaults: [],
  questions: [],
  consent: null,
  capturedBy: '',
  connection: '',
  badgeRule: null,
  keepCards: false,
  readsLicences: false,
});

/** Takes an event and a moment in milliseconds since 1970; returns whether its days say that it is held then, where it is. */
export function isHeld({ from, to, timeZone }: Pick<FieldEvent, 'from' | 'to' | 'timeZone'>, now: number): boolean {
  const [first, last] = [from === '' ? to : from, to === '' ? from : to];
  // Swedish dates are written as the days are kept.
  const day = new Intl.DateTimeFormat('sv', { dateStyle: 'short', ...(timeZone === '' ? {} : { timeZone }) }).format(
    now,
  );
  return first !== '' && first <= day && day <= last;
}

/** Takes a set-up; returns the event that contacts are captured at now, or null. */
export const eventOnDuty = ({ events, onDuty }: Setup): FieldEvent | null =>
  events.find(({ id }) => id === onDuty) ?? null;

/** Takes a question; returns whether it is the staff's to answer, of the visitor: no visitor is asked how warm a lead they are. */
export const isForStaff = ({ kind }: Pick<Question, 'kind'>): boolean => kind === 'temperature';

export const hasOptions = (kind: QuestionKind): boolean => kind === 'single' || kind === 'several';

/** One of the answers that a question offers. */
export interface Choice {
  /** As in `Given`. */
  value: string;
  /** The user's own, or a word of ours. */
  label: string | Message;
}

/** Most stars that a question can be answered with. */
export const mostStars = 5;

/** Takes a question; returns the answers that it offers: none, where what is answered is typed. */
export function choicesOf({ kind, options }: Pick<Question, 'kind' | 'options'>): Choice[] {
  switch (kind) {
    case 'single':
    case 'several':
      return options.map(({ id, label }) => ({ value: id, label: label.trim() }));
    case 'yesNo':
      return [
        { value: 'yes', label: say('answer.yes') },
        { value: 'no', label: say('answer.no') },
      ];
    case 'temperature':
      return ratings.map((rating) => ({ value: rating, label: say(`rating.${rating}`) }));
    case 'stars':
      return Array.from({ length: mostStars }, (_, at) => ({ value: `${at + 1}`, label: `${at + 1}` }));
    case 'number':
    case 'date':
    case 'line':
    case 'text':
      return [];
  }
}

/** Takes the answers so far and a question; returns the values of its answer: none, where it was not answered. */
export const valuesIn = (answers: readonly Answered[], question: string): string[] =>
  (answers.find((answer) => answer.question === question)?.given ?? [])
    .filter(({ text }) => !isUnseen(text))
    .map(({ value }) => value);

/** Takes an event and the answers so far; returns the questions that are asked now: one that is not asked can lead to none. */
export function askedNow({ questions }: FieldEvent, answers: readonly Answered[]): Question[] {
  const asked: Question[] = [];
  for (const question of questions) {
    const { shownIf } = question;
    const isAsked =
      shownIf === null ||
      (asked.some(({ id }) => id === shownIf.question) &&
        valuesIn(answers, shownIf.question).some((value) => shownIf.anyOf.includes(value)));
    if (isAsked) asked.push(question);
  }
  return asked;
}

/** Takes an event and the answers so far; returns the ids of the required questions that are asked and not answered. */
export const leftOpen = (event: FieldEvent, answers: readonly Answered[]): string[] =>
  askedNow(event, answers)
    .filter(({ id, required }) => required && valuesIn(answers, id).length === 0)
    .map(({ id }) => id);

/** Takes an event as typed; returns what keeps it from being saved, by path, e.g. `name`, `questions.0.asked`. Empty: it can be. */
export function eventProblems(event: FieldEvent): Record<string, Said> {
  const problems: Record<string, Said> = {};
  if (isUnseen(event.name)) problems['name'] = say('events.nameMissing');
  for (const end of ['from', 'to'] as const) {
    if (event[end] !== '' && !isDate(event[end])) problems[end] = say('check.noDay');
  }
  if (isDate(event.from) && isDate(event.to) && event.to < event.from) problems['to'] = say('events.endsBefore');
  if (event.timeZone !== '' && !isTimeZone(event.timeZone)) problems['timeZone'] = say('events.noTimeZone');
  if (event.consent !== null && isUnseen(event.consent.text)) problems['consent'] = say('events.consentMissing');
  event.defaults.forEach(({ name, value }, index) => {
    if (isUnseen(name) && !isUnseen(value)) problems[`defaults.${index}.name`] = say('check.customNameMissing');
  });
  event.questions.forEach((question, index) => {
    const where = `questions.${index}`;
    const { asked, kind, options, shownIf } = question;
    if (isUnseen(asked)) problems[`${where}.asked`] = say('events.askedMissing');
    if (hasOptions(kind) && options.length === 0) problems[`${where}.options`] = say('events.optionsMissing');
    options.forEach(({ label }, at) => {
      const isTwice = options.some((other, place) => place < at && other.label.trim() === label.trim());
      if (isUnseen(label)) problems[`${where}.options.${at}`] = say('events.optionMissing');
      else if (isTwice) problems[`${where}.options.${at}`] = say('events.optionTwice');
    });
    const isEarlier = event.questions.slice(0, index).some(({ id }) => id === shownIf?.question);
    if (shownIf === null) return;
    if (!isEarlier) problems[`${where}.shownIf`] = say('events.shownIfLater');
    else if (shownIf.anyOf.length === 0) problems[`${where}.shownIf`] = say('events.shownIfMissing');
  });
  return problems;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `onDuty`: none was on duty, and this one, which is held today, is now. */
export type SaveEventAnswer =
  { saved: true; setup: Setup; onDuty: boolean } | { saved: false; problems: Record<string, Said> };

const setupId = v.pipe(v.string(), v.maxLength(64));

export const eventRequests = {
  setup: request<Setup>()(nothing),
  /** Stores a new event, or one in the place of what it was; answers with all events. */
  saveEvent: request<SaveEventAnswer>()(eventSchema),
  /** Its contacts stay as they are. */
  removeEvent: request<Setup>()(setupId),
  /** From now on contacts are captured at this event; null: at none. */
  goOnDuty: request<Setup>()(v.nullable(setupId)),
};

export interface EventEvents {
  /** The set-up is another one. */
  setupChanged: Setup;
}
