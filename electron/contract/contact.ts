/**
 * What a rep captures. Its fields are those of the catalogue (fields.ts), named as in the CRM's Create Contact body where that
 * has them, so that one name runs from the form to the wire. Every text is kept as typed; an empty one means "not given" and is
 * never sent.
 */
import * as v from 'valibot';
import { isUnseen } from './clean-text.ts';
import type { Line } from './field-kinds.ts';
import { fieldAt, fields, paths, type Path } from './fields.ts';

export { emptyAddress } from './fields.ts';
export type { Address, CustomField, EmailAddress, PhoneNumber } from './fields.ts';

type Schemas = { [P in Path]: v.GenericSchema<ReturnType<(typeof fields)[P]['empty']>> };

/** The shape of a contact, whatever its texts say: `contact-checks.ts` tells whether it can be saved. */
export const contactSchema = v.strictObject(
  Object.fromEntries(paths.map((path) => [path, fields[path].schema])) as unknown as Schemas,
);

export type Contact = v.InferOutput<typeof contactSchema>;

/** Types seen in the API's examples: offered, while any other text is accepted. */
export const suggestedTypes = {
  address: ['main', 'billing', 'shipping', 'mailing'],
  email: ['main', 'secondary'],
  phone: ['primary', 'mobile', 'main', 'secondary'],
} as const;

/** Returns the contact that an empty form stands for: one entry of each kind to type into, with its usual type. */
export const emptyContact = (): Contact =>
  Object.fromEntries(paths.map((path) => [path, fields[path].empty()])) as unknown as Contact;

/** Takes a contact and a field; returns what was given in it: without what is blank. */
export function linesOf(contact: Contact, path: Path): Line[] {
  return fieldAt(path)
    .lines(contact[path])
    .filter(({ text }) => !isUnseen(text));
}

/**
 * Takes a contact; returns whether nobody has put a word of a person into it. Types and names of custom fields stand there by
 * themselves, as does what is not in the form.
 */
export const isBlank = (contact: Contact): boolean =>
  paths.every((path) => fieldAt(path).form === 'never' || linesOf(contact, path).length === 0);

/** Takes a contact; returns the name a person would call it by. */
export function displayName({ firstName, lastName }: Pick<Contact, 'firstName' | 'lastName'>): string {
  return [firstName, lastName]
    .filter((part) => !isUnseen(part))
    .map((part) => part.trim())
    .join(' ');
}

/** Takes a contact; returns whether it is known by its badge only so far: it is kept, counts, and is not sent before it has a name. */
export const needsName = ({ lastName, badgeId }: Pick<Contact, 'lastName' | 'badgeId'>): boolean =>
  isUnseen(lastName) && !isUnseen(badgeId);

/** Takes a contact; returns whether its only name stands where the CRM does not look for one. */
export function hasOnlyFirstName({ firstName, lastName }: Pick<Contact, 'firstName' | 'lastName'>): boolean {
  return isUnseen(lastName) && !isUnseen(firstName);
}

/** Takes a contact that has only a first name; returns it with that as its last name. Nothing is invented. */
export const withOnlyName = (contact: Contact): Contact => ({ ...contact, lastName: contact.firstName, firstName: '' });
