/**
 * What a rep captures. Field names are those of the CRM's Create Contact body, so that one name runs from the form to
 * the wire; the only addition is `customFields`, which becomes `remoteFields`.
 * Every text is kept as typed; an empty one means "not given" and is never sent.
 */
import * as v from 'valibot';
import { isUnseen } from './clean-text.ts';

const addressSchema = v.strictObject({
  addressType: v.string(),
  street1: v.string(),
  street2: v.string(),
  city: v.string(),
  state: v.string(),
  countrySubdivision: v.string(),
  country: v.string(),
  postalCode: v.string(),
});

/** The shape of a contact, whatever its texts say: `contact-checks.ts` tells whether it can be saved. */
export const contactSchema = v.strictObject({
  lastName: v.string(),
  firstName: v.string(),
  account: v.string(),
  addresses: v.array(addressSchema),
  emailAddresses: v.array(v.strictObject({ emailAddressType: v.string(), emailAddress: v.string() })),
  phoneNumbers: v.array(v.strictObject({ phoneNumberType: v.string(), phoneNumber: v.string() })),
  /** A `json` value is kept as typed too, so that a long number is not rounded on its way. */
  customFields: v.array(v.strictObject({ name: v.string(), value: v.string(), kind: v.picklist(['text', 'json']) })),
});

export type Contact = v.InferOutput<typeof contactSchema>;
export type Address = Contact['addresses'][number];
export type EmailAddress = Contact['emailAddresses'][number];
export type PhoneNumber = Contact['phoneNumbers'][number];
export type CustomField = Contact['customFields'][number];

/** Types seen in the API's examples: offered, while any other text is accepted. */
export const suggestedTypes = {
  address: ['main', 'billing', 'shipping', 'mailing'],
  email: ['main', 'secondary'],
  phone: ['primary', 'mobile', 'main', 'secondary'],
} as const;

export const emptyAddress = (addressType: string): Address => ({
  addressType,
  street1: '',
  street2: '',
  city: '',
  state: '',
  countrySubdivision: '',
  country: '',
  postalCode: '',
});

/** Returns the contact that an empty form stands for: one entry of each kind to type into, with its usual type. */
export const emptyContact = (): Contact => ({
  lastName: '',
  firstName: '',
  account: '',
  addresses: [emptyAddress('main')],
  emailAddresses: [{ emailAddressType: 'main', emailAddress: '' }],
  phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber: '' }],
  customFields: [],
});

/** Takes a contact; returns the name a person would call it by. */
export function displayName({ firstName, lastName }: Pick<Contact, 'firstName' | 'lastName'>): string {
  return [firstName, lastName]
    .filter((part) => !isUnseen(part))
    .map((part) => part.trim())
    .join(' ');
}

/** Takes a contact; returns whether its only name stands where the CRM does not look for one. */
export function hasOnlyFirstName({ firstName, lastName }: Pick<Contact, 'firstName' | 'lastName'>): boolean {
  return isUnseen(lastName) && !isUnseen(firstName);
}

/** Takes a contact that has only a first name; returns it with that as its last name. Nothing is invented. */
export const withOnlyName = (contact: Contact): Contact => ({ ...contact, lastName: contact.firstName, firstName: '' });
