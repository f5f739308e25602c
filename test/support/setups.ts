/** Set-ups as a marketing department would make them. */
import { randomUUID } from 'node:crypto';
import { emptyEvent, type FieldEvent, type Question } from '#contract/events.ts';
import { questionKinds } from '#contract/qualification.ts';
import { noFieldMap } from '#contract/field-map.ts';
import type { Travelling } from '../../electron/setup/travelling.ts';

const asks = [
  'Which of our machines is the visitor interested in?',
  'When is a decision going to be made?',
  'Is there a budget for it this year?',
  'What do they use today, and what do they miss in it?',
];

/** Returns a question with choices where its kind has them, with ids of the length that ids have. */
export function questionOf(index: number): Question {
  const kind = questionKinds[index % questionKinds.length] ?? 'line';
  const options = kind === 'single' || kind === 'several' ? ['Press', 'Lathe', 'Mill', 'Saw', 'Robot', 'None'] : [];
  return {
    id: randomUUID(),
    revision: 1 + (index % 3),
    kind,
    asked: `${asks[index % asks.length] ?? ''} (${index + 1})`,
    options: options.map((label) => ({ id: randomUUID(), label: `${label} ${index}` })),
    required: index % 4 === 0,
    shownIf: null,
  };
}

export function eventOf(name: string, questions: number): FieldEvent {
  return {
    ...emptyEvent(randomUUID()),
    name,
    place: 'Hanover, hall 4',
    from: '2026-11-27',
    to: '2026-11-29',
    timeZone: 'Europe/Berlin',
    defaults: [{ name: 'LeadSource', value: name }],
    questions: Array.from({ length: questions }, (_, index) => questionOf(index)),
    consent: {
      text: `${name}: we may write to you about our machines. `.repeat(20).trim(),
      language: 'en',
      version: 2,
    },
  };
}

/** Returns a set-up of so many events with so many questions each, and where its contacts go. */
export const travellingOf = (events: number, questions: number): Travelling => ({
  events: Array.from({ length: events }, (_, index) => eventOf(`Fair ${index + 1}`, questions)),
  consentTexts: {},
  connections: [
    {
      id: '',
      name: '',
      baseUrl: 'https://crm.example.com/one',
      credentialId: '66fb066c3793749b64c214bc',
      fieldMap: { ...noFieldMap, fields: { note: { field: 'Description', encoding: 'text', values: {} } } },
    },
  ],
});
