/** The details of a contact: what became of it, what can be done, what was captured, and each attempt. */
export const detailWords = {
  'detail.back': 'Back',
  'detail.label': 'Details of the contact',
  'detail.gone': 'This contact is no longer in the outbox.',

  // What its state means, and what the user can do. The reason, where there is one, stands before it.
  'detail.waiting': 'Safe on this laptop. It is sent by itself as soon as it can be.',
  'detail.waitingAsks': 'Safe on this laptop. To have it sent, do what Fieldpost asks for at the bottom of its window.',
  'detail.sending': 'On its way to the CRM.',
  'detail.delivered': 'It is in the CRM.',
  'detail.needsAttention': 'Edit it, retry it as it is, or choose “{alreadyThere}” if the CRM has it.',
  'detail.saidToBeThere':
    'If that is right, choose “{alreadyThere}”. If the CRM means another contact, edit this one or retry it as it is.',
  'detail.needsName': 'Edit it and type the name on the badge. It counts already, and nothing of it is lost.',
  'detail.setAside': 'Safe on this laptop. Send it after all, or edit it: saving sends it, too.',
  'detail.unconfirmed':
    'Fieldpost keeps looking for it in the CRM for a day. If you find it there, choose “{alreadyThere}”. If it is not there, send it again.',
  'detail.left': 'Fieldpost no longer looks for it. You can still send it again, or choose “{alreadyThere}”.',
  'detail.youSaid': 'You said on {at:moment} that it is already there.',
  'detail.found': 'Fieldpost found it in the CRM on {at:moment}.',
  'detail.inCrmSince': 'It has been in the CRM since {at:moment}.',

  // What can be pressed, and what is asked before.
  'detail.edit': 'Edit',
  'detail.retry': 'Retry',
  'detail.setItAside': 'Set aside',
  'detail.sendAgain': 'Send again',
  'detail.leave': 'Leave it',
  'detail.alreadyThere': 'Already there',
  'detail.alreadyThereAsk': 'It then counts as delivered on your word, and is never sent again.',
  'detail.alreadyThereYes': 'Yes, already there',
  'detail.sendAgainAsk': 'If the CRM did get it the first time, it will then have it twice.',
  'detail.sendAgainYes': 'Send it again',
  'detail.retryYes': { one: 'Retry it', other: 'Retry all {count:number}' },

  // What was captured.
  'detail.staysHere': 'Not sent, because no CRM field takes it: {fields:list}',
  'detail.captured': 'Captured',
  'detail.card': 'The card of this contact',
  'detail.crmId': 'CRM ID',
  'detail.remoteId': 'Remote ID',
  'detail.connection': 'Connection',
  'detail.connectionGone': 'Removed',
  'detail.reference': 'Reference',

  // Each attempt.
  'detail.attempts': 'Attempts',
  'detail.noAttempts': 'Not sent yet.',
  'detail.ended': 'Ended {at:moment}, after {took:duration}.',
  'detail.sentTo': 'For {url} with credential {credential}.',
  'detail.lookedAt': 'Lookup at {url} with credential {credential}.',
  'detail.excerpt': 'What came back, word for word',
  'detail.excerptLabel': 'What came back',
  'detail.nothingSent': 'nothing was sent',
  'detail.noAnswer': 'no answer',
  'detail.http': 'HTTP {status}',
  'detail.httpAfter': 'HTTP {status} after {took:duration}',
  'detail.withCode': '{answer}, {code}',
} as const;
