import { expect, it } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import { noCrmFields } from '#contract/settings.ts';
import { keptHere, withCrmFields } from '../../electron/crm/crm-fields.ts';
import { contactWith } from '../support/contacts.ts';

const withReference = (contact: Contact, uuid: string, reference: string) =>
  withCrmFields(contact, uuid, { ...noCrmFields, reference });

const contact = contactWith({ customFields: [{ name: 'Source', value: 'Booth', kind: 'text' }] });

it('lets a contact carry its UUID beside its other custom fields', () => {
  expect(withReference(contact, 'u-1', 'fieldpost_id__c').customFields).toEqual([
    { name: 'Source', value: 'Booth', kind: 'text' },
    { name: 'fieldpost_id__c', value: 'u-1', kind: 'text' },
  ]);
});

it('adds nothing where the CRM has no field for it', () => {
  expect(withReference(contact, 'u-1', '')).toBe(contact);
});

it('leaves what the user filled in, and fills in what the user left empty', () => {
  expect(withReference(contact, 'u-1', 'Source')).toBe(contact);
  const empty = contactWith({ customFields: [{ name: ' Source ', value: ' ', kind: 'text' }] });
  expect(withReference(empty, 'u-1', 'Source').customFields).toEqual([{ name: 'Source', value: 'u-1', kind: 'text' }]);
});

it('lets a note, a job title and a website go under the names of the CRM, and says which have none there', () => {
  const typed = contactWith({ note: 'Wants a demo', jobTitle: 'Buyer', website: ' ' });
  const fields = { ...noCrmFields, note: 'Description', website: 'Website' };
  expect(withCrmFields(typed, 'u-1', fields).customFields).toEqual([
    { name: 'Description', value: 'Wants a demo', kind: 'text' },
  ]);
  expect(keptHere(typed, fields)).toEqual(['jobTitle']);
  expect(keptHere(typed, noCrmFields)).toEqual(['note', 'jobTitle']);
});

it('keeps a note here where a custom field of the user has its name', () => {
  const typed = { ...contact, note: 'Wants a demo' };
  const fields = { ...noCrmFields, note: 'Source' };
  expect(withCrmFields(typed, 'u-1', fields)).toEqual(typed);
  expect(keptHere(typed, fields)).toEqual(['note']);
});
