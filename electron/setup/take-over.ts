/** What a set-up that has arrived changes in the one that is here. */
import { isDeepStrictEqual } from 'node:util';
import type { ConsentText, FieldEvent, Question, Setup } from '#contract/events.ts';
import { eventParts, type EventChange, type EventPart } from '#contract/travel.ts';
import { consentHash, isSameQuestion } from '../events/revise.ts';
import { meaningOf, type Travelling } from './travelling.ts';

type Arrived = Pick<Travelling, 'events' | 'consentTexts'>;

/**
 * Takes the set-up that is here and one that has arrived; returns the one that follows. An event takes the place of the one with
 * its id, a new one is added, and none is removed. Answers that are here keep their questions: one that means something else than
 * here is a later revision.
 */
export function withArrived(here: Setup, { events, consentTexts }: Arrived): Setup {
  const all = here.events.map((event) => {
    const arrived = events.find(({ id }) => id === event.id);
    return arrived === undefined ? event : inPlaceOf(event, arrived);
  });
  const added = events.filter(({ id }) => here.events.every((event) => event.id !== id));
  const texts = [...all, ...added].flatMap(({ consent }) => (consent === null ? [] : [consent]));
  return {
    ...here,
    events: [...all, ...added],
    consentTexts: {
      ...here.consentTexts,
      ...Object.fromEntries(
        Object.entries(consentTexts).filter(
          ([hash, text]) => !(hash in here.consentTexts) && consentHash(text) === hash,
        ),
      ),
      ...Object.fromEntries(texts.map((text) => [consentHash(text), text])),
    },
  };
}

/** Takes the set-up that is here and one that has arrived; returns what becomes of each event in it. */
export const changesOf = (here: Setup, { events }: Arrived): EventChange[] =>
  events.map((arrived) => {
    const { id, name } = arrived;
    const event = here.events.find((one) => one.id === id);
    if (event === undefined) return { id, name, change: 'added', parts: [] };
    const [old, next] = [meaningOf(event), meaningOf(arrived)];
    if (isDeepStrictEqual(old, next)) return { id, name, change: 'same', parts: [] };
    const parts = eventParts.filter((part) =>
      fieldsOf[part].some((field) => !isDeepStrictEqual(old[field], next[field])),
    );
    return { id, name, change: 'changed', parts };
  });

/** Which fields of an event each part is made of. */
const fieldsOf: Record<EventPart, readonly (keyof FieldEvent)[]> = {
  name: ['name'],
  place: ['place'],
  dates: ['from', 'to'],
  timeZone: ['timeZone'],
  connection: ['connection'],
  questions: ['questions'],
  consent: ['consent'],
  values: ['defaults'],
  reading: ['badgeRule', 'keepCards', 'readsLicences'],
};

function inPlaceOf(here: FieldEvent, arrived: FieldEvent): FieldEvent {
  return {
    ...arrived,
    // Who captures on this laptop is not for another one to say.
    capturedBy: here.capturedBy.trim() === '' ? arrived.capturedBy : here.capturedBy,
    questions: arrived.questions.map((question) => later(question, here.questions)),
    consent: arrived.consent === null ? null : laterText(arrived.consent, here.consent),
  };
}

function later(arrived: Question, here: readonly Question[]): Question {
  const old = here.find(({ id }) => id === arrived.id);
  if (old === undefined) return arrived;
  const revision = isSameQuestion(old, arrived) ? old.revision : old.revision + 1;
  return { ...arrived, revision: Math.max(revision, arrived.revision) };
}

function laterText(arrived: ConsentText, here: ConsentText | null): ConsentText {
  if (here === null) return arrived;
  const version = consentHash(here) === consentHash(arrived) ? here.version : here.version + 1;
  return { ...arrived, version: Math.max(version, arrived.version) };
}
