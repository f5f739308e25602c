/** Turns a contact as typed into the body of Create Contact. */
import type { Contact, CustomField } from '#contract/contact.ts';

/** Takes a contact that has no problems (contact-checks.ts); returns the request's body. What was not given is not in it. */
export function createContactBody(contact: Contact): string {
  const remoteFields = contact.customFields.filter(({ value }) => value.trim() !== '');
  const common = {
    ...given({ lastName: contact.lastName, firstName: contact.firstName, account: contact.account }),
    ...list('addresses', contact.addresses, ['addressType']),
    ...list('emailAddresses', contact.emailAddresses, ['emailAddressType']),
    ...list('phoneNumbers', contact.phoneNumbers, ['phoneNumberType']),
  };
  const text = JSON.stringify(common);
  return remoteFields.length === 0 ? text : `${text.slice(0, -1)},"remoteFields":${remoteFieldsText(remoteFields)}}`;
}

/** JSON values go out digit by digit as they were typed: parsed and written again, a long number would be rounded. */
function remoteFieldsText(fields: CustomField[]): string {
  const members = fields.map(({ name, value, kind }) => {
    const text = kind === 'json' ? value.trim() : JSON.stringify(value.trim());
    return `${JSON.stringify(name.trim())}:${text}`;
  });
  return `{${members.join(',')}}`;
}

function given(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts)
      .map(([key, text]) => [key, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );
}

/** An entry with nothing in it but its type was not given. */
function list(key: string, entries: Record<string, string>[], types: string[]): Record<string, unknown> {
  const kept = entries.map(given).filter((entry) => Object.keys(entry).some((part) => !types.includes(part)));
  return kept.length === 0 ? {} : { [key]: kept };
}
