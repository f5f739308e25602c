/** The list of an event's attendees. */
export const attendeeWords = {
  'attendees.noEncoding': 'The file cannot be read in this encoding. Choose another one.',
  'attendees.oldWorkbook': 'This is an older kind of workbook. Save it as .xlsx or .csv, and import that.',
  'attendees.brokenWorkbook':
    'This workbook is damaged, or was made by something that is not known here. Nothing was imported.',
  'attendees.unpacksTooLarge': 'This workbook unpacks to more than {most:size}. Nothing was imported.',
  'attendees.tooLarge': 'This file is {size:size} large. At most {most:size} can be imported.',
  'attendees.noIdColumn': 'Say which column holds the badge ID.',
  'attendees.noNameColumn': 'Say which column holds the last name, or the whole name.',
  'attendees.empty': 'There is no attendee in this file. The list is as it was.',
  'attendees.notStored': 'The list could not be stored. It is as it was.',
} as const;
