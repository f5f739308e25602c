/** The printed sheet of an event, with a code for each answer. */
export const codeSheetWords = {
  'codeSheet.title': '{event}: code sheet',
  'codeSheet.fileName': '{event} code sheet',
  'codeSheet.how': 'Scan the badge first, then the answers. You need not touch a key.',
  'codeSheet.several': 'Several answers can be scanned.',
  'codeSheet.make': 'Code sheet…',
  'codeSheet.makeOne': 'Code sheet… of {name}',
  'codeSheet.save': 'Save the code sheet',
  'codeSheet.saved': 'Saved in {file}. Print it at 100 %.',
  'codeSheet.noEvent': 'This event no longer exists.',
} as const;
