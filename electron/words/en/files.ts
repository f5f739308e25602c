/** Files that the user saves: receipts and diagnostics. */
export const fileWords = {
  'file.notSaved': 'Nothing was saved.',
  'file.diskFull': 'The disk of {file} is full. Free some space, or choose another disk.',
  'file.notWritable':
    'Fieldpost is not allowed to write {file}. Close it if another program has it open, or choose another folder.',
  'file.noFolder': 'The folder of {file} is not there. Choose another one.',
  'file.nameTooLong': 'The name of the file is too long. Choose a shorter one.',
  'file.failed': 'Writing {file} failed. Try again, or choose another folder.',
  'file.failedBy': 'Writing {file} failed ({code}). Try again, or choose another folder.',

  'file.saveReceipt': 'Save the receipt',
  'file.receiptName': 'Fieldpost receipt {day}',
  'file.receiptNameOfDays': 'Fieldpost receipt {from} to {to}',
  'file.practiceReceiptName': 'Fieldpost practice receipt {day}',
  'file.practiceReceiptNameOfDays': 'Fieldpost practice receipt {from} to {to}',
  'file.receiptSaved': {
    one: 'Saved 1 contact in {file}.',
    other: 'Saved {count:number} contacts in {file}.',
  },

  'file.columnUuid': 'UUID',
  'file.columnCapturedAt': 'Captured at',
  'file.columnState': 'State',
  'file.columnReason': 'Reason',
  'file.columnCrmId': 'CRM ID',
  'file.columnRemoteId': 'Remote ID',
  'file.columnDeliveredAt': 'Delivered at',
  'file.columnDeliveredBy': 'Delivered by',
  'file.columnWithdrawnAt': 'Withdrawn at',
  'file.columnAttempts': 'Attempts',

  'file.saveDiagnostics': 'Save diagnostics',
  'file.diagnosticsName': 'Fieldpost diagnostics {day}',
  'file.diagnosticsSaved': 'Saved in {file}. It was sent nowhere: give the file to whoever helps you.',
  'file.about': 'Fieldpost and this computer',
  'file.outbox': 'the outbox, in numbers',
  'file.configuration': 'what is set',
  'file.doctor': 'what the connection doctor found when it last looked',
  'file.log': 'the log',
  'file.olderLog': 'an older part of the log',
} as const;
