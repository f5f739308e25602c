/** Why the outbox cannot be opened, read or written, and what became of a damaged one. */
export const storeWords = {
  'store.diskFull':
    'The disk is full, so nothing more can be saved. Free some space on the disk of {folder}, then try again.',
  'store.foreign':
    'The outbox file in {folder} is damaged or was not made by Fieldpost. It was left as it is. Move it to another folder and keep it: contacts may be recovered from it. Then start Fieldpost again.',
  'store.isFolder':
    'There is a folder named outbox.sqlite in {folder}, where Fieldpost keeps its file. Move it away, then start Fieldpost again.',
  'store.notWritable':
    'Fieldpost is not allowed to write in {folder}, so nothing can be saved. Allow your user to write there, then start Fieldpost again.',
  'store.busy': 'Another program is using the outbox. Close it, then try again.',
  'store.diskFailed': 'The disk of {folder} failed ({code}), so nothing was saved. Check the disk, then try again.',
  'store.notDurable':
    'In this folder, SQLite does not wait for the disk, so nothing saved here would be safe. Move the data folder to a disk of this computer.',
  'store.newer':
    'The outbox on this laptop was written by a newer Fieldpost. It was left as it is, with all its contacts. Install the newest Fieldpost to use it.',
  'store.held':
    'The outbox in {folder} is open in another Fieldpost. Close that one, then try again. Nothing is saved here until then.',
  'store.heldHere':
    'The outbox in {folder} is open in Fieldpost on this computer (user {user}), since {since:moment}. Close Fieldpost there, then try again. Nothing is saved here until then.',
  'store.heldElsewhere':
    'The outbox in {folder} is open in Fieldpost on the computer {computer} (user {user}), since {since:moment}. Close Fieldpost there, then try again. Nothing is saved here until then.',
  'store.notOpen': 'The outbox cannot be opened.',
  'store.switching': 'Fieldpost is switching to another outbox. Try again in a moment.',

  'store.damaged': 'The outbox was damaged and is being repaired.',
  'store.metDamage': 'A part of the outbox file is damaged, so this was not done.',
  'store.repairing': 'The outbox was damaged and is being repaired. Try again in a moment.',
  'store.notRepaired': 'The outbox is damaged and could not be repaired.',
  'store.diskFails': {
    one: 'The outbox was repaired once and is damaged again: its disk is failing. Nothing more is sent.',
    other:
      'The outbox was repaired {count:number} times and is damaged again: its disk is failing. Nothing more is sent.',
  },
  'store.stillSaves': 'What you save is still written.',
  'store.moveFolder': 'Move the folder {folder} to another disk.',

  'repair.whole': 'The outbox file was damaged and has been repaired.',
  'repair.partly': 'The outbox file was damaged and has been repaired, as far as it could be read.',
  'repair.all': { one: 'Your contact is here.', other: 'All {count:number} contacts are here.' },
  'repair.some': { one: '1 contact is here.', other: '{count:number} contacts are here.' },
  'repair.of': '{here:number} of {total:number} contacts are here.',
  'repair.lost': { one: '1 could not be read.', other: '{count:number} could not be read.' },
  'repair.others': 'Whether others are missing is not known.',
  'repair.unsure': {
    one: 'Whether 1 of them was sent is no longer known. It is unconfirmed: look for it in the CRM.',
    other:
      'Whether {count:number} of them were sent is no longer known. They are unconfirmed: look for them in the CRM.',
  },
  'repair.keptUntil': 'Until {until:day}, the damaged files are kept in {folder}.',
  'repair.anew': 'The outbox file is gone, and what lay beside it could not be read, so the outbox starts empty.',
  'repair.kept': 'What was there is kept in {folder}.',
} as const;
