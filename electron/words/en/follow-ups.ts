/** The list of what was promised. */
export const followUpWords = {
  'followUps.title': 'Follow-ups',
  'followUps.list': 'What was promised',
  'followUps.name': 'Name',
  'followUps.what': 'Promised',
  'followUps.by': 'By',
  'followUps.who': 'Who',
  'followUps.rating': 'Rating',
  'followUps.done': 'Done',
  'followUps.doneOf': 'Done: {name}',
  'followUps.overdue': 'overdue',
  'followUps.today': 'today',
  'followUps.count': { one: '1 follow-up', other: '{count:number} follow-ups' },
  'followUps.more': 'Show more',
  'followUps.none': 'Nothing promised so far',
  'followUps.noneText': 'Contacts with a follow-up appear here, the next one first.',
} as const;
