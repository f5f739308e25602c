/** What the window says as a whole, and the words that several of its parts share. */
export const screenWords = {
  'screen.couldNotStart': 'Fieldpost could not start. {problem}',
  'screen.wentWrong': 'Something went wrong. Try again.',
  'screen.ok': 'OK',
  'screen.saving': 'Saving…',
} as const;
