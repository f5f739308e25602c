/** "Save diagnostics", as the screen shows it. */
export const diagnosticsWords = {
  'diagnostics.title': 'Save diagnostics',
  'diagnostics.intro':
    'This helps whoever looks into a problem. It has no contact, no key and no credential in it. Below is all of it, word for word. Nothing is sent: you save one file, and choose who gets it.',
  'diagnostics.files': 'What is in it',
  'diagnostics.textLabel': 'Text of {file}',
  'diagnostics.noText': 'Text of the file',
  'diagnostics.gathering': 'Gathering…',
  'diagnostics.save': 'Save…',
} as const;
