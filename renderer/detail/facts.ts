import type { Address, Contact } from '#contract/contact.ts';

/** One line of what was captured. */
export interface Fact {
  name: string;
  /** The type of an address, e-mail or phone, or "JSON". */
  type: string;
  value: string;
  /** A value whose white space means something. */
  code: boolean;
}

/** Takes a contact; returns what was typed into it, in the order of the form. */
export function contactFacts(contact: Contact): Fact[] {
  const fact = (name: string, value: string, type = '', code = false): Fact => ({ name, value, type, code });
  const facts = [
    fact('Last name', contact.lastName),
    fact('First name', contact.firstName),
    fact('Account', contact.account),
    ...contact.emailAddresses.map((email) => fact('Email', email.emailAddress, email.emailAddressType)),
    ...contact.phoneNumbers.map((phone) => fact('Phone', phone.phoneNumber, phone.phoneNumberType)),
    ...contact.customFields.map(({ name, value, kind }) =>
      fact(name, value, kind === 'json' ? 'JSON' : '', kind === 'json'),
    ),
    ...contact.addresses.map((address) => fact('Address', addressLines(address), address.addressType)),
  ];
  return facts.filter(({ value }) => value.trim() !== '');
}

function addressLines(address: Address): string {
  const { street1, street2, city, state, postalCode, country, countrySubdivision } = address;
  const town = [postalCode, city, state].filter((part) => part.trim() !== '').join(' ');
  const land = [country, countrySubdivision].filter((part) => part.trim() !== '').join(', ');
  return [street1, street2, town, land].filter((line) => line.trim() !== '').join('\n');
}
