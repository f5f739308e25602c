/** What is said of a receipt that was saved. */
export const receiptWords = {
  'receipt.semicolons': 'Its columns are separated by semicolons.',
  'receipt.commas': 'Its columns are separated by commas.',
  'receipt.guarded': {
    one: 'In {count:number} cell an apostrophe stands before what a spreadsheet would take for a formula; the XLSX has it as typed.',
    other:
      'In {count:number} cells an apostrophe stands before what a spreadsheet would take for a formula; the XLSX has them as typed.',
  },
  'receipt.saveXlsx': 'Save as XLSX',
} as const;
