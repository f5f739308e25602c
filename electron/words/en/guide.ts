/** Help → Guide: what a rep needs to know, offline. Each page has a title and its paragraphs. */
export const guideWords = {
  'guide.title': 'Guide',
  'guide.pages': 'Pages of the guide',

  'guide.capture': 'Capture a contact',
  'guide.capture.1':
    'Type, and press Enter to go to the next field. In the note, Shift+Enter starts a new line, and Enter saves, or goes on to the questions of the event; in the last of them, it saves. Tab goes to everything, consent and follow-up too. Ctrl+Enter (⌘↩ on a Mac) saves from anywhere.',
  'guide.capture.2':
    'Only the last name is required. A person with one name: put it there. Further email addresses, phones, the address and your own fields are behind “More”.',
  'guide.capture.3':
    '“Saved” appears once the contact is on the disk of this laptop. You need no network for that. What you are still typing is kept, too, and is there again after a crash.',
  'guide.capture.4':
    'Two visitors at once? Open a second form from the menu or with Ctrl+T (⌘T on a Mac), and switch between the tabs above the form.',

  'guide.capture.5':
    'You need no mouse: Ctrl+K (⌘K on a Mac) finds every command by its name. Esc leaves the field, and “?” then shows all keys.',

  'guide.find': 'Find a contact',
  'guide.find.1':
    'Ctrl+F (⌘F on a Mac) searches the outbox. The beginning of a name, a company or an email address is enough; of a phone number, any digits. Enter opens the first contact that is found.',
  'guide.find.2':
    'In the list, J and K or the arrows go from contact to contact, Enter opens one, and Space selects it. What you can do to all that are selected stands above the list. Ctrl+Z (⌘Z on a Mac) takes back the last step while its “Undo” is on the screen.',

  'guide.scan': 'Scan, read, paste',
  'guide.scan.1':
    '“Scan” opens the camera: hold a badge, a QR code or a business card into its frame. A scanner that types works wherever the cursor is. If it garbles letters, open “Scanner check” in the settings.',
  'guide.scan.2':
    '“Read a file” takes a contact card (.vcf), a text or a picture of a code or of a business card. “Paste anything” takes a signature, a line of a table, a link or an address.',
  'guide.scan.3':
    'What was read stands in the proposal. “Take all” puts it into the form, and never over what you typed. Check what is marked. Nothing is saved before you have seen it, unless “Rapid” is on: then each scan with a name, or a badge ID, is saved at once.',
  'guide.scan.4':
    'A badge that holds only an ID is kept as “Needs a name”. It is not sent before it has one. Type the name, or import the attendee list of the event: it names all of them at once.',

  'guide.events': 'Events and questions',
  'guide.events.1':
    'In Settings, under “Events”, set up what you ask: choices, yes or no, ratings, numbers, dates, texts. A question can depend on an earlier answer. One that is required reminds you, and never keeps a contact from being saved.',
  'guide.events.2':
    'Choose the event of the day above the form. H, W and C rate a visitor while no field has the cursor. Digits answer the question that has the focus. What you promised stands under “Follow-ups”, by date; write the day as you like: tomorrow, Thu, in 2 weeks.',
  'guide.events.3':
    'If you change a question later, older answers keep the words that were asked. “Code sheet” prints every answer as a code, to be scanned right after a badge.',
  'guide.events.4':
    'Consent is never ticked beforehand. “No” is a choice of its own and is kept as well; what is left open is not recorded. You can turn the screen round: the visitor reads, ticks and signs there. Consent can be withdrawn in the details of the contact.',

  'guide.setup': 'Ready for the event',
  'guide.setup.1':
    'Under “CRM fields” say where in your CRM the note, the rating and each answer go. What has no field there can go as lines into one long text, or stays on this laptop: the form says so where you type.',
  'guide.setup.2':
    '“Export set-up” makes a file for the other laptops; with a passphrase it carries the keys, too. The same four words on two laptops mean the same set-up.',
  'guide.setup.3':
    '“Rehearse” looks at everything before the doors open, and sends one contact that is marked as a test. “Show what is sent” shows the very text that goes to the CRM.',
  'guide.setup.4':
    'With several connections, each event names the one its contacts go by. One that is refused never holds up another.',

  'guide.kiosk': 'Kiosk',
  'guide.kiosk.1':
    '“Start kiosk” lets visitors enter themselves, with an event on duty. Nothing else can be reached until somebody enters your PIN. The keys of the system itself can only be locked by the system: the start says how.',

  'guide.undo': 'Correct and take back',
  'guide.undo.1':
    'A contact that is waiting or needs attention can be edited: open it in the outbox, then “Edit”, or the E key.',
  'guide.undo.2':
    'A delivered contact can no longer be changed from Fieldpost, which only creates contacts. Correct it in the CRM.',
  'guide.undo.3':
    '“Undo” after a save takes the contact back into the form. “Withdraw” takes back one that you no longer want to send; it stays in the outbox, and in the receipt, as withdrawn.',
  'guide.undo.4': '“Clear” empties the form. The last 20 forms that you cleared can be brought back.',

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
    'In practice mode everything works as it will at the booth, with your events and CRM fields, but contacts go to a pretend CRM inside Fieldpost. A coloured frame says so. What you change there stays there. Cut its network, let it refuse contacts, and see what happens.',

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
