/** Help → Guide: what a rep needs to know, offline. Each page has a title and its paragraphs. */
export const guideWords = {
  'guide.title': 'Guide',
  'guide.pages': 'Pages of the guide',

  'guide.capture': 'Capture a contact',
  'guide.capture.1':
    'Type, and press Enter to go to the next field. In the note, Enter saves; Shift+Enter starts a new line. Ctrl+Enter (⌘↩ on a Mac) saves from anywhere.',
  'guide.capture.2':
    'Only the last name is required. A person with one name: put it there. Further e-mails, phones, the address and your own fields are behind “More”.',
  'guide.capture.3':
    '“Saved” appears once the contact is on the disk of this laptop. You need no network for that. What you are still typing is kept, too, and is there again after a crash.',
  'guide.capture.4':
    'Two visitors at once? Open a second form from the menu or with Ctrl+T (⌘T on a Mac), and switch between the tabs above the form.',

  'guide.undo': 'Correct and take back',
  'guide.undo.1': 'A contact that is waiting or needs attention can be edited: open it in the outbox, then “Edit”.',
  'guide.undo.2':
    '“Undo” after a save takes the contact back into the form. “Withdraw” takes back one that you no longer want to send; it stays in the outbox, and in the receipt, as withdrawn.',
  'guide.undo.3': '“Clear” empties the form. The last 20 forms that you cleared can be brought back.',

  'guide.states': 'Where a contact is',
  'guide.states.1': 'Waiting: safe on this laptop, and sent as soon as it can be. You need do nothing.',
  'guide.states.2': 'Delivered: the CRM said that it created the contact, and gave it an ID.',
  'guide.states.3':
    'Needs attention: the CRM refused it, or says that it is there already. Open it to read why; correct it, and try again.',
  'guide.states.4':
    'Unconfirmed: it was sent, but no answer came back, so it may or may not be in the CRM. Fieldpost never sends it again by itself, since that could make two of it.',
  'guide.states.5': 'Withdrawn: you took it back. It is not sent any more.',

  'guide.unconfirmed': 'Unconfirmed contacts',
  'guide.unconfirmed.1':
    'Fieldpost looks for them in the CRM’s list by itself, for a day. One that is found beyond doubt becomes delivered.',
  'guide.unconfirmed.2':
    'For any other, look into the CRM yourself. Is it there? Say “Already there”. Is it not? Say “Send again”. Or leave it as it is.',

  'guide.offline': 'When nothing is sent',
  'guide.offline.1':
    'The line at the bottom says what holds the contacts up, and what you can do. Most of it ends by itself: no network, a busy CRM, an outage.',
  'guide.offline.2':
    'Wi-Fi with a sign-in page: open a web browser and sign in. Fieldpost never takes such a page for an answer of the CRM.',
  'guide.offline.3':
    'The connection doctor looks at everything between this laptop and the CRM, and says the one thing to do. You can copy what it found for whoever helps you.',

  'guide.practice': 'Practise',
  'guide.practice.1':
    'In practice mode everything works as it will at the booth, but contacts go to a pretend CRM inside Fieldpost. A coloured frame says so. Cut its network, let it refuse contacts, and see what happens.',

  'guide.receipt': 'The day’s receipt',
  'guide.receipt.1':
    'The receipt says where every contact of a day is now; its numbers add up to what you captured. Save it as a table or as JSON, with every attempt.',

  'guide.data': 'What is kept, and where',
  'guide.data.1':
    'Contacts are on this laptop and go nowhere but to your CRM. They are not encrypted by Fieldpost: turn on the disk encryption of your system.',
  'guide.data.2': 'The API key is in the keychain of your system. Nobody can read it in Fieldpost, not even you.',
  'guide.data.3':
    'Damage to the files is repaired by itself, from backups and a second copy. A sentence says how many contacts are here.',
} as const;
