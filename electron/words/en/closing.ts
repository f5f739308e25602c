/** Asked when the window closes over something that is not sent or saved. */
export const closingWords = {
  'closing.notSent': { one: '1 contact is not sent yet', other: '{count:number} contacts are not sent yet' },
  'closing.notSaved': 'One entry is not saved yet',
  'closing.allSent': 'Everything is sent',
  'closing.safe': {
    one: 'It is safe on this laptop, and is sent the next time Fieldpost is open and reaches the CRM.',
    other: 'They are safe on this laptop, and are sent the next time Fieldpost is open and reaches the CRM.',
  },
  'closing.safeButAsks': {
    one: 'It is safe on this laptop. To have it sent, first do what Fieldpost asks for at the bottom of its window.',
    other:
      'They are safe on this laptop. To have them sent, first do what Fieldpost asks for at the bottom of its window.',
  },
  'closing.underWay': 'Sending is under way: keep Fieldpost open until it is done, if you can.',
  'closing.kept': 'What you typed is not saved yet. It is kept, and is there when you open Fieldpost again.',
  'closing.lost': 'What you typed is not saved and could not be kept: it is lost if you quit. Write it down first.',
  'closing.keepOpen': 'Keep open',
  'closing.quit': 'Quit',
} as const;
