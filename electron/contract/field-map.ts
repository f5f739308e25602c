/**
 * Where in the CRM goes what Create Contact has no field for: in `remoteFields`, under names and in encodings that differ from CRM
 * to CRM. Each connection has a map of its own.
 */
import * as v from 'valibot';
import { say, type Said } from '#words/message.ts';
import { contactSchema } from './contact.ts';
import type { FieldMessages } from './contact-checks.ts';
import { namedPaths, type NamedPath } from './fields.ts';
import type { Channel, QuestionKind } from './qualification.ts';
import { request } from './request.ts';
import { connectionId } from './settings.ts';

/**
 * How a value is written. text: the values of what was chosen, with ", " between them; label: the same with what it is called;
 * number: as a number, of a date its milliseconds since 1970; list: an array of texts; semicolons: `a;b`; commas: `a,b`. The API
 * takes no booleans there: yes and no have values of their own.
 */
export const encodings = ['text', 'label', 'number', 'list', 'semicolons', 'commas'] as const;
export type Encoding = (typeof encodings)[number];

/** What stands between several answers where they are one text; an answer that has it itself is not sent so. */
export const separators = { semicolons: ';', commas: ',' } as const;

/** Longest name of a field, and longest value of an option, in UTF-16 code units. */
const longestName = 200;

const name = v.pipe(v.string(), v.trim(), v.maxLength(longestName));
const mappingSchema = v.strictObject({
  /** The CRM's name for it; empty: it is not sent. */
  field: name,
  encoding: v.picklist(encodings),
  /** What the CRM calls what was chosen, by its value (contract/qualification.ts); missing or empty: the same. */
  values: v.record(v.string(), v.pipe(v.string(), v.trim(), v.maxLength(longestName))),
});
export type Mapping = v.InferOutput<typeof mappingSchema>;
export const noMapping: Mapping = { field: '', encoding: 'text', values: {} };

/** What can be mapped beside the questions: a contact's UUID, and fields of the catalogue, of which a consent has several. */
const consentTargets = ['consentEmail', 'consentPhone', 'consentPost'] as const;
export const fixedTargets = [
  'reference',
  ...namedPaths.filter((path): path is Exclude<typeof path, 'answers'> => path !== 'answers'),
  ...consentTargets,
] as const;
export type FixedTarget = (typeof fixedTargets)[number];
export type Target = FixedTarget | `question.${string}`;

export const questionTarget = (id: string): Target => `question.${id}`;
/** Whether its field says of a channel that the visitor agreed. */
export const consentTarget: Record<Channel, FixedTarget> = {
  email: 'consentEmail',
  phone: 'consentPhone',
  post: 'consentPost',
};

/** The CRMs whose usual fields are known (crm-presets.ts). */
export const crmNames = ['salesforceContact', 'salesforceLead', 'hubspot', 'dynamics', 'zoho', 'pipedrive'] as const;
export type CrmName = (typeof crmNames)[number];

export const fieldMapSchema = v.object({
  /** Whose names were filled in last; missing: nobody's. It only helps to check names. */
  crm: v.exactOptional(v.picklist(crmNames)),
  fields: v.record(v.string(), mappingSchema),
  /** The field of a long text that takes all that has none, as lines of "Question: answer"; empty: it stays on the laptop. */
  rest: name,
});
export type FieldMap = v.InferOutput<typeof fieldMapSchema>;
export const noFieldMap: FieldMap = { fields: {}, rest: '' };

/** Takes a map and what is mapped; returns how. */
export const mappingOf = (map: FieldMap, target: Target): Mapping => map.fields[target] ?? noMapping;

/** How a target is answered, of those that are no questions. */
export function kindOf(target: FixedTarget): QuestionKind {
  if (target === 'rating') return 'temperature';
  if (target === 'followUpBy') return 'date';
  return consentTargets.some((channel) => channel === target) ? 'yesNo' : 'line';
}

const ofChosen: readonly Encoding[] = ['text', 'label', 'number'];
/** In which encodings answers of each kind make sense, the usual one first. */
export const encodingsOf: Record<QuestionKind, readonly Encoding[]> = {
  single: [...ofChosen, 'list'],
  several: ['semicolons', 'commas', 'list', 'text', 'label'],
  yesNo: ofChosen,
  temperature: ofChosen,
  stars: ofChosen,
  number: ['text', 'number'],
  date: ['text', 'number'],
  line: ['text'],
  text: ['text'],
};

/**
 * Takes a map; returns what keeps it from being saved, by what it is of: a target, or `rest`. The note and the rest may share a
 * field. Empty: it can be.
 */
export function fieldMapProblems({ fields, rest }: FieldMap): Partial<Record<string, Said>> {
  const named = Object.entries(fields).filter(([, { field }]) => field.trim() !== '');
  const times = (field: string) => named.filter(([, other]) => other.field.trim() === field.trim()).length;
  const wrong = named.filter(([, { field }]) => times(field) > 1).map(([target]) => target);
  const isShared = named.some(([target, { field }]) => target !== 'note' && field.trim() === rest.trim());
  return Object.fromEntries([...wrong, ...(isShared ? ['rest'] : [])].map((one) => [one, say('check.crmFieldTwice')]));
}

/** What would go to the CRM for a contact as it is typed now. */
export interface WhatIsSent {
  /** The body of Create Contact, to the letter; as far as it stands, where something is missing. */
  body: string;
  /** What keeps it from being sent like this. A custom field that has a problem is not in the body. */
  missing: FieldMessages;
  /** The fields that were given and stay on this laptop. */
  kept: readonly NamedPath[];
  /** Where it goes, without what is asked for; empty: not set. */
  address: string;
  /** Whether zeros stand for a UUID that the contact gets when it is saved. */
  hasZeros: boolean;
}

export const fieldMapRequests = {
  /** Answers what is sent for a contact that is typed in this slot. Nothing is sent or stored. */
  whatIsSent: request<WhatIsSent>()(
    v.strictObject({ slot: v.pipe(v.number(), v.safeInteger()), contact: contactSchema }),
  ),
  fieldMap: request<FieldMap>()(connectionId),
  /** Answers what keeps it from being saved; null: it is. */
  saveFieldMap: request<Partial<Record<string, Said>> | null>()(
    v.strictObject({ id: connectionId, ...fieldMapSchema.entries }),
  ),
};
