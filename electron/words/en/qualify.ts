/** What is asked and noted of a lead beside the person: event, questions, consent. */
export const qualifyWords = {
  'answer.yes': 'Yes',
  'answer.no': 'No',

  'qualify.by': 'by',
  'qualify.partOfDate': 'This date is not complete, and is not saved.',
  'qualify.noEvent': 'No event',
  'qualify.leftOpen': 'Not complete. Still to be answered: {questions:list}',
  'qualify.leftOpenCount': {
    one: 'Not complete. 1 required question was not answered.',
    other: 'Not complete. {count:number} required questions were not answered.',
  },
  'qualify.open': { one: '1 question is open', other: '{count:number} questions are open' },
} as const;
