import { emptyContact, type Contact } from '#contract/contact.ts';

/** Returns a contact as a rep would type it, with these parts. */
export const contactWith = (parts: Partial<Contact>): Contact => ({ ...emptyContact(), lastName: 'Meier', ...parts });
