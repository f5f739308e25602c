/** Puts what a code of the event's printed sheet stands for into the form. The same code twice changes nothing. */
import type { SheetCode } from '#contract/code-sheet.ts';
import type { Contact } from '#contract/contact.ts';
import type { FieldEvent, Setup } from '#contract/events.ts';
import type { Channel } from '#contract/qualification.ts';
import { say, type Said } from '#words/message.ts';
import { choicesOf, givenTo, withAnswer } from '../qualify/answers.ts';
import { consentOf } from '../qualify/consent.ts';
import { t } from '../lib/words.ts';

export interface SheetOutcome {
  /** Whether it is in the form now. */
  good: boolean;
  said: Said;
}

const otherEvent: SheetOutcome = { good: false, said: say('scanner.otherEvent') };

/** Takes a code, the contact in the form, the event whose questions that asks, the set-up, and when in milliseconds since 1970. */
export function applyCode(
  code: SheetCode,
  contact: Contact,
  event: FieldEvent | null,
  setup: Setup,
  now: number,
): SheetOutcome {
  switch (code.of) {
    case 'rating':
      contact.rating = code.rating;
      return { good: true, said: say('scanner.rated', { rating: say(`rating.${code.rating}`) }) };
    case 'capturedBy':
      contact.capturedBy = code.name;
      return { good: true, said: say('scanner.capturedBy', { name: code.name }) };
    case 'answer':
      return answer(code, contact, event);
    case 'consent':
      return event === null ? otherEvent : consent(code.to, contact, event, setup, now);
  }
}

function answer(
  { question: id, revision, value }: Extract<SheetCode, { of: 'answer' }>,
  contact: Contact,
  event: FieldEvent | null,
): SheetOutcome {
  const question = event?.questions.find((one) => one.id === id && one.revision === revision);
  const choice = question === undefined ? undefined : choicesOf(question, [], t).find((one) => one.value === value);
  if (question === undefined || choice === undefined) return otherEvent;
  const before = question.kind === 'several' ? givenTo(contact.answers, id) : [];
  const others = before.filter((one) => one.value !== value);
  contact.answers = withAnswer(contact.answers, question, [...others, { value, text: choice.text }]);
  return { good: true, said: say('scanner.answered', { question: question.asked.trim(), answer: choice.text }) };
}

function consent(to: Channel | 'no', contact: Contact, event: FieldEvent, setup: Setup, now: number): SheetOutcome {
  const before = contact.consent;
  if (before !== null && before.how !== 'spoken') return { good: false, said: say('scanner.signedAlready') };
  const channels = to === 'no' ? [] : [...new Set([...(before?.channels ?? []), to])];
  const given = consentOf(event, setup, { how: 'spoken', channels }, now);
  if (given === null) return otherEvent;
  contact.consent = given;
  const said =
    to === 'no'
      ? say('scanner.consentNo')
      : say('scanner.consentTo', { channels: given.channels.map((channel) => say(`consent.${channel}`)) });
  return { good: true, said };
}
