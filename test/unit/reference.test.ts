import { expect, it } from 'vitest';
import { withReference } from '../../electron/crm/reference.ts';
import { contactWith } from '../support/contacts.ts';

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
