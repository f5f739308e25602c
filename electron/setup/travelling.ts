/** What of a set-up travels, and the words by which two of the same are known. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { setupSchema, type FieldEvent } from '#contract/events.ts';
import { fieldMapSchema, type FieldMap } from '#contract/field-map.ts';
import { codeWords } from '#words/four-words.ts';

const connectionSchema = v.strictObject({
  /** By which events name it; empty: the first one. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{0,64}$/u)),
  name: v.pipe(v.string(), v.maxLength(100)),
  /** Both are empty where it is not set. */
  baseUrl: v.pipe(v.string(), v.maxLength(2_000)),
  credentialId: v.pipe(v.string(), v.maxLength(500)),
  fieldMap: fieldMapSchema,
});
export type TravellingConnection = v.InferOutput<typeof connectionSchema>;

/** What is in a file, but for the keys. Whoever changes what it can hold raises the version of the file (file.ts). */
export const travellingSchema = v.strictObject({
  events: setupSchema.entries.events,
  consentTexts: setupSchema.entries.consentTexts,
  connections: v.pipe(v.array(connectionSchema), v.maxLength(50)),
});
export type Travelling = v.InferOutput<typeof travellingSchema>;

/** Returns what of an event is the same on each laptop: not who captures on it, nor how often a question was changed there. */
export const meaningOf = (event: FieldEvent): FieldEvent => ({
  ...event,
  capturedBy: '',
  questions: event.questions.map((question) => ({ ...question, revision: 0 })),
  consent: event.consent === null ? null : { ...event.consent, version: 0 },
});

/** The words of a set-up stay what they were when an event can say more: what came later counts only where it says something. */
function toldOf(event: FieldEvent): unknown {
  const { readsLicences, ...told } = meaningOf(event);
  return readsLicences ? { ...told, readsLicences } : told;
}

/** Returns what of a field map says something: a target without a field is not mapped. */
export const meaningOfMap = ({ fields, rest }: FieldMap): unknown => [
  Object.entries(fields)
    .filter(([, { field }]) => field !== '')
    .map(([target, { field, encoding, values }]) => {
      const set = Object.entries(values).filter(([, value]) => value !== '');
      return [target, field, encoding, set.toSorted(byName)] as const;
    })
    .toSorted(byName),
  rest,
];

/** Takes a set-up; returns its four words. Two laptops show the same ones where they ask the same and send it to the same place. */
export function fourWordsOf({ events, connections }: Travelling): string[] {
  const meaning = [
    events.toSorted((one, other) => compare(one.id, other.id)).map(toldOf),
    connections
      .toSorted((one, other) => compare(one.id, other.id))
      .map(({ id, baseUrl, credentialId, fieldMap }) => [id, baseUrl, credentialId, meaningOfMap(fieldMap)]),
  ];
  const digest = createHash('sha256').update(JSON.stringify(meaning)).digest();
  return [...digest.subarray(0, 4)].map((byte) => codeWords[byte] ?? '');
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const byName = ([one]: readonly [string, ...unknown[]], [other]: readonly [string, ...unknown[]]) =>
  compare(one, other);
