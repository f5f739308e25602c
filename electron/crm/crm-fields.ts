/** Gives a contact what goes to the CRM under names of the user's: its UUID, and fields that Create Contact does not have. */
import { linesOf, type Contact } from '#contract/contact.ts';
import { namedPaths, type NamedPath } from '#contract/fields.ts';
import { crmFieldNames, type CrmFields } from '#contract/settings.ts';

/**
 * Takes a contact, its UUID and the CRM's names (an empty one: it has no such field). Returns the contact as it is to be sent.
 * A custom field of that name that the user filled in stays as it is, and of two with one name the first is sent.
 */
export function withCrmFields(contact: Contact, uuid: string, fields: CrmFields): Contact {
  const values = { ...contact, reference: uuid };
  return crmFieldNames.reduce((sent, name) => withOne(sent, fields[name], values[name]), contact);
}

/** Takes a contact and the CRM's names; returns the fields that were given and are not sent, since the CRM has none for them. */
export function keptHere(contact: Contact, fields: CrmFields): NamedPath[] {
  const taken = namesIn(contact);
  if (fields.reference !== '') taken.add(fields.reference);
  return namedPaths.filter((path) => {
    if (linesOf(contact, path).length === 0) return false;
    const name = fields[path];
    if (name === '' || taken.has(name)) return true;
    taken.add(name);
    return false;
  });
}

function withOne(contact: Contact, name: string, value: string): Contact {
  if (name === '' || value.trim() === '' || namesIn(contact).has(name)) return contact;
  const others = contact.customFields.filter((field) => field.name.trim() !== name);
  return { ...contact, customFields: [...others, { name, value, kind: 'text' }] };
}

/** The custom fields that are filled in. */
const namesIn = ({ customFields }: Contact) =>
  new Set(customFields.filter(({ value }) => value.trim() !== '').map(({ name }) => name.trim()));
