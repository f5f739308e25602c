/** Practice mode, its CRM, and the first start. */
export const practiceWords = {
  'practice.leave': 'Leave practice',
  'practice.frame': 'Practice: nothing you save here goes to your CRM.',
  'practice.askTitle': 'Practise without sending anything?',
  'practice.askText':
    'Practice mode has an outbox and a CRM of its own, on this laptop, and begins with your events. Nothing that you save there goes to your CRM. The window has a coloured frame for as long as it lasts.',
  'practice.enter': 'Start practising',

  'practice.moveTitle': {
    one: 'Move 1 contact to the real outbox?',
    other: 'Move {count:number} contacts to the real outbox?',
  },
  'practice.moveAll': 'That is all you saved in practice. To move only some, select them in the list first.',
  'practice.moveText': {
    one: 'It leaves practice, and waits in the real outbox until you leave practice mode. Then it goes to your CRM, even if the practice CRM has it.',
    other:
      'They leave practice, and wait in the real outbox until you leave practice mode. Then they go to your CRM, even if the practice CRM has them.',
  },
  'practice.move': { one: 'Move 1 contact', other: 'Move {count:number} contacts' },
  'practice.moved': {
    one: '1 contact moved. It waits in the real outbox.',
    other: '{count:number} contacts moved. They wait in the real outbox.',
  },
  'practice.noneToMove': 'There is nothing here to move.',
  'practice.moveButton': 'Move to the real outbox…',
  'practice.realDamaged':
    'The real outbox needs a repair first, and nothing was moved. Leave practice mode: it is repaired then.',

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
