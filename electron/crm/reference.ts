/** Lets a contact carry its UUID to the CRM, so that it can be told there from every other one. */
import type { Contact } from '#contract/contact.ts';

/**
 * Takes a contact, its UUID and the name of the CRM's field for it (empty: there is none).
 * Returns the contact as it is to be sent. A custom field of that name that the user filled in stays as it is.
 */
export function withReference(contact: Contact, uuid: string, field: string): Contact {
  if (field === '') return contact;
  const filledIn = contact.customFields.some(({ name, value }) => name.trim() === field && value.trim() !== '');
  if (filledIn) return contact;
  const others = contact.customFields.filter(({ name }) => name.trim() !== field);
  return { ...contact, customFields: [...others, { name: field, value: uuid, kind: 'text' }] };
}
