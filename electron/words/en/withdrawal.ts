/** Contacts that the user has withdrawn, and forms that were cleared. */
export const withdrawalWords = {
  'withdrawal.byUser': 'You withdrew it. It is not sent.',
  'withdrawal.undone': 'You took it back right after saving it. It is not sent.',
  'withdrawal.moved': 'You moved it to the real outbox.',
  'withdrawal.movedAdvice': 'It waits there, and is sent from there. What the practice CRM received stays there.',
  'withdrawal.mayBeThere': 'It was sent before, so the CRM may have it.',
  'withdrawal.at': 'Withdrawn on {at:moment}.',
  'withdrawal.advice':
    'It is kept on this laptop and counted in the receipt. Choose “Put back” to return it to where it was.',
  'withdrawal.withdraw': 'Withdraw',
  'contact.unreadable': 'This contact can no longer be read. It is not sent.',
} as const;
