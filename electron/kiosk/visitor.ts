import { emptyContact, type Contact } from '#contract/contact.ts';
import { eventOnDuty, type Setup } from '#contract/events.ts';
import type { Visitor } from '#contract/kiosk.ts';

/** Takes what a visitor entered; returns it as a contact of the event on duty. */
export function contactOf({ email, phone, ...visitor }: Visitor, setup: Setup): Contact {
  const event = eventOnDuty(setup);
  return {
    ...emptyContact(),
    ...visitor,
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
  // Where its contacts go, and what they are given there, is none of theirs.
  return {
    events: [{ ...event, defaults: [], connection: '' }],
    onDuty: event.id,
    consentTexts: Object.fromEntries(texts),
  };
}
