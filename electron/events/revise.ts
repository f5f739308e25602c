/** Keeps the meaning of what was asked: a change of a question or of a consent makes another revision of it. */
import { createHash } from 'node:crypto';
import type { ConsentText, FieldEvent, Question, Setup } from '#contract/events.ts';

/** Takes a set-up and an event as typed; returns the set-up with it. */
export function withEvent(setup: Setup, typed: FieldEvent): Setup {
  const before = setup.events.find(({ id }) => id === typed.id);
  const event: FieldEvent = {
    ...typed,
    questions: typed.questions.map((question) => revisedQuestion(question, before)),
    consent: typed.consent === null ? null : revisedConsent(typed.consent, before?.consent ?? null),
  };
  const events =
    before === undefined ? [...setup.events, event] : setup.events.map((one) => (one === before ? event : one));
  const { consent } = event;
  const consentTexts =
    consent === null ? setup.consentTexts : { ...setup.consentTexts, [consentHash(consent)]: consent };
  return { ...setup, events, consentTexts };
}

/** Takes a set-up and the id of an event; returns the set-up without it. The texts that visitors agreed to stay. */
export const withoutEvent = (setup: Setup, id: string): Setup => ({
  ...setup,
  events: setup.events.filter((event) => event.id !== id),
  onDuty: setup.onDuty === id ? null : setup.onDuty,
});

/** Takes a set-up and the id of a connection that goes; returns the set-up whose events go by the first one in its place. */
export const withoutConnection = (setup: Setup, id: string): Setup => ({
  ...setup,
  events: setup.events.map((event) => (event.connection === id ? { ...event, connection: '' } : event)),
});

/** Takes a consent; returns by which it is known, in hex. */
export const consentHash = ({ text, language }: ConsentText): string =>
  createHash('sha256').update(`${language}\n${text}`).digest('hex');

function revisedQuestion(question: Question, before: FieldEvent | undefined): Question {
  const old = before?.questions.find(({ id }) => id === question.id);
  if (old === undefined) return { ...question, revision: 1 };
  return { ...question, revision: isSameQuestion(old, question) ? old.revision : old.revision + 1 };
}

/** Returns whether an answer to the one is an answer to the other. */
export const isSameQuestion = (one: Question, other: Question): boolean => meaning(one) === meaning(other);

/** What an answer is an answer to. Whether it is required, and when it is shown, changes nothing about that. */
const meaning = ({ kind, asked, options }: Question): string => JSON.stringify([kind, asked, options]);

function revisedConsent(consent: ConsentText, before: ConsentText | null): ConsentText {
  if (before === null) return { ...consent, version: 1 };
  const isSame = before.text === consent.text && before.language === consent.language;
  return { ...consent, version: isSame ? before.version : before.version + 1 };
}
