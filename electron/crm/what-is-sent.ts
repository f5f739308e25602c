/** What goes out for a contact: the same two steps by which the sender makes it. */
import { tidiedContact } from '#contract/clean-text.ts';
import type { Contact } from '#contract/contact.ts';
import type { FieldMap } from '#contract/field-map.ts';
import { createContactBody } from './body.ts';
import { mapped, type Mapped } from './field-map.ts';

/** Takes a contact as it is about to be stored, its UUID and a map; returns the body of Create Contact and what stays here. */
export function whatIsSent(contact: Contact, uuid: string, map: FieldMap): { body: string; kept: Mapped['kept'] } {
  const { contact: sent, kept } = mapped(tidiedContact(contact), uuid, map);
  return { body: createContactBody(sent), kept };
}
