/** The receipt, as the screen shows it. */
export const receiptWords = {
  'receipt.title': 'Receipt',
  'receipt.from': 'From',
  'receipt.to': 'To',
  'receipt.today': 'Today',
  'receipt.daysMissing': 'Choose both days.',
  'receipt.daysReversed': 'The first day is after the last. Change one of them.',
  'receipt.captured': 'Captured',
  'receipt.takenBack': {
    one: '1 more was taken back into the form right after saving, and is not counted.',
    other: '{count:number} more were taken back into the form right after saving, and are not counted.',
  },
  'receipt.listLabel': 'Contacts of these days',
  'receipt.none': 'Nothing was captured on these days.',
  'receipt.notKnown': '–',
  'receipt.capturedAtCrmId': '{at:moment} · CRM ID {id}',
  'receipt.capturedAtYouSaid': '{at:moment} · You said it is already there',
  'receipt.showMore': 'Show more',
  'receipt.beyond': {
    one: '1 older contact is not listed here. A saved receipt has all of them.',
    other: '{count:number} older contacts are not listed here. A saved receipt has all of them.',
  },
  'receipt.saveCsv': 'Save as CSV',
  'receipt.saveXlsx': 'Save as XLSX',
  'receipt.saveJson': 'Save as JSON',

  'receipt.semicolons': 'Its columns are separated by semicolons.',
  'receipt.commas': 'Its columns are separated by commas.',
  'receipt.guarded': {
    one: 'In 1 cell an apostrophe was put before what a spreadsheet would take for a formula; the XLSX has it as typed.',
    other:
      'In {count:number} cells an apostrophe was put before what a spreadsheet would take for a formula; the XLSX has them as typed.',
  },
} as const;
