/** Events, their questions, and what a visitor agrees to. */
export const eventWords = {
  'events.nameMissing': 'Give the event a name.',
  'events.endsBefore': 'It ends before it begins. Correct one of the two days.',
  'events.noTimeZone': 'There is no such time zone. Write it as in Europe/Berlin.',
  'events.consentMissing': 'Enter what the visitor agrees to, or switch this off.',
  'events.askedMissing': 'Enter what is asked.',
  'events.optionsMissing': 'Add at least one choice.',
  'events.optionMissing': 'Enter what this choice says, or remove it.',
  'events.optionTwice': 'There is a choice like this already.',
  'events.shownIfLater': 'This depends on a question that comes later, or is gone. Choose an earlier one.',
} as const;
