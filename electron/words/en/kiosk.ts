/** The kiosk: what is said before it begins, what its visitors read, and how it is left. */
export const kioskWords = {
  'command.startKiosk': 'Start kiosk…',

  'kiosk.title': 'Start kiosk',
  'kiosk.about':
    'Visitors then enter their own details for “{event}”. Nothing else in Fieldpost can be reached until somebody enters the PIN, not even after a restart.',
  'kiosk.systemTitle': 'What Fieldpost cannot lock',
  'kiosk.systemWindows':
    'Alt+Tab, the Windows key and Ctrl+Alt+Del belong to Windows. To lock them, sign in with an account that can do nothing else: Settings, Accounts, Other users, “Set up a kiosk” (assigned access).',
  'kiosk.systemMac':
    'macOS blocks the Dock and app switching, but not the power button or a restart. Use a separate standard account without other apps (System Settings, Screen Time); for managed Macs there is Autonomous Single App Mode.',
  'kiosk.systemLinux':
    'Alt+Tab, the Super key and the consoles (Ctrl+Alt+F1 and so on) belong to the system. To lock them, sign in to a session that runs one program only, such as GNOME Kiosk or Cage.',
  'kiosk.pin': 'PIN',
  'kiosk.pinAgain': 'PIN once more',
  'kiosk.pinForm': 'Enter 4 to 12 digits.',
  'kiosk.pinsDiffer': 'This is not the same PIN.',
  'kiosk.pinNote': '4 to 12 digits. Remember it: it cannot be shown again.',
  'kiosk.start': 'Start kiosk',
  'kiosk.noEvent': 'Choose the event above the form first: the kiosk asks its questions.',
  'kiosk.needsEvent': 'Choose the event above the form first',
  'kiosk.refused': 'This cannot be done while the kiosk is running.',

  'kiosk.welcome': 'Leave us your details',
  'kiosk.practice': 'Practice: nothing is sent',
  'kiosk.lastNameMissing': 'Please enter your last name.',
  'kiosk.done': 'Done',
  'kiosk.notSaved': 'This could not be saved. Please ask a member of staff.',
  'kiosk.thanks': 'Thank you',
  'kiosk.thanksText': 'Your details are saved.',
  'kiosk.next': 'Next person',
  'kiosk.moment': 'One moment, please',
  'kiosk.staff': 'Staff',
  'kiosk.leaveTitle': 'Leave the kiosk',
  'kiosk.leave': 'Leave',
  'kiosk.stay': 'Back',
  'kiosk.wrongPin': {
    one: 'This is not the PIN. 1 try is left.',
    other: 'This is not the PIN. {count:number} tries are left.',
  },
  'kiosk.noTries': 'Too many wrong PINs. Try again in {wait:wait}.',
} as const;
