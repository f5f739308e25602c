import { describe, expect, it } from 'vitest';
import { fieldMapDoubts, presets, withPreset } from '#contract/crm-presets.ts';
import {
  crmNames,
  encodingsOf,
  fieldMapProblems,
  kindOf,
  noFieldMap,
  noMapping,
  questionTarget,
  type FieldMap,
} from '#contract/field-map.ts';
import { questionKinds, type Consent } from '#contract/qualification.ts';
import { createContactBody } from '../../electron/crm/body.ts';
import { mapped } from '../../electron/crm/field-map.ts';
import { testContact } from '../../electron/rehearsal/test-contact.ts';
import { noSetup } from '#contract/events.ts';
import { contactWith } from '../support/contacts.ts';
import { eventOf } from '../support/setups.ts';
import { english, textOf } from '../support/words.ts';

const fair = eventOf('Fair', questionKinds.length);
const { questions } = fair;
const filledIn = (crm: (typeof crmNames)[number], map = noFieldMap): FieldMap => withPreset(map, crm, questions);

const sent = (
  map: FieldMap,
  contact = testContact({ ...noSetup, events: [fair], onDuty: fair.id }, () => map, 1, english),
) =>
  (JSON.parse(createContactBody(mapped(contact, 'u', map).contact)) as { remoteFields: Record<string, unknown> })
    .remoteFields;

/** Every value in what is sent, however deep. */
const leaves = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];

const consent = (channels: Consent['channels']): Consent => ({
  how: 'spoken',
  channels,
  version: 1,
  language: 'en',
  hash: 'ab',
  at: 1,
  offset: 0,
  by: '',
  laptop: '',
  signature: '',
  withdrawnAt: null,
});

describe.each(crmNames)('the preset of %s', (crm) => {
  const map = filledIn(crm);
  const named: FieldMap = {
    ...map,
    fields: Object.fromEntries(
      Object.entries(map.fields).map(([target, mapping], index) => [
        target,
        { ...mapping, field: mapping.field === '' ? `own_${index}` : mapping.field },
      ]),
    ),
  };

  it('can be saved as it is, with names that the CRM can have', () => {
    expect(fieldMapProblems(map)).toEqual({});
    expect(fieldMapDoubts(map)).toEqual({});
  });

  it('never makes a boolean, nor anything else that the API does not take', () => {
    const values = leaves(sent(named));
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) expect(['string', 'number']).toContain(typeof value);
  });

  it('writes every kind of question and of field in a form that is offered for it', () => {
    for (const { id, kind } of questions) {
      expect([kind, encodingsOf[kind]]).toEqual([
        kind,
        expect.arrayContaining([map.fields[questionTarget(id)]?.encoding]),
      ]);
    }
    for (const [target, { encoding }] of Object.entries(presets[crm].fields)) {
      expect(encodingsOf[kindOf(target as Parameters<typeof kindOf>[0])]).toContain(encoding);
    }
  });
});

describe('a preset', () => {
  it('says of a channel that it is closed, where the CRM asks that', () => {
    const map = filledIn('salesforceContact');
    expect(sent(map, contactWith({ consent: consent(['email']) }))).toMatchObject({
      HasOptedOutOfEmail: 'false',
      DoNotCall: 'true',
    });
  });

  it('gives the rating of a lead the words that Salesforce has for it', () => {
    expect(sent(filledIn('salesforceLead'), contactWith({ rating: 'hot' }))).toMatchObject({ Rating: 'Hot' });
  });

  it('sends several choices as the CRM takes them', () => {
    const several = questions.find(({ kind }) => kind === 'several');
    const target = questionTarget(several?.id ?? '');
    const encodings = crmNames.map((crm) => [crm, filledIn(crm).fields[target]?.encoding]);
    expect(Object.fromEntries(encodings)).toEqual({
      salesforceContact: 'semicolons',
      salesforceLead: 'semicolons',
      hubspot: 'semicolons',
      dynamics: 'commas',
      zoho: 'list',
      pipedrive: 'commas',
    });
  });

  it('takes away what an earlier one had filled in, and nothing that was typed', () => {
    const typed: FieldMap = {
      fields: { badgeId: { ...noMapping, field: 'Badge__c' }, website: { ...noMapping, field: 'Mine__c' } },
      rest: '',
    };
    const first = filledIn('salesforceLead', typed);
    expect(first.fields['website']?.field).toBe('Website');
    const second = filledIn('zoho', first);
    expect(second.fields['badgeId']?.field).toBe('Badge__c');
    expect(second.fields['rating']?.field).toBe('');
    expect(second.fields['jobTitle']?.field).toBe('Title');
    expect(second.crm).toBe('zoho');
  });
});

describe('names as they are typed', () => {
  it('are doubted where the CRM cannot have them, and nothing is said where nobody knows the CRM', () => {
    const map: FieldMap = { fields: { note: { ...noMapping, field: 'My note' } }, rest: 'Über__c' };
    expect(fieldMapDoubts(map)).toEqual({});
    const doubts = fieldMapDoubts({ ...map, crm: 'salesforceLead' });
    expect(Object.keys(doubts)).toEqual(['note', 'rest']);
    expect(textOf(doubts['note'] ?? '')).toContain('Salesforce, leads');
  });

  it('are refused where the rest would go into a field that is of something else', () => {
    const map: FieldMap = { fields: { jobTitle: { ...noMapping, field: 'Title' } }, rest: ' Title' };
    expect(Object.keys(fieldMapProblems(map))).toEqual(['rest']);
    expect(fieldMapProblems({ ...map, rest: '' })).toEqual({});
  });
});
