/** The frame of the window: header, dialogs, what is told in passing, and what is said where a part of the screen fails. */
export const shellWords = {
  'shell.name': 'Fieldpost',
  'shell.settings': 'Settings',
  'shell.close': 'Close',
  'shell.dismiss': 'Dismiss',
  'shell.notNow': 'Not now',
  'shell.undo': 'Undo',

  'fault.title': 'This part of the window failed',
  'fault.text': 'What you saved is safe, and so is what you typed. Try again; if it comes back, restart Fieldpost.',
  'fault.again': 'Try again',
} as const;
