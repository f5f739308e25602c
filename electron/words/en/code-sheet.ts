/** The printed sheet of an event, with a code for each answer. */
export const codeSheetWords = {
  'codeSheet.title': '{event}: code sheet',
  'codeSheet.fileName': '{event} code sheet',
  'codeSheet.how': 'Scan the badge first, then what was answered. No key is needed.',
  'codeSheet.several': 'Several answers can be scanned.',
  'codeSheet.make': 'Code sheet…',
  'codeSheet.makeOne': 'Code sheet… of {name}',
  'codeSheet.save': 'Save the code sheet',
  'codeSheet.saved': 'Saved in {file}. Print it at its full size.',
  'codeSheet.noEvent': 'This event is not there any more.',
} as const;
