/** The receipt, as the screen shows it. */
export const receiptWords = {
  'receipt.title': 'Receipt',
  'receipt.from': 'From',
  'receipt.to': 'To',
  'receipt.today': 'Today',
  'receipt.daysMissing': 'Choose both days.',
  'receipt.daysReversed': 'The first day is after the last. Change one of them.',
  'receipt.captured': 'Captured',
  'receipt.listLabel': 'Contacts of these days',
  'receipt.none': 'Nothing was captured on these days.',
  'receipt.notKnown': '–',
  'receipt.capturedAt': '{at:moment}',
  'receipt.capturedAtCrmId': '{at:moment} · CRM id {id}',
  'receipt.capturedAtYouSaid': '{at:moment} · You said it is already there',
  'receipt.showMore': 'Show more',
  'receipt.beyond': {
    one: '1 older contact is not listed here. A saved receipt has all of them.',
    other: '{count:number} older contacts are not listed here. A saved receipt has all of them.',
  },
  'receipt.saveCsv': 'Save as CSV',
  'receipt.saveJson': 'Save as JSON',
} as const;
