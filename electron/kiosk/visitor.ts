import { emptyContact, type Contact } from '#contract/contact.ts';
import { eventOnDuty, isForStaff, type Setup } from '#contract/events.ts';
import type { Visitor } from '#contract/kiosk.ts';

/** Takes what a visitor entered; returns it as a contact of the event on duty. What is the staff's to answer stays open. */
export function contactOf({ email, phone, answers, ...visitor }: Visitor, setup: Setup): Contact {
  const event = eventOnDuty(setup);
  const staffs = new Set(event?.questions.filter(isForStaff).map(({ id }) => id));
  return {
    ...emptyContact(),
    ...visitor,
    answers: answers.filter(({ question }) => !staffs.has(question)),
    emailAddresses: [{ emailAddressType: 'main', emailAddress: email }],
    phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber: phone }],
    event: event === null ? null : { id: event.id, name: event.name.trim() },
  };
}

/** Takes a set-up; returns what of it is a visitor's: the event on duty, and nothing of any other. */
export function visitorsSetup(setup: Setup): Setup {
  const event = eventOnDuty(setup);
  if (event === null) return { events: [], onDuty: null, consentTexts: {} };
  const texts = Object.entries(setup.consentTexts).filter(
    ([, { text, language }]) => text === event.consent?.text && language === event.consent.language,
  );
  // Where its contacts go, what they are given there, and what the staff thinks of them, is none of theirs.
  const questions = event.questions.filter((question) => !isForStaff(question));
  return {
    events: [{ ...event, questions, defaults: [], connection: '' }],
    onDuty: event.id,
    consentTexts: Object.fromEntries(texts),
  };
}
