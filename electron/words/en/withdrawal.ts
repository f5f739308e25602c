/** Contacts that the user has withdrawn, and forms that were cleared. */
export const withdrawalWords = {
  'withdrawal.byUser': 'You withdrew it. It is not sent.',
  'withdrawal.undone': 'You took it back right after saving it. It is not sent.',
  'withdrawal.moved': 'You moved it to the real outbox.',
  'withdrawal.movedAdvice':
    'It waits there, and is sent from there. What the practice CRM received of it stays with that.',
  'withdrawal.mayBeThere': 'It was sent before, so the CRM may have it.',
  'withdrawal.at': 'Withdrawn on {at:moment}.',
  'withdrawal.advice': 'It is kept on this laptop and counted in the receipt. Undo this to put it back where it was.',
  'withdrawal.withdraw': 'Withdraw',
  'contact.unreadable': 'What was typed of this contact cannot be read any more. It is not sent.',
} as const;
