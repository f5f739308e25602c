/** The kiosk: what is said before it begins, what its visitors read, and how it is left. */
export const kioskWords = {
  'command.startKiosk': 'Start kiosk…',

  'kiosk.title': 'Start kiosk',
  'kiosk.about':
    'Visitors then enter themselves at “{event}”. Nothing else of Fieldpost can be reached, also after a restart, until somebody enters the PIN.',
  'kiosk.systemTitle': 'What Fieldpost cannot lock',
  'kiosk.systemWindows':
    'Alt+Tab, the Windows key and Ctrl+Alt+Del belong to Windows. To lock them, sign in with an account that can do nothing else: Settings, Accounts, Other users, “Set up a kiosk” (assigned access).',
  'kiosk.systemMac':
    'macOS holds back the Dock and the switching of apps, but not the power button and not a restart. Use a standard account of its own without other apps (System Settings, Screen Time); for managed Macs there is Autonomous Single App Mode.',
  'kiosk.systemLinux':
    'Alt+Tab, the Super key and the consoles (Ctrl+Alt+F1 and so on) belong to the system. To lock them, sign in to a session that runs one program only, such as GNOME Kiosk or Cage.',
  'kiosk.pin': 'PIN',
  'kiosk.pinAgain': 'PIN once more',
  'kiosk.pinForm': 'Enter 4 to 12 digits.',
  'kiosk.pinsDiffer': 'This is not the same PIN.',
  'kiosk.pinNote': 'Keep it in mind: Fieldpost knows only its hash, and cannot show it.',
  'kiosk.start': 'Start kiosk',
  'kiosk.noEvent': 'Choose the event above the form first: the kiosk asks its questions.',
  'kiosk.needsEvent': 'Choose the event above the form first',
  'kiosk.refused': 'This cannot be done while the kiosk runs.',

  'kiosk.welcome': 'Leave us your contact',
  'kiosk.practice': 'Practice: nothing is sent',
  'kiosk.lastNameMissing': 'Please enter your last name.',
  'kiosk.done': 'Done',
  'kiosk.notSaved': 'This could not be saved. Please call somebody of the staff.',
  'kiosk.thanks': 'Thank you',
  'kiosk.thanksText': 'We have what you entered.',
  'kiosk.next': 'Enter somebody else',
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
