/** What is done to a text when its field is left, or when it is pasted. */
export const textWords = {
  'text.invisible': 'An invisible character was removed.',
  'text.emailTidied': 'What stood around the email address was removed.',
  'text.linesJoined': { one: '{count:number} line was pasted.', other: '{count:number} lines became one.' },
  'text.emailsApart': {
    one: '{count:number} more email address has a field of its own.',
    other: '{count:number} more email addresses have fields of their own.',
  },
  'text.phonesApart': {
    one: '{count:number} more phone number has a field of its own.',
    other: '{count:number} more phone numbers have fields of their own.',
  },
  'text.undo': 'Undo',
} as const;
