/** What goes out for a contact: the same two steps by which the sender makes it. */
import { tidiedContact } from '#contract/clean-text.ts';
import { needsName, type Contact } from '#contract/contact.ts';
import { contactProblems } from '#contract/contact-checks.ts';
import type { FieldMap, WhatIsSent } from '#contract/field-map.ts';
import { say } from '#words/message.ts';
import { createContactBody } from './body.ts';
import { mapped } from './field-map.ts';

/**
 * Takes a contact as it is about to be stored, its UUID and a map; returns the body of Create Contact, what stays here, and what
 * keeps it from being sent. A custom field that has a problem is left out of the body: its JSON may be none.
 */
export function whatIsSent(contact: Contact, uuid: string, map: FieldMap): Omit<WhatIsSent, 'address' | 'hasZeros'> {
  const missing = contactProblems(contact);
  // It can be saved, and waits here for its name.
  if (needsName(contact)) missing['lastName'] ??= say('check.lastNameMissing');
  const whole = tidiedContact(contact);
  const isWhole = (_field: unknown, index: number) =>
    !Object.keys(missing).some((path) => path.startsWith(`customFields.${index}.`));
  const { contact: sent, kept } = mapped({ ...whole, customFields: whole.customFields.filter(isWhole) }, uuid, map);
  return { body: createContactBody(sent), kept, missing };
}
