import { describe, expect, it } from 'vitest';
import { emptyContact, type Contact } from '#contract/contact.ts';
import { addEntry, draftOf, editable, isBlank, nextContact } from '../../../renderer/capture/contact-form.ts';

const withField = (name: string, value: string): Contact => ({
  ...emptyContact(),
  customFields: [{ name, value, kind: 'json' }],
});

describe('the capture form', () => {
  it('is blank until a word of a person is typed', () => {
    expect(isBlank(emptyContact())).toBe(true);
    expect(isBlank(withField('Budget', ''))).toBe(true);
    expect(isBlank({ ...emptyContact(), lastName: ' \t' })).toBe(true);
    expect(isBlank(withField('Budget', '1'))).toBe(false);
    const { addresses, ...rest } = emptyContact();
    expect(isBlank({ ...rest, addresses: addresses.map((address) => ({ ...address, city: 'Köln' })) })).toBe(false);
  });

  it('keeps names and kinds of custom fields for the next contact, and nothing else', () => {
    const next = nextContact({ ...withField('Budget', '1'), lastName: 'Meier' });
    expect(next).toEqual({ ...emptyContact(), customFields: [{ name: 'Budget', value: '', kind: 'json' }] });
    expect(nextContact(withField(' ', '1')).customFields).toEqual([]);
  });

  it('has no draft as long as there is nothing to lose', () => {
    expect(draftOf(emptyContact())).toBeNull();
    expect(draftOf(withField('Budget', ''))).not.toBeNull();
    expect(draftOf({ ...emptyContact(), account: 'Acme' })?.account).toBe('Acme');
  });

  it('gives a stored contact a field of each kind to type into', () => {
    const bare = { ...emptyContact(), addresses: [], emailAddresses: [], phoneNumbers: [] };
    expect(editable(bare)).toEqual(emptyContact());
  });

  it('adds further entries as secondary ones', () => {
    const contact = emptyContact();
    for (const list of ['addresses', 'emailAddresses', 'phoneNumbers', 'customFields'] as const)
      addEntry(contact, list);
    expect(contact.addresses[1]?.addressType).toBe('secondary');
    expect(contact.emailAddresses[1]?.emailAddressType).toBe('secondary');
    expect(contact.phoneNumbers[1]?.phoneNumberType).toBe('secondary');
    expect(contact.customFields).toEqual([{ name: '', value: '', kind: 'text' }]);
  });
});
