/** The practice CRM: what it received, and how it is told to misbehave. */
export const practiceCrmWords = {
  'practiceCrm.views': 'What is shown',
  'practiceCrm.outbox': 'Outbox',
  'practiceCrm.title': 'Practice CRM',

  'practiceCrm.nothingReceived': 'Nothing received yet.',
  'practiceCrm.received': { one: '1 contact received.', other: '{count:number} contacts received.' },
  'practiceCrm.newestShown': { one: 'The newest one is shown.', other: 'The newest {count:number} are shown.' },
  'practiceCrm.receivedLabel': 'Received contacts',

  'practiceCrm.network': 'Network',
  'practiceCrm.networkUp': 'Up',
  'practiceCrm.networkCut': 'Cut off',
  'practiceCrm.networkSlow': 'Slow',
  'practiceCrm.answer': 'Answer',
  'practiceCrm.answerNormal': 'Normal: takes the contact',
  'practiceCrm.answer400': '400: refuses the contact',
  'practiceCrm.answer401': '401: rejects the API key',
  'practiceCrm.answer409': '409: says it already has it',
  'practiceCrm.answer429': '429: asks to slow down',
  'practiceCrm.answer500': '500: has an error',
  'practiceCrm.answer503': '503: is out of service',
  'practiceCrm.answerPortal': 'Sign-in page of a Wi-Fi',
  'practiceCrm.answerSilent': 'Takes it, then goes silent',

  'practiceCrm.startOver': 'Start over',
  'practiceCrm.startOverAsk': 'This empties the practice outbox and the practice CRM.',
  'practiceCrm.emptyBoth': 'Empty both',
} as const;
