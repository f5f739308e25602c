/** Gives a contact what its event gives it. */
import type { Contact } from '#contract/contact.ts';
import { askedNow, leftOpen, type Setup } from '#contract/events.ts';

/**
 * Takes a contact that is about to be stored, the set-up, and the connection that it goes by already: null, where it is new, and
 * goes by the one of its event from now on. What an event gives is never put over what was typed; answers to
 * questions that are not asked are not kept. A contact of an event that is not there any more stays as it is.
 */
export function atEvent(contact: Contact, { events }: Setup, bound: string | null = null): Contact {
  const event = events.find(({ id }) => id === contact.event?.id);
  if (event === undefined) return contact;
  const asked = new Set(askedNow(event, contact.answers).map(({ id }) => id));
  const foreign = (id: string) => !event.questions.some((question) => question.id === id);
  const answers = contact.answers.filter(({ question }) => asked.has(question) || foreign(question));
  const names = new Set(contact.customFields.filter(({ value }) => value.trim() !== '').map(({ name }) => name.trim()));
  const given = event.defaults
    .filter(({ name, value }) => name.trim() !== '' && value.trim() !== '' && !names.has(name.trim()))
    .map(({ name, value }) => ({ name: name.trim(), value, kind: 'text' as const }));
  const typed = contact.customFields.filter(({ name, value }) => {
    return value.trim() !== '' || !given.some((one) => one.name === name.trim());
  });
  return {
    ...contact,
    answers,
    event: { id: event.id, name: event.name.trim() },
    customFields: [...typed, ...given],
    capturedBy: contact.capturedBy.trim() === '' ? event.capturedBy.trim() : contact.capturedBy,
    open: leftOpen(event, answers),
    connection: bound ?? event.connection,
  };
}
