/** Practice mode, its CRM, and the first start. */
export const practiceWords = {
  'practice.leave': 'Leave practice',
  'practice.frame': 'Practice: nothing you save here goes to your CRM.',
  'practice.askTitle': 'Practise without sending anything?',
  'practice.askText':
    'Practice mode has an outbox and a CRM of its own, on this laptop. Nothing that you save there goes to your CRM. The window has a coloured frame for as long as it lasts.',
  'practice.enter': 'Start practising',

  'firstStart.title': 'Welcome to Fieldpost',
  'firstStart.intro': 'Contacts you save are safe on this laptop at once, and go to your CRM when there is a network.',
  'firstStart.practise': 'Practise',
  'firstStart.practiseText': 'Save a few made-up people. They go to a CRM on this laptop, and nowhere else.',
  'firstStart.connect': 'Connect',
  'firstStart.connectText': 'Enter your CRM account and its key. You can do that later: nothing you save is lost.',
  'firstStart.go': 'Go',
  'firstStart.goText': 'Type a name and press {keys}. That is all.',
  'firstStart.skip': 'Skip',
} as const;
