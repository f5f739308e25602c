/** The status line, and what stands above the panes. */
export const statusWords = {
  'status.nearlyFull':
    'The disk of this laptop is nearly full: {left:size} left. What is saved is safe. Free some space, or soon nothing more can be saved.',
  'status.repairing': 'Repairing the outbox.',
  'status.repairingSoFar': 'Repairing the outbox: {done:number} of {total:number} contacts.',
  'status.nextTry': 'Next try in {wait:wait}.',
  'status.notTaken': {
    one: 'The CRM did not take 1 contact and is asked again later.',
    other: 'The CRM did not take {count:number} contacts and is asked again later.',
  },
} as const;
