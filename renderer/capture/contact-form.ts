/** What a form does to a contact, apart from showing it. */
import { emptyAddress, emptyContact, isBlank, type Contact } from '#contract/contact.ts';

export { isBlank };

/** Takes the contact typed before; returns the form for the next one. Booth staff fill in the same custom fields all day. */
export function nextContact(previous: Contact): Contact {
  const customFields = previous.customFields
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, kind }) => ({ name, kind, value: '' }));
  return { ...emptyContact(), customFields };
}

/** Takes a contact; returns what is worth keeping of it over a crash: it, or null. */
export function draftOf(contact: Contact): Contact | null {
  return isBlank(contact) && nextContact(contact).customFields.length === 0 ? null : contact;
}

/** Takes a stored contact; returns it with at least one field of each kind to type into. */
export function editable(contact: Contact): Contact {
  const empty = emptyContact();
  return {
    ...contact,
    addresses: contact.addresses.length > 0 ? contact.addresses : empty.addresses,
    emailAddresses: contact.emailAddresses.length > 0 ? contact.emailAddresses : empty.emailAddresses,
    phoneNumbers: contact.phoneNumbers.length > 0 ? contact.phoneNumbers : empty.phoneNumbers,
  };
}

export type ListName = 'addresses' | 'emailAddresses' | 'phoneNumbers' | 'customFields';

/** Adds one more empty entry to a list of the contact. */
export function addEntry(contact: Contact, list: ListName): void {
  switch (list) {
    case 'addresses':
      contact.addresses.push(emptyAddress('secondary'));
      break;
    case 'emailAddresses':
      contact.emailAddresses.push({ emailAddressType: 'secondary', emailAddress: '' });
      break;
    case 'phoneNumbers':
      contact.phoneNumbers.push({ phoneNumberType: 'secondary', phoneNumber: '' });
      break;
    case 'customFields':
      contact.customFields.push({ name: '', value: '', kind: 'text' });
      break;
  }
}
