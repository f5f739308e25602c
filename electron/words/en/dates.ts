/** Dates as they are typed. What is read has commas between words that mean the same; names of days and months come from the system. */
export const dateWords = {
  'dates.pick': 'Open the calendar',
  'dates.pickFor': 'Open the calendar: {field}',
  'dates.example': 'e.g. Thu',
  'dates.understood': 'Understood as {day}',

  'dates.today': 'today',
  'dates.tomorrow': 'tomorrow, tmrw',
  'dates.in': 'in',
  'dates.on': 'on, this',
  'dates.next': 'next',
  'dates.days': 'd, day, days',
  'dates.weeks': 'w, wk, week, weeks',
  'dates.months': 'month, months',
} as const;
