/**
 * What the fields of the common CRMs are called and how they take their values. None of these was asked for by name here: they are
 * what each maker publishes (November 2026), and whoever looks after a CRM may have changed them. The rehearsal tells.
 *
 * Salesforce: Object Reference and Field Reference, Contact and Lead (Description, Title, Website, Rating, HasOptedOutOfEmail,
 * DoNotCall); several choices of a picklist are one text with semicolons. HubSpot: the default properties of contacts and the
 * properties API (internal names in lower case; `a;b`; "true" and "false" as texts). Dynamics 365: Contact table reference of
 * Dataverse (description, jobtitle, websiteurl, donotemail, donotphone, donotpostalmail); choices by their numbers. Zoho: API names
 * of the module Contacts; several choices are an array. Pipedrive: fields of a person (job_title, notes, marketing_status); choices
 * by their numbers, and custom fields by a key of 40 hex digits.
 */
import { say, type Key, type Said } from '#words/message.ts';
import type { Question } from './events.ts';
import {
  fixedTargets,
  mappingOf,
  noMapping,
  questionTarget,
  type CrmName,
  type Encoding,
  type FieldMap,
  type FixedTarget,
  type Mapping,
} from './field-map.ts';
import type { QuestionKind } from './qualification.ts';

interface Preset {
  name: Key;
  fields: Partial<Record<FixedTarget, Mapping>>;
  rest: string;
  /** How answers to questions of a kind go; else as text. */
  encodings: Partial<Record<QuestionKind, Encoding>>;
  yesNo: { yes: string; no: string };
  /** What a name of a field can look like there. */
  names: RegExp;
}

const text = (field: string): Mapping => ({ ...noMapping, field });
/** The CRM asks the opposite: whether a channel is closed. It is told so as a text, for the API takes no booleans. */
const closed = (field: string): Mapping => ({ field, encoding: 'text', values: { yes: 'false', no: 'true' } });
const trueFalse = { yes: 'true', no: 'false' };

const salesforce: Omit<Preset, 'name' | 'fields'> = {
  rest: 'Description',
  encodings: { several: 'semicolons', stars: 'number', number: 'number' },
  yesNo: trueFalse,
  names: /^[A-Za-z]\w*$/u,
};

export const presets: Record<CrmName, Preset> = {
  salesforceContact: {
    ...salesforce,
    name: 'crmFields.salesforceContact',
    fields: {
      note: text('Description'),
      jobTitle: text('Title'),
      consentEmail: closed('HasOptedOutOfEmail'),
      consentPhone: closed('DoNotCall'),
    },
  },
  salesforceLead: {
    ...salesforce,
    name: 'crmFields.salesforceLead',
    fields: {
      note: text('Description'),
      jobTitle: text('Title'),
      website: text('Website'),
      rating: { field: 'Rating', encoding: 'text', values: { hot: 'Hot', warm: 'Warm', cold: 'Cold' } },
      consentEmail: closed('HasOptedOutOfEmail'),
      consentPhone: closed('DoNotCall'),
    },
  },
  hubspot: {
    name: 'crmFields.hubspot',
    fields: { note: text('message'), jobTitle: text('jobtitle'), website: text('website') },
    rest: 'message',
    encodings: { several: 'semicolons', stars: 'number', number: 'number' },
    yesNo: trueFalse,
    names: /^[a-z][a-z0-9_]*$/u,
  },
  dynamics: {
    name: 'crmFields.dynamics',
    fields: {
      note: text('description'),
      jobTitle: text('jobtitle'),
      website: text('websiteurl'),
      consentEmail: closed('donotemail'),
      consentPhone: closed('donotphone'),
      consentPost: closed('donotpostalmail'),
    },
    rest: 'description',
    encodings: { single: 'number', several: 'commas', temperature: 'number', stars: 'number', number: 'number' },
    yesNo: trueFalse,
    names: /^[a-z][a-z0-9_]*(?:@odata\.bind)?$/u,
  },
  zoho: {
    name: 'crmFields.zoho',
    fields: { note: text('Description'), jobTitle: text('Title'), consentEmail: closed('Email_Opt_Out') },
    rest: 'Description',
    encodings: { several: 'list', stars: 'number', number: 'number' },
    yesNo: trueFalse,
    names: /^[A-Za-z]\w*$/u,
  },
  pipedrive: {
    name: 'crmFields.pipedrive',
    fields: {
      note: text('notes'),
      jobTitle: text('job_title'),
      consentEmail: {
        field: 'marketing_status',
        encoding: 'text',
        values: { yes: 'subscribed', no: 'no_consent' },
      },
    },
    rest: 'notes',
    encodings: { single: 'number', several: 'commas', stars: 'number', number: 'number' },
    yesNo: { yes: '', no: '' },
    names: /^[a-z0-9_]+$/u,
  },
};

/**
 * Takes a map, a CRM and the questions of all events; returns the map with what is usual there. What was typed stays where the
 * preset has no name for it; what an earlier preset had filled in goes.
 */
export function withPreset(map: FieldMap, crm: CrmName, questions: readonly Question[]): FieldMap {
  const preset = presets[crm];
  const earlier = map.crm === undefined ? {} : presets[map.crm].fields;
  const fields = { ...map.fields };
  for (const target of fixedTargets) {
    const before = mappingOf(map, target);
    const isOfEarlier = earlier[target]?.field === before.field;
    fields[target] = preset.fields[target] ?? (isOfEarlier ? noMapping : before);
  }
  for (const { id, kind } of questions) {
    const before = mappingOf(map, questionTarget(id));
    const values = kind === 'yesNo' ? preset.yesNo : before.values;
    fields[questionTarget(id)] = { ...before, encoding: preset.encodings[kind] ?? 'text', values };
  }
  return { fields, rest: preset.rest, crm };
}

/** Takes a map; returns what looks wrong about names and may be meant, by what it is of. It keeps nothing from being saved. */
export function fieldMapDoubts({ fields, rest, crm }: FieldMap): Partial<Record<string, Said>> {
  if (crm === undefined) return {};
  const { names, name } = presets[crm];
  const named = [
    ...Object.entries(fields).map(([target, { field }]) => [target, field] as const),
    ['rest', rest] as const,
  ];
  const odd = named.filter(([, field]) => field.trim() !== '' && !names.test(field.trim()));
  return Object.fromEntries(odd.map(([target]) => [target, say('crmFields.noSuchName', { crm: { key: name } })]));
}
