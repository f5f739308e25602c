/** Gives a contact what the list says of its badge. What somebody typed stays as it is. */
import type { Contact } from '#contract/contact.ts';
import type { AttendeePart } from '#contract/attendees.ts';
import { isUnseen } from '#contract/clean-text.ts';
import { linesOf } from '#contract/contact.ts';
import { proposalOfParts } from '#reading/codes/parts.ts';

/** Takes a contact without a last name, and what the list says; returns it named; null: the list has no name that fits. */
export function named(contact: Contact, parts: readonly AttendeePart[]): Contact | null {
  const { fields } = proposalOfParts(
    parts.map(({ part, text, column }) => ({ part, text, where: { property: column } })),
  );
  const filled = structuredClone(contact);
  for (const field of fields) {
    switch (field.path) {
      case 'firstName':
      case 'lastName':
      case 'account':
      case 'jobTitle':
      case 'website':
        if (isUnseen(contact[field.path])) filled[field.path] = field.value;
        break;
      case 'emailAddresses':
        if (linesOf(contact, 'emailAddresses').length === 0) filled.emailAddresses = [{ ...field.value }];
        break;
      case 'phoneNumbers':
        if (linesOf(contact, 'phoneNumbers').length === 0) filled.phoneNumbers = [{ ...field.value }];
        break;
      case 'addresses':
        if (linesOf(contact, 'addresses').length === 0) filled.addresses = [{ ...field.value }];
        break;
      case 'badgeId':
      case 'note':
      case 'extra':
    }
  }
  return isUnseen(filled.lastName) ? null : filled;
}
