/** What the app itself says: failures that belong to no room, dialogs of its own, and the file it leaves in its old place. */
export const appWords = {
  'app.name': 'Fieldpost',
  'app.malformed': 'Fieldpost did not understand its own window. Start it again. Nothing that was saved is lost.',
  'app.failed': 'Something in Fieldpost failed. Try again. Nothing that was saved is lost.',

  'app.crashed': 'Something in Fieldpost failed.',
  'app.crashedDetail':
    'Contacts that were saved are safe on this laptop. Start Fieldpost again. If this happens again, choose Help, then Save diagnostics, and give the file to whoever helps you.',
  'app.windowFails': 'The window of Fieldpost keeps failing.',
  'app.windowFailsDetail':
    'What you saved and typed is safe on this laptop, and waiting contacts are sent as long as Fieldpost runs. If this happens again, restart the laptop or reinstall Fieldpost.',
  'app.tryAgain': 'Try again',
  'app.quit': 'Quit',
  'app.notStarted': 'Fieldpost could not start',
  'app.notStartedDetail': 'What was captured is safe on this laptop. Start Fieldpost again, or reinstall it.',

  'app.leftovers': 'There are contacts in another folder, and they are not sent.',
  'app.leftoversWhere': 'They are here:\n{folders}',
  'app.leftoversWhy':
    'An older Fieldpost was used in the meantime, or another computer began to move them. What you see here is in:\n{folder}',
  'app.leftoversTodo':
    'Delete neither, and ask whoever looks after your computers. Fieldpost shows and sends what is in a folder named outbox when it is started with the folder around it, like this:\n--user-data-dir="{folder}"',
  'app.movedNote':
    'The contacts of Fieldpost are now in {folder}\nThis file stands where their folder was, so that an older Fieldpost does not begin a second one here.\n',
} as const;
