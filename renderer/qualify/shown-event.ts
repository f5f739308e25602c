/** Which event a form is of, and what that makes of the contact that is saved in it. */
import type { Contact } from '#contract/contact.ts';
import { eventOnDuty, type FieldEvent, type Setup } from '#contract/events.ts';

/** Takes what is in a form, and whether that edits a stored contact; returns the event whose questions it asks, or null. */
export function shownEvent(contact: Contact, isEdit: boolean, setup: Setup): FieldEvent | null {
  return isEdit ? (setup.events.find(({ id }) => id === contact.event?.id) ?? null) : eventOnDuty(setup);
}

/**
 * Takes a contact as it is about to be saved; returns it with the event that is shown above its form. Answers that were given
 * while another one was shown are not taken along. A stored contact keeps its event, and what it answered there.
 */
export function asShown(contact: Contact, isEdit: boolean, setup: Setup): Contact {
  if (isEdit) return contact.event === null ? { ...contact, open: [] } : contact;
  const event = eventOnDuty(setup);
  const isAsked = (id: string) => event?.questions.some((question) => question.id === id) === true;
  return {
    ...contact,
    event: event === null ? null : { id: event.id, name: event.name.trim() },
    answers: contact.answers.filter(({ question }) => isAsked(question)),
    open: [],
  };
}
