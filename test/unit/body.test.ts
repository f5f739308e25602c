import { expect, it } from 'vitest';
import { emptyAddress, emptyContact } from '#contract/contact.ts';
import { createContactBody } from '../../electron/crm/body.ts';
import { contactWith } from '../support/contacts.ts';

it('sends a last name alone as a last name alone', () => {
  expect(createContactBody({ ...emptyContact(), lastName: ' Meier ' })).toBe('{"lastName":"Meier"}');
});

it('sends everything that was given, under the names of the API', () => {
  const contact = contactWith({
    firstName: 'Anna',
    account: 'Acme',
    addresses: [
      { ...emptyAddress('billing'), street1: 'Hauptstr. 1', city: 'Wien', countrySubdivision: 'AT-9', country: 'AT' },
    ],
    emailAddresses: [
      { emailAddressType: 'main', emailAddress: 'anna@example.com' },
      { emailAddressType: '', emailAddress: 'a@example.org' },
      { emailAddressType: 'secondary', emailAddress: ' ' },
    ],
    phoneNumbers: [{ phoneNumberType: 'mobile', phoneNumber: '+43 1 234' }],
    customFields: [{ name: 'LeadSource', value: 'Expo', kind: 'text' }],
  });
  expect(JSON.parse(createContactBody(contact))).toEqual({
    lastName: 'Meier',
    firstName: 'Anna',
    account: 'Acme',
    addresses: [
      { addressType: 'billing', street1: 'Hauptstr. 1', city: 'Wien', countrySubdivision: 'AT-9', country: 'AT' },
    ],
    emailAddresses: [{ emailAddressType: 'main', emailAddress: 'anna@example.com' }, { emailAddress: 'a@example.org' }],
    phoneNumbers: [{ phoneNumberType: 'mobile', phoneNumber: '+43 1 234' }],
    remoteFields: { LeadSource: 'Expo' },
  });
});

it('sends the digits of a JSON value as they were typed', () => {
  const customFields = [
    { name: 'Big', value: '12345678901234567890', kind: 'json' as const },
    { name: 'List', value: ' [1.10] ', kind: 'json' as const },
    { name: '__proto__', value: 'x', kind: 'text' as const },
    { name: 'Empty', value: ' ', kind: 'json' as const },
  ];
  expect(createContactBody(contactWith({ customFields }))).toBe(
    '{"lastName":"Meier","remoteFields":{"Big":12345678901234567890,"List":[1.10],"__proto__":"x"}}',
  );
});
